import { isApiError, type ProblemError, type ProblemField } from "@slotkit/client";

/** Why something did not succeed, as far as the visitor's next step depends on it. `code` is what the host application is told. */
export type Failure = { code: string } & (
  | { kind: "taken"; alternatives: readonly { start: string; end: string }[] }
  | { kind: "invalid"; fields: readonly ProblemField[] }
  | { kind: "rateLimited"; retryAfterSeconds: number | null }
  | { kind: "offline" }
  | { kind: "calendarUnavailable" }
  | { kind: "personLimit" }
  | { kind: "tooLate" }
  | { kind: "settled" }
  | { kind: "missing" }
  | { kind: "server" }
);

/** Translates a caught error; what is no error of the API counts as the server's. */
export function toFailure(error: unknown): Failure {
  if (!isApiError(error)) return { kind: "server", code: "internal" };
  if (error.kind === "network") return { kind: "offline", code: "network" };
  if (error.kind === "protocol") return { kind: "server", code: "protocol" };
  return fromProblem(error);
}

function fromProblem({ code, errors, alternatives, retryAfterSeconds }: ProblemError): Failure {
  switch (code) {
    case "slot_unavailable":
    case "no_available_host":
    case "seats_full":
    case "reservation_expired":
    case "limit_reached":
    case "min_notice":
    case "outside_booking_window":
      return { kind: "taken", code, alternatives };
    case "validation_failed":
    case "malformed":
      return { kind: "invalid", code, fields: errors };
    case "rate_limited":
      return { kind: "rateLimited", code, retryAfterSeconds };
    case "calendar_unavailable":
      return { kind: "calendarUnavailable", code };
    case "frequency_limit":
      return { kind: "personLimit", code };
    case "too_late":
      return { kind: "tooLate", code };
    case "invalid_transition":
    case "version_conflict":
      return { kind: "settled", code };
    case "unauthorized":
    case "forbidden":
    case "not_found":
    case "gone":
      return { kind: "missing", code };
    default:
      return { kind: "server", code };
  }
}
