import { isIntegrationError } from "../ports/integration-error.ts";
import type { Logger } from "../ports/logger.ts";
import { isDeadlineExceeded, type LateAnswer } from "./with-deadline.ts";

/**
 * Logs an answer that nobody waited for any more, by name and kind: what it said may be personal, and is not logged.
 *
 * @param name - Of the call: `calendar:google`.
 */
export function logLate(logger: Logger, name: string): (late: LateAnswer) => void {
  return (late) => {
    // Work that listens ends with the very news that its time is over.
    if (!late.ok && isDeadlineExceeded(late.error)) return;
    const kind = late.ok || !isIntegrationError(late.error) ? null : late.error.kind;
    logger.warn("An answer came after its deadline and was dropped.", { policy: name, ok: late.ok, kind });
  };
}
