import type { Clock } from "../ports/clock.ts";

/** How to let work end. */
export interface GraceOptions {
  /** How much longer the work may take once `signal` aborts, in milliseconds of the clock. */
  graceMs: number;
  clock: Clock;
  signal: AbortSignal | undefined;
}

/** Runs work under a signal that follows the caller's by a grace, so that what is under way can still be finished. */
export async function withGrace<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { graceMs, clock, signal }: GraceOptions,
): Promise<T> {
  const overdue = new AbortController();
  const finished = new AbortController();
  const startGrace = () => {
    const end = () => overdue.abort(signal?.reason);
    clock.sleep(graceMs, finished.signal).then(end, end);
  };
  if (signal?.aborted) startGrace();
  else signal?.addEventListener("abort", startGrace, { once: true });
  try {
    return await work(overdue.signal);
  } finally {
    signal?.removeEventListener("abort", startGrace);
    finished.abort();
  }
}
