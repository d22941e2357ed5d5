import type { Clock } from "../ports/clock.ts";
import { isIntegrationError } from "../ports/integration-error.ts";
import type { Logger } from "../ports/logger.ts";
import type { Telemetry } from "../ports/telemetry.ts";
import { contextOf, type Policy } from "./policy.ts";

export interface LetGoOptions {
  /** How long a call may take to come to an end once it is told to stop. */
  graceMs: number;
  /** Named in the log. */
  name: string;
  clock: Clock;
  logger: Logger;
  telemetry: Telemetry;
}

/**
 * Waits no longer for a call that does not stop when it is told to, so that whatever it holds here is free again. What it
 * answers later is dropped, and that is logged: by name and kind, never with what it said.
 */
export function letGo({ graceMs, name, clock, logger, telemetry }: LetGoOptions): Policy {
  return {
    async execute(fn, options = {}) {
      const context = contextOf(options);
      const { signal } = context;
      const startedMs = clock.monotonicMs();
      const decided = new AbortController();
      let waiting = true;
      const tellLate = (fields: { ok: boolean; kind: string | null }) => {
        if (waiting) return;
        const afterMs = Math.round(clock.monotonicMs() - startedMs);
        logger.warn("An answer came after its deadline and was dropped.", { policy: name, afterMs, ...fields });
        telemetry.record("call.late", { policy: name, durationMs: afterMs, ...fields });
      };
      let countDown = () => {};
      const overdue = new Promise<never>((_, reject) => {
        countDown = () => {
          clock.sleep(graceMs, decided.signal).then(
            () => reject(signal.reason),
            () => undefined,
          );
        };
        if (signal.aborted) countDown();
      });
      signal.addEventListener("abort", countDown, { once: true });
      try {
        const work = fn(context);
        work.then(
          () => tellLate({ ok: true, kind: null }),
          (error: unknown) => tellLate({ ok: false, kind: isIntegrationError(error) ? error.kind : null }),
        );
        return await Promise.race([work, overdue]);
      } finally {
        waiting = false;
        signal.removeEventListener("abort", countDown);
        decided.abort();
      }
    },
  };
}
