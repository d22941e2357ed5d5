import { BookingError, formatInstantUtc, InvalidTimeError, isBookingError, type Logger } from "@slotkit/core";
import { type Problem, statusOfCode } from "@slotkit/core/http";
import type { AnswerHeaders } from "./answer-headers.ts";
import type { Asked } from "./asked.ts";
import type { Answer } from "./route.ts";

const titles: Readonly<Record<number, string>> = {
  400: "Bad request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not found",
  405: "Method not allowed",
  409: "Conflict",
  410: "Gone",
  413: "Content too large",
  415: "Unsupported media type",
  422: "Unprocessable content",
  429: "Too many requests",
  500: "Internal server error",
  502: "Bad gateway",
  503: "Service unavailable",
};

/** Turns whatever was thrown into an `application/problem+json` answer (RFC 9457). */
export function answerProblem(thrown: unknown, request: Asked, headers: AnswerHeaders, logger: Logger): Answer {
  const error = isBookingError(thrown) ? thrown : translate(thrown, request, logger);
  const status = statusOfCode[error.code];
  const problem: Problem = {
    type: "about:blank",
    title: titles[status] ?? "Error",
    status,
    code: error.code,
    detail: error.message,
    ...(error.errors.length > 0 ? { errors: error.errors } : {}),
    ...(error.alternatives
      ? {
          alternatives: error.alternatives.map(({ start, end }) => ({
            start: formatInstantUtc(start),
            end: formatInstantUtc(end),
          })),
        }
      : {}),
  };
  headers.set("Content-Type", "application/problem+json");
  headers.set("Cache-Control", "no-store");
  if (error.retryAfterSeconds !== undefined) headers.set("Retry-After", String(error.retryAfterSeconds));
  else if (status === 503) headers.set("Retry-After", "5");
  if (status === 401) headers.set("WWW-Authenticate", "Bearer");
  return { status, headers, body: JSON.stringify(problem) };
}

function translate(thrown: unknown, { signal }: Asked, logger: Logger): BookingError {
  if (thrown instanceof InvalidTimeError)
    return new BookingError("validation_failed", thrown.message, { cause: thrown });
  // Nobody reads the answer to a caller who has left, and whatever broke off with them is no defect.
  if (signal.aborted) return new BookingError("malformed", "The caller left before the answer.", { cause: thrown });
  return internalError(thrown, logger);
}

/** A defect or an outage: the caller learns nothing of it, the operator where it happened. Its message may quote data. */
function internalError(thrown: unknown, logger: Logger): BookingError {
  const name = thrown instanceof Error ? thrown.name : typeof thrown;
  const frames =
    thrown instanceof Error
      ? (thrown.stack
          ?.split("\n")
          .filter((line) => /^\s+at /.test(line))
          .join("\n") ?? "")
      : "";
  logger.error("A request failed unexpectedly.", { name, frames });
  return new BookingError("internal", "Something went wrong on our side.", { cause: thrown });
}
