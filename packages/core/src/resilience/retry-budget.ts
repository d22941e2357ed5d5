import { type Clock, systemClock } from "../ports/clock.ts";
import { checkRanges } from "./check-range.ts";
import { createTimeWindow } from "./time-window.ts";

/** Limits how much traffic repeats may add, over all calls to one provider. */
export interface RetryBudget {
  /** Counts a first attempt: it pays for a share of a repeat. */
  earn(): void;
  /** Takes one repeat from the budget; false when it is spent. */
  spend(): boolean;
}

export interface RetryBudgetOptions {
  /** Repeats per first attempt of the window. Default: 0.1. */
  ratio?: number | undefined;
  /** How long a first attempt pays, in milliseconds. Default: a minute. */
  windowMs?: number | undefined;
  /**
   * Repeats per window that are granted however few first attempts there were, so that one visitor of a quiet host is
   * not sent away by one lost packet. Default: 1.
   */
  reserve?: number | undefined;
  clock?: Clock | undefined;
}

/**
 * A token bucket whose tokens expire: an outage cannot multiply traffic, because repeats are at most a tenth of what was
 * asked in the last minute.
 */
export function createRetryBudget({
  ratio = 0.1,
  windowMs = 60_000,
  reserve = 1,
  clock = systemClock,
}: RetryBudgetOptions = {}): RetryBudget {
  checkRanges(
    "retryBudget",
    { ratio, windowMs, reserve },
    { ratio: { min: 0, max: 1 }, windowMs: { min: 1 }, reserve: { min: 0, integer: true } },
  );
  const window = createTimeWindow(windowMs, () => ({ first: 0, repeats: 0 }));
  return {
    earn() {
      window.at(clock.monotonicMs()).first++;
    },
    spend() {
      const nowMs = clock.monotonicMs();
      const parts = window.until(nowMs);
      const first = parts.reduce((sum, part) => sum + part.first, 0);
      const repeats = parts.reduce((sum, part) => sum + part.repeats, 0);
      if (repeats + 1 > Math.max(reserve, first * ratio)) return false;
      window.at(nowMs).repeats++;
      return true;
    },
  };
}
