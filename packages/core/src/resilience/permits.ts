import type { Clock } from "../ports/clock.ts";

/** What the permits of a rate limit are taken from: this process alone, or all processes together. */
export interface Permits {
  /**
   * Takes up to `wanted` permits. Never rejects.
   *
   * @returns How many were to be had and, when none, after how long to ask again; `Infinity` when only the end of a call
   * that is under way can free one.
   */
  take(wanted: number): Promise<{ granted: number; waitMs: number }>;
  /** So many calls have ended: their permits stay taken for one window more. */
  ended(count: number): void;
  /** So many permits were taken and no call was made. */
  unused(count: number): void;
}

/** How often in how long. */
export interface RateLimit {
  /** Calls in any window. */
  limit: number;
  windowMs: number;
}

/**
 * The permits of one process. A permit is taken until one window after its call has ended: the other side has counted the
 * call by then, so that in its eyes too no window holds more than the limit, however long requests travel.
 */
export function localPermits({ limit, windowMs }: RateLimit, clock: Clock): Permits {
  /** When permits of ended calls become free, ascending. */
  const freeAt: number[] = [];
  let running = 0;
  return {
    async take(wanted) {
      const nowMs = clock.monotonicMs();
      while (freeAt[0] !== undefined && freeAt[0] <= nowMs) freeAt.shift();
      const granted = Math.min(wanted, limit - running - freeAt.length);
      running += granted;
      return { granted, waitMs: freeAt[0] === undefined ? Number.POSITIVE_INFINITY : freeAt[0] - nowMs };
    },
    ended(count) {
      running -= count;
      const freeAtMs = clock.monotonicMs() + windowMs;
      for (let one = 0; one < count; one++) freeAt.push(freeAtMs);
    },
    unused(count) {
      running -= count;
    },
  };
}
