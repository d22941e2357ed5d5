import { type Clock, systemClock } from "../ports/clock.ts";
import { isIntegrationError } from "../ports/integration-error.ts";
import { CallRefused } from "./call-refused.ts";
import { checkRanges } from "./check-range.ts";
import { failureKindOf } from "./failure-kind-of.ts";
import { localPermits, type Permits, type RateLimit } from "./permits.ts";
import { contextOf, type Policy } from "./policy.ts";

export interface RateLimiterOptions extends RateLimit {
  /** Calls that wait for their turn; more are refused. Default: 1,000. */
  maxQueued?: number | undefined;
  /** Longest wait; then the call is refused. Default: as long as the caller's signal lets it. */
  maxWaitMs?: number | undefined;
  /** Named in refusals. Default: `rateLimiter`. */
  name?: string | undefined;
  clock?: Clock | undefined;
  /** Where permits come from. Default: this process alone. */
  permits?: Permits | undefined;
}

/** A rate limiter with what waits in it. */
export interface RateLimiter extends Policy {
  readonly queued: number;
}

/** A call that waits for its permit. */
interface Waiting {
  enter(): void;
  refuse(why: string): void;
}

/**
 * Lets no more calls out than the other side takes, in any window of time and not only in those of a calendar. Calls wait
 * in the order in which they came; who gives up leaves the queue. When the other side says that it was too much all the
 * same (`throttled`), everybody waits as long as it said, or for one window.
 *
 * A call counts from its beginning until one window after its end, so give the calls an end: put a {@link timeout} inside.
 */
export function rateLimiter(options: RateLimiterOptions): RateLimiter {
  const { limit, windowMs, maxQueued = 1_000, maxWaitMs, name = "rateLimiter", clock = systemClock } = options;
  checkRanges(
    "rateLimiter",
    { limit, windowMs, maxQueued },
    { limit: { min: 1, integer: true }, windowMs: { min: 1 }, maxQueued: { min: 0, integer: true } },
  );
  if (maxWaitMs !== undefined) checkRanges("rateLimiter", { maxWaitMs }, { maxWaitMs: { min: 0 } });
  const permits = options.permits ?? localPermits({ limit, windowMs }, clock);
  const queue = new Set<Waiting>();
  let pausedUntilMs = Number.NEGATIVE_INFINITY;
  let serving = false;
  let woken = false;
  let wakeUp = () => {};

  function wake(): void {
    woken = true;
    wakeUp();
  }

  /** Hands permits to those who wait, as they become free, until nobody waits. */
  async function serve(): Promise<void> {
    if (serving) return;
    serving = true;
    while (queue.size > 0) {
      woken = false;
      const pauseMs = pausedUntilMs - clock.monotonicMs();
      const { granted, waitMs } = pauseMs > 0 ? { granted: 0, waitMs: pauseMs } : await permits.take(queue.size);
      const served = [...queue].slice(0, granted);
      for (const { enter } of served) enter();
      if (served.length < granted) permits.unused(granted - served.length);
      for (const { refuse } of [...queue].slice(maxQueued)) refuse(`${maxQueued} calls wait already.`);
      if (granted === 0 && !woken) await rest(waitMs);
    }
    serving = false;
  }

  /** Until time has passed, a call has ended, or somebody has left the queue. */
  async function rest(waitMs: number): Promise<void> {
    const awake = new AbortController();
    wakeUp = () => awake.abort();
    if (waitMs === Number.POSITIVE_INFINITY) await aborted(awake.signal);
    else await clock.sleep(waitMs, awake.signal).catch(() => undefined);
    wakeUp = () => {};
  }

  function refusal(why: string): CallRefused {
    const retryAfterMs = Math.ceil(Math.max(windowMs, pausedUntilMs - clock.monotonicMs()));
    const retryAt = clock.now() + retryAfterMs;
    return new CallRefused(`${name}: ${why} Try again later.`, {
      by: "rateLimiter",
      policy: name,
      retryAfterMs,
      retryAt,
    });
  }

  const waitForPermit = (signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const decided = new AbortController();
      const end = (settle: () => void) => {
        decided.abort();
        queue.delete(waiting);
        signal.removeEventListener("abort", leave);
        settle();
      };
      const leave = () => {
        end(() => reject(signal.reason));
        wake();
      };
      const waiting: Waiting = {
        enter: () => end(resolve),
        refuse: (why) => end(() => reject(refusal(why))),
      };
      const giveUp = () => {
        if (decided.signal.aborted) return;
        waiting.refuse(`nobody was served for ${maxWaitMs} ms.`);
        wake();
      };
      queue.add(waiting);
      signal.addEventListener("abort", leave, { once: true });
      if (maxWaitMs !== undefined) clock.sleep(maxWaitMs, decided.signal).then(giveUp, giveUp);
      void serve();
    });

  return {
    get queued() {
      return queue.size;
    },
    async execute(fn, given = {}) {
      const context = contextOf(given);
      context.signal.throwIfAborted();
      await waitForPermit(context.signal);
      try {
        context.signal.throwIfAborted();
        return await fn(context);
      } catch (error) {
        if (failureKindOf(error) === "throttled") {
          const askedMs = isIntegrationError(error) ? error.retryAfterMs : undefined;
          pausedUntilMs = Math.max(pausedUntilMs, clock.monotonicMs() + (askedMs ?? windowMs));
        }
        throw error;
      } finally {
        permits.ended(1);
        wake();
      }
    },
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
}
