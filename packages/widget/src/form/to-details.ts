import type { BookingDetails } from "../store/booking-store.ts";
import type { FormField, FormValues } from "./form-field.ts";

const own = ["name", "email", "company", "phone", "guests", "notes"];

/** The answers as the API takes them; what was left empty is left out. */
export function toDetails(values: FormValues, fields: readonly FormField[]): BookingDetails {
  const text = (name: string) => String(values.get(name) ?? "").trim();
  const given = (...names: string[]) =>
    Object.fromEntries(names.map((name) => [name, text(name)]).filter(([, value]) => value));
  const guests = text("guests")
    .split(/[\s,;]+/)
    .filter(Boolean);
  const answers = fields.filter(({ name }) => !own.includes(name)).flatMap((field) => answerTo(field, values));
  return {
    attendee: { name: text("name"), email: text("email"), ...given("phone", "company") },
    ...given("notes"),
    ...(guests.length > 0 && { guests }),
    ...(answers.length > 0 && { answers: Object.fromEntries(answers) }),
  };
}

function answerTo({ name, type }: FormField, values: FormValues) {
  const value = values.get(name);
  const answer = typeof value === "string" ? value.trim() : value;
  if (answer === undefined || answer === "" || (typeof answer === "object" && answer.length === 0)) return [];
  return [[name, type === "number" ? Number(answer) : answer] as const];
}
