import type { Clock } from "@slotkit/core";

/** When to give up. */
export interface DeadlineOptions {
  clock: Clock;
  timeoutMs: number;
  signal?: AbortSignal | undefined;
}

/**
 * Waits for `work` until it settles, the time is up or the caller stops it, whichever comes first. The vendor's client
 * takes no signal, so the request itself runs on; its answer is dropped.
 *
 * @throws the caller's reason, or a `DOMException` named `TimeoutError`.
 */
export async function withDeadline<T>(
  work: () => Promise<T>,
  { clock, timeoutMs, signal }: DeadlineOptions,
): Promise<T> {
  signal?.throwIfAborted();
  const over = new AbortController();
  const late = clock.sleep(timeoutMs, over.signal).then(
    () => Promise.reject(new DOMException(`No answer within ${timeoutMs} ms.`, "TimeoutError")),
    () => new Promise<never>(() => undefined), // Called off, because the work is done.
  );
  const stopped = new Promise<never>((_, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason), { once: true, signal: over.signal });
  });
  try {
    return await Promise.race([work(), late, stopped]);
  } finally {
    over.abort();
  }
}
