import type { z } from "zod";
import type { FieldError } from "../errors.ts";

const maxReceivedLength = 80;

/** Turns zod's issues into field errors, with the refused value where `mayShow` allows it. */
export function fieldErrorsOf(
  issues: readonly z.core.$ZodIssue[],
  input: unknown,
  mayShow: (path: readonly PropertyKey[]) => boolean,
): readonly FieldError[] {
  return issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({
        field: fieldOf([...issue.path, key]),
        message: "is not a known field; remove it",
      }));
    }
    const value = valueAt(input, issue.path);
    // A check of our own knows better what is missing, and why.
    const message = value === undefined && issue.code !== "custom" ? "is required" : issue.message;
    return [
      {
        field: fieldOf(issue.path),
        message,
        ...(value !== undefined && mayShow(issue.path) ? { received: describeReceived(value) } : {}),
      },
    ];
  });
}

/** A value as it may stand in a message: JSON, shortened. */
function describeReceived(value: unknown): string {
  const text =
    typeof value === "number" && !Number.isFinite(value) ? String(value) : (JSON.stringify(value) ?? typeof value);
  return text.length <= maxReceivedLength ? text : `${text.slice(0, maxReceivedLength)}…`;
}

function fieldOf(path: readonly PropertyKey[]): string {
  return path.length === 0 ? "(root)" : path.map(String).join(".");
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    input,
  );
}
