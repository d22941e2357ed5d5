import { type Clock, systemClock } from "../ports/clock.ts";
import { type Logger, silentLogger } from "../ports/logger.ts";
import { checkRanges } from "./check-range.ts";
import { contextOf, type Policy } from "./policy.ts";
import { withDeadline } from "./with-deadline.ts";

export interface TimeoutOptions {
  /** Longest time for one call. */
  timeoutMs: number;
  /** Named in the log. Default: `timeout`. */
  name?: string | undefined;
  clock?: Clock | undefined;
  logger?: Logger | undefined;
}

/**
 * Limits the time of one call: when it is over the call's signal aborts and nobody waits any longer, whether it listens or
 * not. An answer that comes later is dropped, and that is logged.
 *
 * Rejects with {@link DeadlineExceeded}. After that nobody knows whether the call took effect.
 */
export function timeout({
  timeoutMs,
  name = "timeout",
  clock = systemClock,
  logger = silentLogger,
}: TimeoutOptions): Policy {
  checkRanges("timeout", { timeoutMs }, { timeoutMs: { min: 1 } });
  return {
    execute(fn, options = {}) {
      const context = contextOf(options);
      const startedMs = clock.monotonicMs();
      const endsAtMs = Math.min(context.endsAtMs, startedMs + timeoutMs);
      return withDeadline((signal) => fn({ ...context, signal, endsAtMs }), {
        deadlineMs: timeoutMs,
        clock,
        signal: options.signal,
        onLate({ ok }) {
          const afterMs = Math.round(clock.monotonicMs() - startedMs);
          logger.warn("An answer came too late and was dropped.", { policy: name, ok, afterMs, timeoutMs });
        },
      });
    },
  };
}
