import type { Clock } from "../ports/clock.ts";

const brand = Symbol.for("slotkit.DeadlineExceeded");

/** Thrown by {@link withDeadline} when time ran out; the work was told to stop. */
export class DeadlineExceeded extends Error {
  readonly [brand] = true;
  readonly deadlineMs: number;

  constructor(deadlineMs: number) {
    super(`No answer within ${deadlineMs} ms.`);
    this.name = "DeadlineExceeded";
    this.deadlineMs = deadlineMs;
  }
}

/** Did time run out? Works across copies of the package. */
export function isDeadlineExceeded(error: unknown): error is DeadlineExceeded {
  return typeof error === "object" && error !== null && (error as { [brand]?: unknown })[brand] === true;
}

/** What work that nobody waited for any more ended with. */
export type LateAnswer = { ok: true } | { ok: false; error: unknown };

/** When to give up. */
export interface DeadlineOptions {
  /** From now, in milliseconds of the clock. */
  deadlineMs: number;
  /** How much longer work may take that can make something of what it has when it is told to stop. Default: 0. */
  graceMs?: number | undefined;
  clock: Clock;
  signal?: AbortSignal | undefined;
  /** Told how the work ended when nobody waited for it any more. Its answer is dropped. */
  onLate?: ((late: LateAnswer) => void) | undefined;
}

/**
 * Runs work under a deadline. When it passes, the work's signal aborts and the caller waits no longer than the grace,
 * whether the work listens or not; what a deaf worker answers later is dropped.
 *
 * @throws {DeadlineExceeded} when time ran out; the reason of `signal` when the caller gave up; else what the work threw.
 */
export async function withDeadline<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { deadlineMs, graceMs = 0, clock, signal, onLate }: DeadlineOptions,
): Promise<T> {
  signal?.throwIfAborted();
  const stopWork = new AbortController();
  const stopTimer = new AbortController();

  async function expire(): Promise<never> {
    await clock.sleep(deadlineMs, stopTimer.signal);
    const exceeded = new DeadlineExceeded(deadlineMs);
    stopWork.abort(exceeded);
    if (graceMs > 0) await clock.sleep(graceMs, stopTimer.signal);
    throw exceeded;
  }

  let giveUp = () => {};
  const callerGone = new Promise<never>((_, reject) => {
    giveUp = () => {
      stopWork.abort(signal?.reason);
      reject(signal?.reason);
    };
  });
  signal?.addEventListener("abort", giveUp, { once: true });
  const expired = expire();
  let waiting = true;
  const tellLate = (late: LateAnswer) => {
    if (!waiting) onLate?.(late);
  };
  try {
    const working = work(stopWork.signal);
    working.then(
      () => tellLate({ ok: true }),
      (error) => tellLate({ ok: false, error }),
    );
    return await Promise.race([working, expired, callerGone]);
  } finally {
    waiting = false;
    signal?.removeEventListener("abort", giveUp);
    stopTimer.abort();
    await expired.catch(() => undefined);
  }
}
