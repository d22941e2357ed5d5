import type { slotQuerySchema } from "@slotkit/core";
import type { FieldProblem } from "./cli-error.ts";
import { showText } from "./show-text.ts";

/** What the schema says of one refused part of a query. */
export type QueryIssue = NonNullable<ReturnType<typeof slotQuerySchema.safeParse>["error"]>["issues"][number];

const longestShown = 60;

/**
 * Names the fields of an issue, each with its value and the remedy.
 *
 * @param input - The query as it was read, before the schema.
 */
export function describeIssue(issue: QueryIssue, input: unknown): FieldProblem[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      field: fieldName([...issue.path, key]),
      message: "is not a known field; check its spelling or remove it",
    }));
  }
  const received = describeReceived(valueAt(input, issue.path));
  const message =
    issue.code === "custom"
      ? // The engine names instants by their milliseconds; whoever wrote the query wrote text.
        issue.message.replace(/^received (?:-?\d+|undefined)(?=; )/, () => received)
      : `${received}; ${remedyFor(issue)}`;
  return [{ field: fieldName(issue.path), message }];
}

function remedyFor(issue: QueryIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return `give ${timeAt(issue.path) ?? kinds[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return `give one of ${issue.values.join(", ")}`;
    case "invalid_union":
      return "options" in issue && Array.isArray(issue.options)
        ? `give one of ${issue.options.join(", ")}`
        : issue.message;
    case "too_small":
      return issue.origin === "string" ? "give a text that is not empty" : "give at least one";
    default:
      return issue.message;
  }
}

const kinds: Readonly<Record<string, string>> = {
  array: "a list",
  boolean: "true or false",
  number: "a number",
  object: "an object",
  string: "a text in double quotes",
};

/** What kind of time a field is; the `start` and `end` of windows are wall time. */
function timeAt(path: readonly PropertyKey[]): string | undefined {
  if (!["now", "start", "end", "lastBookedAt"].includes(String(path.at(-1)))) return undefined;
  const isWallTime = path.includes("weekly") || path.includes("windows");
  return isWallTime ? "a time as HH:MM" : "an RFC 3339 instant, such as 2026-11-25T10:00:00+01:00";
}

function fieldName(path: readonly PropertyKey[]): string {
  if (path.length === 0) return "the query";
  return path
    .map((key, depth) => {
      if (typeof key === "number") return `[${key}]`;
      const name = String(key);
      if (!/^\w+$/.test(name)) return `[${describeText(name)}]`;
      return depth === 0 ? name : `.${name}`;
    })
    .join("");
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    input,
  );
}

function describeReceived(value: unknown): string {
  if (value === undefined) return "is missing";
  if (Array.isArray(value)) return `received a list of ${value.length}`;
  if (typeof value === "object" && value !== null) return "received an object";
  return `received ${typeof value === "string" ? describeText(value) : String(value)}`;
}

function describeText(text: string): string {
  const shown = text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
  return showText(JSON.stringify(shown));
}
