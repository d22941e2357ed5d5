import type { Attendee } from "@slotkit/core";

/**
 * Who booked, as properties of HubSpot's own. Without the address: a contact is found by it, and an address that HubSpot
 * holds is never overwritten.
 */
export function contactProperties({ name, phone, company }: Attendee): Record<string, string> {
  const [firstname, lastname] = splitName(name);
  return withoutBlanks({ firstname, lastname, phone, company });
}

/** HubSpot takes an empty text as the wish to clear the property: what is not known is not sent. */
export function withoutBlanks(values: Readonly<Record<string, string | null | undefined>>): Record<string, string> {
  const cleaned = Object.entries(values).map(([name, value]) => [name, clean(value ?? "")] as const);
  return Object.fromEntries(cleaned.filter(([, value]) => value !== ""));
}

/** First word and the rest: wrong for some names, as any split is, but whole when the two are put together again. */
function splitName(name: string): [first: string, last: string] {
  const [first = "", ...rest] = clean(name).split(" ");
  return [first, rest.join(" ")];
}

/** One line without controls, within what a text property of HubSpot can hold. */
function clean(text: string): string {
  const line = text
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim();
  return Array.from(line).slice(0, 1_000).join("");
}
