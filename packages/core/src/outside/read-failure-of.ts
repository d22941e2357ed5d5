import { IntegrationError } from "../ports/integration-error.ts";
import { isCallRefused } from "../resilience/call-refused.ts";
import { asIntegrationError } from "../sync/next-attempt.ts";

/** Why a calendar was not read, as a reading tells it. A refusal of ours is one of the outside's bad days, not news of it. */
export function readFailureOf(error: unknown): IntegrationError {
  if (!isCallRefused(error)) return asIntegrationError(error);
  return new IntegrationError("transient", error.message, {
    remedy: "Nothing to do: it is tried again by itself.",
    reason: "call_refused",
    retryAfterMs: error.retryAfterMs ?? undefined,
    cause: error,
  });
}
