import type { Clock } from "@slotkit/core";

/** When to give up. */
export interface DeadlineOptions {
  clock: Clock;
  timeoutMs: number;
  signal?: AbortSignal | undefined;
}

/**
 * Runs `work` until it settles, the time is up or the caller stops it, whichever comes first. The signal handed to
 * `work` aborts in the last two cases, and the returned promise rejects at once even if `work` does not listen.
 *
 * @throws the caller's reason, or a `DOMException` named `TimeoutError`.
 */
export async function withDeadline<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { clock, timeoutMs, signal }: DeadlineOptions,
): Promise<T> {
  signal?.throwIfAborted();
  const late = new AbortController();
  const done = new AbortController();
  clock.sleep(timeoutMs, done.signal).then(
    () => late.abort(new DOMException(`No answer within ${timeoutMs} ms.`, "TimeoutError")),
    () => undefined, // The sleep was called off because the work is done.
  );
  const stop = signal === undefined ? late.signal : AbortSignal.any([signal, late.signal]);
  try {
    return await Promise.race([work(stop), rejectOnAbort(stop)]);
  } finally {
    done.abort();
  }
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
