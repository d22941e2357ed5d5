import { type FailureKind, isIntegrationError } from "../ports/integration-error.ts";
import { isCallRefused } from "./call-refused.ts";
import { isDeadlineExceeded } from "./with-deadline.ts";

/**
 * What a failed call tells of the other side, or null when it tells nothing: the call was not let out, or whoever made it
 * gave up. A call that ran into a deadline has an unknown outcome, whatever an adapter made of it. What nobody
 * translated counts as passing.
 *
 * @param signal - The one the call ran under.
 */
export function failureKindOf(error: unknown, signal?: AbortSignal): FailureKind | null {
  if (isCallRefused(error)) return null;
  if (signal?.aborted) return isDeadlineExceeded(signal.reason) ? "unknown_outcome" : null;
  if (isIntegrationError(error)) return error.kind;
  return isDeadlineExceeded(error) ? "unknown_outcome" : "transient";
}
