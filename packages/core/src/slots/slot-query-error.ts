/** What a {@link SlotQueryError} says. */
export interface SlotQueryErrorDetails {
  /** Keys and indexes from the query down to the value, such as `["hosts", 0, "busy", 2, "end"]`. */
  readonly path: readonly (string | number)[];
  /** The offending value when it is a plain one; objects are named by their kind. */
  readonly received: unknown;
  /** What to give instead. */
  readonly remedy: string;
  readonly cause?: unknown;
}

/** Thrown when a slot query cannot be answered as asked; names the field, the value and the remedy. */
export class SlotQueryError extends Error {
  override readonly name = "SlotQueryError";
  readonly code = "validation_failed";
  readonly path: readonly (string | number)[];
  /** The path as one reads it: `hosts[0].busy[2].end`. */
  readonly field: string;
  readonly received: string;
  readonly remedy: string;

  constructor({ path, received, remedy, cause }: SlotQueryErrorDetails) {
    const field = fieldName(path);
    const shown = showValue(received);
    super(`${field}: received ${shown}; ${remedy}`, cause === undefined ? undefined : { cause });
    this.path = path;
    this.field = field;
    this.received = shown;
    this.remedy = remedy;
  }
}

function fieldName(path: readonly (string | number)[]): string {
  return path.map((key, depth) => (typeof key === "number" ? `[${key}]` : depth === 0 ? key : `.${key}`)).join("");
}

const longestShown = 60;

function showValue(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object" && value !== null) return "an object";
  if (typeof value !== "string") return String(value);
  const text = JSON.stringify(value);
  return text.length <= longestShown ? text : `${text.slice(0, longestShown)}…`;
}
