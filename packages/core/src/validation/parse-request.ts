import type { z } from "zod";
import { BookingError } from "../errors.ts";
import { fieldErrorsOf } from "./field-errors.ts";

/** Fields of a request that are neither personal nor secret, so that a message may repeat their value. */
const showable = new Set<PropertyKey>([
  "duration",
  "durationMinutes",
  "end",
  "endDate",
  "eventType",
  "from",
  "include",
  "limit",
  "start",
  "startDate",
  "status",
  "timeZone",
  "until",
  "version",
]);

/** More would help nobody, and a caller must not choose how long an answer gets. */
const maxErrors = 20;

/** What else is known of a request. */
export interface ParseRequestOptions {
  /** May a message repeat the value at this path? Default: that of a few fields that are neither personal nor secret. */
  mayShow?: (path: readonly PropertyKey[]) => boolean;
}

const isShowable = ([first]: readonly PropertyKey[]) => first !== undefined && showable.has(first);

/**
 * Checks what a caller sent.
 *
 * @throws {BookingError} `validation_failed` with one entry per refused field, of the first 20.
 */
export function parseRequest<T>(schema: z.ZodType<T>, input: unknown, options: ParseRequestOptions = {}): T {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const errors = fieldErrorsOf(result.error.issues, input, options.mayShow ?? isShowable);
  const first = errors[0];
  const rest = errors.length > 1 ? ` (and ${errors.length - 1} more)` : "";
  throw new BookingError(
    "validation_failed",
    first ? `${first.field}: ${first.message}${rest}` : "The request was refused.",
    {
      errors: errors.slice(0, maxErrors),
    },
  );
}
