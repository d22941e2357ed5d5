/** One question of a form; those of an event type have the same shape. */
export interface FormField {
  /** Name of the answer; any text, it never becomes part of a selector. */
  name: string;
  type: FieldType;
  label: string;
  required?: boolean;
  /** Said below the label. */
  help?: string | null;
  placeholder?: string | null;
  /** What can be chosen, of `select`, `radio` and `multiSelect`. */
  options?: readonly { value: string; label: string }[];
  /** Of `number` and `date` the least value, of texts the fewest characters. */
  min?: number | string | null;
  /** As `min`, at the other end. */
  max?: number | string | null;
  autocomplete?: "name" | "email" | "tel" | "organization";
  /** Shares its row with a neighbour where there is room. */
  isHalf?: boolean;
}

/** `emails`: several addresses, separated by commas. `boolean`: a box to tick. `multiSelect`: any of several. */
export type FieldType =
  | "text"
  | "longText"
  | "email"
  | "emails"
  | "phone"
  | "url"
  | "number"
  | "boolean"
  | "select"
  | "radio"
  | "multiSelect"
  | "date";

/** What a field holds: its text, whether it is ticked, or what of it is ticked. */
export type FieldValue = string | boolean | readonly string[];

/** What is typed into a form, by the name of the field. A map, because a question may be called `constructor`. */
export type FormValues = ReadonlyMap<string, FieldValue>;
