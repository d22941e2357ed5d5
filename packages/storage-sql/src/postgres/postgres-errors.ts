import { BookingError, isBookingError } from "@slotkit/core";
import { tooBusy } from "../patience.ts";

/**
 * PostgreSQL's codes, https://www.postgresql.org/docs/current/errcodes-appendix.html, and those of Node's sockets.
 */
const codes = {
  exclusionViolation: "23P01",
  uniqueViolation: "23505",
  undefinedTable: "42P01",
  invalidSchema: "3F000",
  badText: ["22021", "22P05"],
  worthRepeating: ["40P01", "40001"],
  tooSlow: ["55P03", "57014"],
  /** Ended, restarted, full, or no longer the one that takes writes. */
  lostServer: ["57P01", "57P02", "57P03", "57P05", "25P03", "25P04", "53300", "25006"],
  lostSocket: [
    "ECONNREFUSED",
    "ECONNRESET",
    "EPIPE",
    "ETIMEDOUT",
    "ENOTFOUND",
    "EAI_AGAIN",
    "EHOSTUNREACH",
    "ENETUNREACH",
  ],
} as const;

/** What node-postgres says, without a code, when a connection is gone or none is to be had. */
const lostMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Cannot use a pool after)/;

/** The code of an error, or of what caused it. */
export function codeOf(error: unknown): string | undefined {
  for (let each = error, depth = 0; each instanceof Error && depth < 5; each = each.cause, depth++) {
    if ("code" in each && typeof each.code === "string" && /^[A-Z0-9_]{5,}$/.test(each.code)) return each.code;
    // A host with several addresses fails with one error for each.
    if (each instanceof AggregateError && each.errors.length > 0) return codeOf(each.errors[0]);
  }
  return undefined;
}

const isOneOf = (list: readonly string[], code: string | undefined) => code !== undefined && list.includes(code);

/** Did the constraint that keeps claims apart, or their key, refuse a row? */
export function isClaimOverlap(error: unknown): boolean {
  const code = codeOf(error);
  return code === codes.exclusionViolation || (code === codes.uniqueViolation && constraintOf(error) === "claims_key");
}

function constraintOf(error: unknown): unknown {
  return error instanceof Error && "constraint" in error ? error.constraint : undefined;
}

/** Has nobody made the tables yet? */
export function isMissingTable(error: unknown): boolean {
  return isOneOf([codes.undefinedTable, codes.invalidSchema], codeOf(error));
}

/** Did two transactions get in each other's way, so that one of them has to be run again? */
export function isWorthRepeating(error: unknown): boolean {
  return isOneOf(codes.worthRepeating, codeOf(error));
}

/** Is the connection gone, or was none to be had? */
export function isConnectionLost(error: unknown): boolean {
  const code = codeOf(error);
  if (isOneOf(codes.lostServer, code) || isOneOf(codes.lostSocket, code) || code?.startsWith("08")) return true;
  return error instanceof Error && lostMessages.test(error.message);
}

/** What a caller may see of a failure; everything that is nobody's doing but ours stays as it is. */
export function translate(error: unknown, deadlineMs: number): unknown {
  if (isBookingError(error)) return error;
  const code = codeOf(error);
  if (isClaimOverlap(error)) {
    return new BookingError("slot_unavailable", "Another claim holds a part of this time.", { cause: error });
  }
  if (isOneOf(codes.worthRepeating, code) || isOneOf(codes.tooSlow, code)) return tooBusy(deadlineMs, error);
  if (isOneOf(codes.badText, code)) {
    const message = "A text holds a character that no database can store, such as NUL. Remove it.";
    return new BookingError("validation_failed", message, { cause: error });
  }
  if (isConnectionLost(error)) {
    const message =
      "The database could not be reached. If something was to be changed, repeat the call with the same key.";
    return new BookingError("busy", message, { retryAfterSeconds: 1, cause: error });
  }
  return error;
}
