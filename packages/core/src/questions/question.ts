/** What kind of answer a question takes. */
export const questionTypes = [
  "text",
  "longText",
  "email",
  "phone",
  "url",
  "number",
  "boolean",
  "select",
  "radio",
  "multiSelect",
  "date",
] as const;

/** See {@link questionTypes}. */
export type QuestionType = (typeof questionTypes)[number];

/** One of the answers to choose from. */
export interface QuestionOption {
  value: string;
  label: string;
}

/** What an event type asks whoever books. */
export interface Question {
  /** Key of the answer in `answers`. */
  name: string;
  type: QuestionType;
  label: string;
  help: string | null;
  placeholder: string | null;
  /** Refuses a booking without an answer; a required `boolean` has to be `true`, like a box that has to be ticked. */
  required: boolean;
  /** Not shown: answered by whoever embeds the form. */
  hidden: boolean;
  /** Of `select`, `radio` and `multiSelect`; empty for the others. */
  options: readonly QuestionOption[];
  /**
   * Of `number` the least value, of texts the fewest characters, of `multiSelect` the fewest choices, of `date` the first
   * date as `YYYY-MM-DD`; null for none.
   */
  min: number | string | null;
  /** As `min`, at the other end. */
  max: number | string | null;
}
