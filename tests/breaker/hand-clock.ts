import type { Clock } from "@slotkit/core";

/** A clock for very many short traces: it moves by hand and lets promises settle without the event loop's turn. */
export interface HandClock extends Clock {
  advance(ms: number): Promise<void>;
  /** Turns the wall clock alone. */
  turn(ms: number): void;
  readonly pending: number;
}

/** Enough for the longest chain of promises between an event and what a breaker makes of it. */
const settleTurns = 12;

/** Lets what is ready run. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < settleTurns; turn++) await undefined;
}

export function createHandClock(): HandClock {
  let elapsedMs = 0;
  let wallMs = Date.UTC(2026, 10, 20, 8);
  const sleepers = new Set<{ dueMs: number; wake: () => void }>();
  return {
    get pending() {
      return sleepers.size;
    },
    now: () => wallMs + elapsedMs,
    monotonicMs: () => elapsedMs,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const onAbort = () => {
          sleepers.delete(sleeper);
          reject(signal?.reason);
        };
        const sleeper = {
          dueMs: elapsedMs + ms,
          wake() {
            sleepers.delete(sleeper);
            signal?.removeEventListener("abort", onAbort);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal?.addEventListener("abort", onAbort, { once: true });
      }),
    async advance(ms) {
      const targetMs = elapsedMs + ms;
      for (;;) {
        const [next] = [...sleepers].filter(({ dueMs }) => dueMs <= targetMs).sort((a, b) => a.dueMs - b.dueMs);
        if (!next) break;
        elapsedMs = Math.max(elapsedMs, next.dueMs);
        next.wake();
        await settle();
      }
      elapsedMs = targetMs;
    },
    turn(ms) {
      wallMs += ms;
    },
  };
}
