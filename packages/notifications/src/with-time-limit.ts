import type { Clock } from "@slotkit/core";

/** When to stop the work. */
export interface TimeLimit {
  timeoutMs: number;
  clock: Clock;
  signal: AbortSignal | undefined;
}

/**
 * Runs work whose signal aborts when the time is up or the caller stops. The work itself ends and says how far it had
 * come: whoever stopped waiting for it could not tell a mail that had left from one that had not.
 */
export async function withTimeLimit<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { timeoutMs, clock, signal }: TimeLimit,
): Promise<T> {
  const late = new AbortController();
  const done = new AbortController();
  clock.sleep(timeoutMs, done.signal).then(
    () => late.abort(new DOMException(`No answer within ${timeoutMs} ms.`, "TimeoutError")),
    () => undefined, // Called off, because the work is done.
  );
  try {
    return await work(signal ? AbortSignal.any([signal, late.signal]) : late.signal);
  } finally {
    done.abort();
  }
}
