import type { BookingErrorCode, Problem, ProblemField } from "@slotkit/core/http";

const brand = Symbol.for("slotkit.ApiError");

interface Branded extends Error {
  readonly [brand]: true;
}

/** The API answered with a problem: the request was understood and refused, or could not be served. */
export interface ProblemError extends Branded {
  readonly kind: "problem";
  readonly status: number;
  /** What to branch on. A newer server may send a code that this version does not know. */
  readonly code: BookingErrorCode;
  readonly problem: Problem;
  /** The refused fields; empty when none is named. */
  readonly errors: readonly ProblemField[];
  /** Free times near a refused one, RFC 3339; empty when there are none. */
  readonly alternatives: readonly { start: string; end: string }[];
  /** From the header `Retry-After`; null when the API did not say. */
  readonly retryAfterSeconds: number | null;
}

/** No answer came: offline, refused by the network or by CORS, or slower than `timeoutMs`. The outcome is unknown. */
export interface NetworkError extends Branded {
  readonly kind: "network";
  readonly timedOut: boolean;
}

/** Something answered, but not this API: a proxy's page, or `baseUrl` points elsewhere. */
export interface ProtocolError extends Branded {
  readonly kind: "protocol";
  readonly status: number;
}

/** Every error of the client, told apart by `kind`. An abort is none of these: it throws the reason of the `signal`. */
export type ApiError = ProblemError | NetworkError | ProtocolError;

/** Whether a caught value is an {@link ApiError}; recognises those of another copy of this package, too. */
export function isApiError(value: unknown): value is ApiError {
  return typeof value === "object" && value !== null && brand in value;
}

function createError<Fields extends object>(message: string, fields: Fields, cause?: unknown) {
  return Object.assign(new Error(message, { cause }), { name: "ApiError", [brand]: true as const, ...fields });
}

/** @param retryAfter - The header of that name in seconds, which is how this API writes it. */
export function createProblemError(problem: Problem, retryAfter: string | null): ProblemError {
  const { code, detail, status, errors = [], alternatives = [] } = problem;
  const retryAfterSeconds = Number(retryAfter) || null;
  return createError(`${code}: ${detail}`, {
    kind: "problem" as const,
    ...{ problem, code, status, errors, alternatives, retryAfterSeconds },
  });
}

export function createNetworkError(cause: unknown, timedOut: boolean): NetworkError {
  return createError("The API did not answer.", { kind: "network" as const, timedOut }, cause);
}

export function createProtocolError(status: number): ProtocolError {
  return createError(`Status ${status}, but not of this API: check baseUrl.`, { kind: "protocol" as const, status });
}
