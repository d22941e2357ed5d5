import { z } from "zod";
import type { EventType } from "../ports/catalog.ts";
import { type Question, type QuestionOption, type QuestionType, questionTypes } from "../questions/question.ts";
import { isLocalDate } from "../time/local-date.ts";
import { lineSchema } from "../validation/primitives.ts";

/** A question as configured. */
export interface QuestionOptions {
  /** Key of the answer; letters, digits, dashes and underscores. */
  name: string;
  type: QuestionType;
  label: string;
  help?: string | undefined;
  placeholder?: string | undefined;
  /** Default: false. A required `boolean` has to be answered with `true`. */
  required?: boolean | undefined;
  /** Not shown, answered by whoever embeds the form. Default: false. */
  hidden?: boolean | undefined;
  /** Of `select`, `radio` and `multiSelect`: values, or values with labels. */
  options?: readonly (string | QuestionOption)[] | undefined;
  /** Of `number` the least value, of texts the fewest characters, of `multiSelect` the fewest choices, of `date` a date. */
  min?: number | string | undefined;
  /** As `min`, at the other end. */
  max?: number | string | undefined;
}

/** What whoever books is asked. */
export interface QuestionsOptions {
  /** At most 50. Default: none. */
  questions?: readonly QuestionOptions[] | undefined;
}

const mostQuestions = 50;
const mostChoices = 100;
const choiceTypes: ReadonlySet<QuestionType> = new Set(["select", "radio", "multiSelect"]);
const unbounded: ReadonlySet<QuestionType> = new Set(["boolean", "select", "radio"]);

const truth = z.boolean({ error: "must be true or false" }).optional();
const choice = lineSchema(200).min(1, { error: "must not be empty" });
const bound = z.union([z.number(), z.string()], { error: "must be a number, or a date for a question of type date" });

const questionSchema = z
  .strictObject({
    name: lineSchema(100)
      .regex(/^[A-Za-z][A-Za-z0-9_-]*$/, {
        error: "must start with a letter and go on with letters, digits, dashes or underscores",
      })
      .refine((name) => name !== "constructor" && name !== "prototype", { error: "is not allowed as a name" }),
    type: z.enum(questionTypes, { error: `must be one of: ${questionTypes.join(", ")}` }),
    label: lineSchema(300).min(1, { error: "must not be empty" }),
    help: lineSchema(500).optional(),
    placeholder: lineSchema(200).optional(),
    required: truth,
    hidden: truth,
    options: z
      .array(
        z.union([choice, z.strictObject({ value: choice, label: choice })], {
          error: "must be text, or { value, label }",
        }),
      )
      .max(mostChoices, { error: `must have at most ${mostChoices} entries` })
      .readonly()
      .optional(),
    min: bound.optional(),
    max: bound.optional(),
  })
  .superRefine(refuseWrongQuestion);

/** Fields of {@link QuestionsOptions}. */
export const questionsShape = {
  questions: z
    .array(questionSchema)
    .max(mostQuestions, { error: `must have at most ${mostQuestions} entries` })
    .superRefine(refuseNamesTwice)
    .readonly()
    .optional(),
};

export function resolveQuestions({ questions = [] }: QuestionsOptions) {
  return {
    questions: questions.map(
      (question): Question => ({
        name: question.name,
        type: question.type,
        label: question.label,
        help: question.help ?? null,
        placeholder: question.placeholder ?? null,
        required: question.required ?? false,
        hidden: question.hidden ?? false,
        options: (question.options ?? []).map((option) =>
          typeof option === "string" ? { value: option, label: option } : option,
        ),
        min: question.min ?? null,
        max: question.max ?? null,
      }),
    ),
  } satisfies Partial<EventType>;
}

/** Choices where there is nothing to choose, none where there is, and bounds that bound nothing. */
function refuseWrongQuestion(question: QuestionOptions, context: z.core.$RefinementCtx): void {
  const { type, options = [], min, max } = question;
  const refuse = (field: string, message: string) => context.addIssue({ code: "custom", path: [field], message });
  if (choiceTypes.has(type) && options.length === 0) refuse("options", `must name what a ${type} can choose from`);
  if (!choiceTypes.has(type) && question.options !== undefined)
    refuse("options", `are not for a question of type ${type}`);
  const values = options.map((option) => (typeof option === "string" ? option : option.value));
  if (new Set(values).size < values.length) refuse("options", "must name each value once");
  for (const [field, value] of [
    ["min", min],
    ["max", max],
  ] as const) {
    if (value !== undefined) refuseWrongBound(type, value, (message) => refuse(field, message));
  }
  if (min !== undefined && max !== undefined && typeof min === typeof max && min > max) {
    refuse("max", "must not lie below min");
  }
}

function refuseWrongBound(type: QuestionType, value: number | string, refuse: (message: string) => void): void {
  if (unbounded.has(type)) refuse(`is not for a question of type ${type}`);
  else if (type === "date") {
    if (typeof value !== "string" || !isLocalDate(value)) refuse("must be a date that exists, such as 2026-11-25");
  } else if (typeof value !== "number") refuse("must be a number");
  else if (type !== "number" && !(Number.isInteger(value) && value >= 0)) refuse("must be a whole number, 0 or more");
}

function refuseNamesTwice(questions: readonly QuestionOptions[], context: z.core.$RefinementCtx): void {
  const names = questions.map(({ name }) => name);
  for (const [index, name] of names.entries()) {
    if (names.indexOf(name) < index) {
      context.addIssue({ code: "custom", path: [index, "name"], message: "is used twice; give each its own" });
    }
  }
}
