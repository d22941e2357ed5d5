import type { Messages } from "../messages/messages.ts";
import type { FormField } from "./form-field.ts";

/** What a form is for. */
export type Purpose = "book" | "move" | "cancel";

/** What an event type asks; what the page answers itself is not among it. */
export interface Asked {
  questions: readonly FormField[];
  mayBringGuests: boolean;
}

/** The questions before a booking, a move or a cancellation. Lengths are the API's. */
export function formFields(purpose: Purpose, asked: Asked, words: Messages): readonly FormField[] {
  if (purpose !== "book") return [{ name: "reason", label: words.reason, type: "longText", max: 1000 }];
  const { name, email, company, phone, notes, guests, guestsHint } = words;
  const half = { isHalf: true, max: 200 } as const;
  return [
    { ...half, name: "name", label: name, type: "text", autocomplete: "name", required: true },
    { ...half, name: "email", label: email, type: "email", autocomplete: "email", required: true, max: 254 },
    { ...half, name: "company", label: company, type: "text", autocomplete: "organization" },
    { ...half, name: "phone", label: phone, type: "phone", autocomplete: "tel", max: 40 },
    ...asked.questions,
    ...(asked.mayBringGuests ? [{ name: "guests", label: guests, type: "emails", help: guestsHint } as const] : []),
    { name: "notes", label: notes, type: "longText", max: 5000 },
  ];
}
