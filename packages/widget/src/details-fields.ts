import type { FormField, FormValues } from "./booking-form.ts";
import type { Messages } from "./messages/messages.ts";
import type { BookingDetails } from "./store/booking-store.ts";
import type { Failure } from "./store/failure.ts";

/** What the host application knows of its visitor. */
export interface Prefill {
  name?: string;
  email?: string;
  phone?: string;
  company?: string;
  notes?: string;
  /** IANA; where `time-zone` is not set. */
  timeZone?: string;
}

/** The questions before a booking; lengths are the API's. */
export function detailsFields(messages: Messages): readonly FormField[] {
  const { name, email, company, phone, notes } = messages;
  return [
    {
      name: "name",
      label: name,
      kind: "text",
      missing: messages.nameMissing,
      autocomplete: "name",
      maxLength: 200,
      isHalf: true,
    },
    {
      name: "email",
      label: email,
      kind: "email",
      missing: messages.emailMissing,
      wrong: messages.emailWrong,
      autocomplete: "email",
      maxLength: 254,
      isHalf: true,
    },
    { name: "company", label: company, kind: "text", autocomplete: "organization", maxLength: 200, isHalf: true },
    { name: "phone", label: phone, kind: "tel", autocomplete: "tel", maxLength: 40, isHalf: true },
    { name: "notes", label: notes, kind: "multiline", hint: messages.notesHint, maxLength: 5000 },
  ];
}

/** The one question before a move or a cancellation. */
export function reasonField(label: string): readonly FormField[] {
  return [{ name: "reason", label, kind: "multiline", maxLength: 1000 }];
}

/** The answers as the API takes them; what was left empty is left out. */
export function toDetails(
  values: FormValues,
  timeZone: string,
  metadata: Readonly<Record<string, string>>,
): BookingDetails {
  const answer = (name: string) => values[name]?.trim() || undefined;
  const optional = (name: string) => {
    const value = answer(name);
    return value === undefined ? {} : { [name]: value };
  };
  return {
    attendee: {
      name: answer("name") ?? "",
      email: answer("email") ?? "",
      timeZone,
      ...optional("phone"),
      ...optional("company"),
    },
    ...optional("notes"),
    ...(Object.keys(metadata).length > 0 && { metadata }),
  };
}

/** The fields that the server refused, in the visitor's words where there are any. */
export function refusalsOf(failure: Failure | null, fields: readonly FormField[]): FormValues {
  if (failure?.kind !== "invalid") return {};
  const refused = failure.fields.flatMap(({ field, message }) => {
    const known = fields.find(({ name }) => field === name || field === `attendee.${name}`);
    return known ? [[known.name, known.wrong ?? `${known.label} ${message}`] as const] : [];
  });
  return Object.fromEntries(refused);
}
