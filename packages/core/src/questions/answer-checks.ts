import type { Answer } from "../bookings/booking.ts";
import { isLocalDate } from "../time/local-date.ts";
import { emailSchema, lineSchema, textSchema } from "../validation/primitives.ts";
import type { Question, QuestionType } from "./question.ts";

/** What an answer is once it has been read: typed, texts trimmed; or what is wrong with it and what would be right. */
export type CheckedAnswer = { answer: Answer } | { problem: string };

type Check = (question: Question, answer: Answer) => CheckedAnswer;

const longestLine = 500;
const longestText = 5000;
const longestUrl = 2000;

const ok = (answer: Answer): CheckedAnswer => ({ answer });
const wrong = (problem: string): CheckedAnswer => ({ problem });

/** How an answer is read, by the type of its question. No pattern of a caller's own is ever run. */
export const answerChecks: Readonly<Record<QuestionType, Check>> = {
  text: line(longestLine, () => undefined),
  longText: text(longestText),
  email: line(254, (answer) => (emailSchema.safeParse(answer).success ? undefined : "must be an e-mail address")),
  phone: line(40, (answer) =>
    /^\+?[0-9 ()./-]+$/.test(answer) && (answer.match(/[0-9]/g)?.length ?? 0) >= 5
      ? undefined
      : "must be a phone number, such as +49 30 901820",
  ),
  url: line(longestUrl, (answer) =>
    /^https?:\/\/[^\s/?#\\]+(?:[/?#]\S*)?$/i.test(answer)
      ? undefined
      : "must be a web address, such as https://example.com",
  ),
  number(question, answer) {
    if (typeof answer !== "number" || !Number.isFinite(answer)) return wrong("must be a number");
    return bounded(question, answer, "", answer === 0 ? 0 : answer);
  },
  boolean({ required }, answer) {
    if (typeof answer !== "boolean") return wrong("must be true or false");
    return required && !answer ? wrong("has to be agreed to") : ok(answer);
  },
  select: choice,
  radio: choice,
  multiSelect(question, answer) {
    if (!Array.isArray(answer)) return wrong("must be a list of choices");
    const known = question.options.map(({ value }) => value);
    if (!answer.every((value) => known.includes(value))) return wrong(oneOf(question));
    if (new Set(answer).size < answer.length) return wrong("must name each choice once");
    return bounded(question, answer.length, " choices", answer);
  },
  date({ min, max }, answer) {
    if (typeof answer !== "string" || !isLocalDate(answer))
      return wrong("must be a date that exists, such as 2026-11-25");
    // Dates of this form sort like the days they name.
    if (min !== null && answer < String(min)) return wrong(`must be ${min} or later`);
    if (max !== null && answer > String(max)) return wrong(`must be ${max} or earlier`);
    return ok(answer);
  },
};

/** One line of text that passes a check of its own. */
function line(maxLength: number, problemOf: (answer: string) => string | undefined): Check {
  const schema = lineSchema(maxLength);
  return (question, answer) => {
    if (typeof answer !== "string") return wrong("must be text");
    const trimmed = answer.trim();
    const parsed = schema.safeParse(trimmed);
    if (!parsed.success) return wrong(parsed.error.issues[0]?.message ?? "is not acceptable");
    const problem = problemOf(trimmed);
    return problem === undefined ? bounded(question, trimmed.length, " characters", trimmed) : wrong(problem);
  };
}

/** Text with line breaks. */
function text(maxLength: number): Check {
  const schema = textSchema(maxLength);
  return (question, answer) => {
    if (typeof answer !== "string") return wrong("must be text");
    const trimmed = answer.trim();
    const parsed = schema.safeParse(trimmed);
    if (!parsed.success) return wrong(parsed.error.issues[0]?.message ?? "is not acceptable");
    return bounded(question, trimmed.length, " characters", trimmed);
  };
}

function choice(question: Question, answer: Answer): CheckedAnswer {
  const isKnown = typeof answer === "string" && question.options.some(({ value }) => value === answer);
  return isKnown ? ok(answer) : wrong(oneOf(question));
}

function oneOf({ options }: Question): string {
  return `must be one of: ${options.map(({ value }) => value).join(", ")}`;
}

/** Compares a size with the question's bounds. */
function bounded({ min, max }: Question, size: number, unit: string, answer: Answer): CheckedAnswer {
  if (typeof min === "number" && size < min) return wrong(`must ${unit === "" ? "be" : "have"} at least ${min}${unit}`);
  if (typeof max === "number" && size > max) return wrong(`must ${unit === "" ? "be" : "have"} at most ${max}${unit}`);
  return ok(answer);
}
