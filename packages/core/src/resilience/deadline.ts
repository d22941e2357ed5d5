import { type Clock, systemClock } from "../ports/clock.ts";
import { checkRanges } from "./check-range.ts";
import { contextOf, type Policy } from "./policy.ts";
import { withDeadline } from "./with-deadline.ts";

export interface TotalDeadlineOptions {
  /** For everything inside, waits and repeats included. */
  deadlineMs: number;
  /** Of that time, how much before its end work is told to hand over what it has. Default: 0. */
  handOverMs?: number | undefined;
  clock?: Clock | undefined;
}

/**
 * Limits the time a caller waits in all. Policies inside know the end (`endsAtMs`) and begin nothing that it would cut off.
 * The caller is free at the end, however deaf the work is.
 *
 * Rejects with {@link DeadlineExceeded}.
 */
export function deadline({ deadlineMs, handOverMs = 0, clock = systemClock }: TotalDeadlineOptions): Policy {
  checkRanges("deadline", { deadlineMs }, { deadlineMs: { min: 1 } });
  checkRanges("deadline", { handOverMs }, { handOverMs: { min: 0, max: deadlineMs } });
  return {
    execute(fn, options = {}) {
      const context = contextOf(options);
      const workMs = deadlineMs - handOverMs;
      const endsAtMs = Math.min(context.endsAtMs, clock.monotonicMs() + workMs);
      return withDeadline((signal) => fn({ ...context, signal, endsAtMs }), {
        deadlineMs: workMs,
        graceMs: handOverMs,
        clock,
        signal: options.signal,
      });
    },
  };
}
