import type { Clock } from "../ports/clock.ts";

/** Thrown by {@link withDeadline} when time ran out; the work was told to stop. */
export class DeadlineExceeded extends Error {
  readonly deadlineMs: number;

  constructor(deadlineMs: number) {
    super(`No answer within ${deadlineMs} ms.`);
    this.name = "DeadlineExceeded";
    this.deadlineMs = deadlineMs;
  }
}

/**
 * Runs work under a deadline. When it passes, the work's signal aborts and the caller waits no longer, whether the work
 * listens or not; what a deaf worker answers later is dropped.
 *
 * @param deadlineMs - From now, in milliseconds of the clock.
 * @throws {DeadlineExceeded} when time ran out; the reason of `signal` when the caller gave up; else what the work threw.
 */
export async function withDeadline<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { deadlineMs, clock, signal }: { deadlineMs: number; clock: Clock; signal?: AbortSignal | undefined },
): Promise<T> {
  signal?.throwIfAborted();
  const stopWork = new AbortController();
  const stopTimer = new AbortController();
  const giveUp = () => stopWork.abort(signal?.reason);
  signal?.addEventListener("abort", giveUp, { once: true });

  const aborted = new Promise<never>((_, reject) => {
    stopWork.signal.addEventListener("abort", () => reject(stopWork.signal.reason), { once: true });
  });
  const timer = clock.sleep(deadlineMs, stopTimer.signal).then(
    () => stopWork.abort(new DeadlineExceeded(deadlineMs)),
    () => undefined,
  );
  try {
    return await Promise.race([work(stopWork.signal), aborted]);
  } finally {
    signal?.removeEventListener("abort", giveUp);
    stopTimer.abort();
    await timer;
  }
}
