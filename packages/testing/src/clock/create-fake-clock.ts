import type { Clock } from "@slotkit/core";

export interface FakeClockOptions {
  /** The wall clock at the start, in epoch milliseconds. */
  startMs: number;
}

/** A clock that stands still until it is told to move. */
export interface FakeClock extends Clock {
  /** How many sleepers wait. */
  readonly pending: number;
  /**
   * Lets `ms` pass. Sleepers wake in the order in which they fall due, each at its own instant, and what they do next
   * (sleep again, say) happens before the clock moves on.
   *
   * @throws {RangeError} if `ms` is negative or not finite: time does not run backwards. Use `set` for the wall clock.
   */
  advance(ms: number): Promise<void>;
  /** Turns the hands of the wall clock to `epochMs`, back or forth, as an operator would. No duration and no sleeper notices. */
  set(epochMs: number): void;
}

interface Sleeper {
  dueMs: number;
  wake(): void;
}

/**
 * Creates core's `Clock` for tests and simulations.
 *
 * ```ts
 * import { createFakeClock } from "@slotkit/testing/clock";
 *
 * const clock = createFakeClock({ startMs: Date.parse("2026-11-20T08:00:00Z") });
 * const nap = clock.sleep(60_000);
 * await clock.advance(60_000);
 * await nap;
 * ```
 */
export function createFakeClock({ startMs }: FakeClockOptions): FakeClock {
  let elapsedMs = 0;
  let wallOffsetMs = startMs;
  const sleepers = new Set<Sleeper>();

  return {
    get pending() {
      return sleepers.size;
    },
    now: () => wallOffsetMs + elapsedMs,
    monotonicMs: () => elapsedMs,
    sleep: (ms, signal) => fallAsleep(sleepers, elapsedMs + ms, signal),
    async advance(ms) {
      if (!(ms >= 0 && Number.isFinite(ms)))
        throw new RangeError(`advance: expected 0 or more milliseconds, got ${ms}`);
      const targetMs = elapsedMs + ms;
      await settle();
      for (let next = earliest(sleepers, targetMs); next !== undefined; next = earliest(sleepers, targetMs)) {
        elapsedMs = Math.max(elapsedMs, next.dueMs);
        next.wake();
        await settle();
      }
      elapsedMs = targetMs;
    },
    set(epochMs) {
      wallOffsetMs = epochMs - elapsedMs;
    },
  };
}

function fallAsleep(sleepers: Set<Sleeper>, dueMs: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const onAbort = () => {
      sleepers.delete(sleeper);
      reject(signal?.reason);
    };
    const sleeper: Sleeper = {
      dueMs,
      wake: () => {
        sleepers.delete(sleeper);
        signal?.removeEventListener("abort", onAbort);
        resolve();
      },
    };
    sleepers.add(sleeper);
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}

/** The sleeper that falls due first, up to `untilMs`; of equals the one that fell asleep first. */
function earliest(sleepers: ReadonlySet<Sleeper>, untilMs: number): Sleeper | undefined {
  let first: Sleeper | undefined;
  for (const sleeper of sleepers) {
    if (sleeper.dueMs <= untilMs && (first === undefined || sleeper.dueMs < first.dueMs)) first = sleeper;
  }
  return first;
}

/** One turn of the event loop: every promise that can settle has settled after it. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
