import type { FormField, FormValues } from "./booking-form.ts";
import type { Messages } from "./messages/messages.ts";
import type { BookingDetails } from "./store/booking-store.ts";

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

/** What one form asks and says. */
export interface FormText {
  heading: string;
  fields: readonly FormField[];
  submit: string;
  back: string;
}

/** The form before a booking, a move or a cancellation. Lengths are the API's. */
export function formText(purpose: "book" | "move" | "cancel", messages: Messages): FormText {
  const { back, keep } = messages;
  const reason: FormField = { name: "reason", label: messages.reason, kind: "multiline", maxLength: 1000 };
  switch (purpose) {
    case "book":
      return {
        heading: messages.yourDetails,
        fields: detailsFields(messages),
        submit: messages.book,
        back,
      };
    case "move":
      return { heading: messages.moveHeading, fields: [reason], submit: messages.move, back };
    case "cancel":
      return {
        heading: messages.cancelHeading,
        fields: [reason],
        submit: messages.cancel,
        back: keep,
      };
  }
}

function detailsFields(messages: Messages): readonly FormField[] {
  const { name, email, company, phone, notes } = messages;
  const half = { kind: "text", isHalf: true, maxLength: 200 } as const;
  return [
    { ...half, name: "name", label: name, autocomplete: "name", missing: messages.nameMissing },
    {
      ...half,
      name: "email",
      label: email,
      kind: "email",
      autocomplete: "email",
      missing: messages.emailMissing,
      wrong: messages.emailWrong,
      maxLength: 254,
    },
    { ...half, name: "company", label: company, autocomplete: "organization" },
    { ...half, name: "phone", label: phone, kind: "tel", autocomplete: "tel", maxLength: 40 },
    { name: "notes", label: notes, kind: "multiline", maxLength: 5000 },
  ];
}

/** The answers as the API takes them; what was left empty is left out. */
export function toDetails(
  { name = "", email = "", notes, ...more }: FormValues,
  timeZone: string,
  metadata: Readonly<Record<string, string>>,
): BookingDetails {
  const { phone, company } = more;
  return {
    attendee: { name: name.trim(), email: email.trim(), timeZone, ...given({ phone, company }) },
    ...given({ notes }),
    ...(Object.keys(metadata).length > 0 && { metadata }),
  };
}

function given(answers: Record<string, string | undefined>): Record<string, string> {
  const trimmed = Object.entries(answers).map(([name, value = ""]) => [name, value.trim()] as const);
  return Object.fromEntries(trimmed.filter(([, value]) => value !== ""));
}
