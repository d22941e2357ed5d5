/** One line without controls, within what a text property of HubSpot can hold. */
export function cleanLine(text: string): string {
  return shorten(
    text
      .replace(/\p{Surrogate}/gu, "\ufffd")
      .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ")
      .trim(),
    1_000,
  );
}

/** Several lines without other controls, within what a long text of HubSpot can hold. */
export function cleanText(text: string): string {
  return shorten(
    text
      .replace(/\p{Surrogate}/gu, "\ufffd")
      .replace(/\r\n?|[\u2028\u2029]/g, "\n")
      .replace(/[^\S\n]+/g, " ")
      .replace(/(?!\n)\p{Cc}/gu, "")
      .trim(),
    30_000,
  );
}

/** First word and the rest: wrong for some names, as any split is, but whole when the two are put together again. */
export function splitName(name: string): [first: string, last: string] {
  const [first = "", ...rest] = cleanLine(name).split(" ");
  return [first, rest.join(" ")];
}

function shorten(text: string, length: number): string {
  return text.length <= length ? text : Array.from(text).slice(0, length).join("");
}
