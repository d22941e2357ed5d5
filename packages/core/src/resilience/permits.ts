import type { Clock } from "../ports/clock.ts";

/** What the permits of a rate limit are taken from: this process alone, or all processes together. */
export interface Permits {
  /**
   * Takes up to `wanted` permits. Never rejects.
   *
   * @param keepFree - Share of the limit that is left for others, 0 to 1. Default: 0.
   * @returns How many were to be had and, when none, after how long to ask again; `Infinity` when only the end of a call
   * that is under way can free one.
   */
  take(wanted: number, keepFree?: number): Promise<{ granted: number; waitMs: number }>;
  /** So many calls have ended: their permits stay taken for one window more. */
  ended(count: number): void;
  /** So many permits were taken and no call was made. */
  unused(count: number): void;
  /** Gives back what other processes could use, where permits are shared. */
  giveBack?(): Promise<void>;
}

/** How often in how long. */
export interface RateLimit {
  /** Calls in any window. */
  limit: number;
  windowMs: number;
}

/** The permits that a process has taken. */
export interface PermitBook {
  /** How many are taken now, by calls under way or ended less than a window ago. */
  taken(): number;
  /** When the first permit of an ended call becomes free, from now; `Infinity` when there is none. */
  nextFreeMs(): number;
  begin(count: number): void;
  ended(count: number): void;
  unused(count: number): void;
}

/**
 * A permit is taken until one window after its call has ended: the other side has counted the call by then, so that in its
 * eyes too no window holds more than the limit, however long requests travel.
 */
export function createPermitBook(windowMs: number, clock: Clock): PermitBook {
  /** When permits of ended calls become free, ascending. */
  const freeAt: number[] = [];
  let running = 0;
  return {
    taken() {
      const nowMs = clock.monotonicMs();
      while (freeAt[0] !== undefined && freeAt[0] <= nowMs) freeAt.shift();
      return running + freeAt.length;
    },
    nextFreeMs: () => (freeAt[0] === undefined ? Number.POSITIVE_INFINITY : freeAt[0] - clock.monotonicMs()),
    begin(count) {
      running += count;
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

/** Permits for everybody: where the other side has not said how much it takes, only its refusals keep calls back. */
export const unlimitedPermits: Permits = {
  take: async (wanted) => ({ granted: wanted, waitMs: 0 }),
  ended() {},
  unused() {},
};

/** The permits of one process. */
export function localPermits({ limit, windowMs }: RateLimit, clock: Clock): Permits {
  const { taken, nextFreeMs, begin, ended, unused } = createPermitBook(windowMs, clock);
  return {
    async take(wanted, keepFree = 0) {
      const granted = Math.max(0, Math.min(wanted, without(keepFree, limit) - taken()));
      begin(granted);
      return { granted, waitMs: nextFreeMs() };
    },
    ended,
    unused,
  };
}

/** What is left of a limit when a share of it is kept free: at least 1, or nobody else would ever be served. */
export function without(keepFree: number, limit: number): number {
  return Math.min(limit, Math.max(1, Math.floor(limit * (1 - keepFree))));
}
