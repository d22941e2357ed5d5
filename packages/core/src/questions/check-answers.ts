import type { Answer } from "../bookings/booking.ts";
import { BookingError, type FieldError } from "../errors.ts";
import { answerChecks } from "./answer-checks.ts";
import type { Question } from "./question.ts";

/** A caller must not choose how long a refusal gets. */
const maxErrors = 20;

/**
 * Reads the answers to an event type's questions.
 *
 * @returns The answers by name, typed, in the order of the questions; what was left empty is left out.
 * @throws {BookingError} `validation_failed` with one entry per answer, `answers.<name>`: missing, wrong, or to no question.
 */
export function checkAnswers(
  questions: readonly Question[],
  given: Readonly<Record<string, Answer>> = {},
): Readonly<Record<string, Answer>> {
  const answers: [string, Answer][] = [];
  const errors: FieldError[] = [];
  const refuse = (name: string, message: string) => errors.push({ field: `answers.${name}`, message });
  for (const question of questions) {
    const { name, required } = question;
    const answer = Object.hasOwn(given, name) ? given[name] : undefined;
    if (answer === undefined || isEmpty(answer)) {
      if (required) refuse(name, "is required");
      continue;
    }
    const checked = answerChecks[question.type](question, answer);
    if ("problem" in checked) refuse(name, checked.problem);
    else answers.push([name, checked.answer]);
  }
  for (const name of Object.keys(given)) {
    if (!questions.some((question) => question.name === name)) {
      refuse(name, "answers no question of this event type; remove it");
    }
  }
  const [first] = errors;
  if (!first) return Object.fromEntries(answers);
  const rest = errors.length > 1 ? ` (and ${errors.length - 1} more)` : "";
  throw new BookingError("validation_failed", `${first.field}: ${first.message}${rest}`, {
    errors: errors.slice(0, maxErrors),
  });
}

/** What a form sends for a field that was left alone. */
function isEmpty(answer: Answer): boolean {
  return typeof answer === "string" ? answer.trim() === "" : Array.isArray(answer) && answer.length === 0;
}
