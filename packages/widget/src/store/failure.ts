import { isApiError, type ProblemField } from "@slotkit/client";

/** Codes that mean the same to a visitor, whose next step depends on it. What is not named here is the server's fault. */
const codesOf = {
  taken:
    "slot_unavailable no_available_host seats_full reservation_expired limit_reached min_notice outside_booking_window",
  invalid: "validation_failed malformed",
  rateLimited: "rate_limited",
  calendarUnavailable: "calendar_unavailable",
  personLimit: "frequency_limit",
  tooLate: "too_late",
  settled: "invalid_transition version_conflict",
  missing: "unauthorized forbidden not_found gone configuration",
  offline: "network",
};

export type FailureKind = keyof typeof codesOf | "server";

/** Why something did not succeed. */
export interface Failure {
  kind: FailureKind;
  /** What the host application is told: a code of the API, `network`, `protocol` or `configuration`. */
  code: string;
  /** The refused fields, when `invalid`. */
  fields: readonly ProblemField[];
  /** Free times nearby, when `taken`; RFC 3339. */
  alternatives: readonly { start: string; end: string }[];
  /** When `rateLimited`; null when the API did not say. */
  retryAfterSeconds: number | null;
}

export function createFailure(code: string, details: Partial<Failure> = {}): Failure {
  const [kind = "server"] = Object.entries(codesOf).find(([, codes]) => codes.split(" ").includes(code)) ?? [];
  return { fields: [], alternatives: [], retryAfterSeconds: null, ...details, kind: kind as FailureKind, code };
}

/** Translates a caught error; what is no error of the API counts as the server's. */
export function toFailure(error: unknown): Failure {
  if (!isApiError(error)) return createFailure("internal");
  if (error.kind !== "problem") return createFailure(error.kind);
  const { code, errors, alternatives, retryAfterSeconds } = error;
  return createFailure(code, { fields: errors, alternatives, retryAfterSeconds });
}
