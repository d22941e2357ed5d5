import { type Clock, systemClock } from "../ports/clock.ts";
import { isIntegrationError } from "../ports/integration-error.ts";
import { type Logger, silentLogger } from "../ports/logger.ts";
import { silentTelemetry, type Telemetry } from "../ports/telemetry.ts";
import { CallRefused } from "./call-refused.ts";
import { checkRanges } from "./check-range.ts";
import { failureKindOf } from "./failure-kind-of.ts";
import { localPermits, type Permits, type RateLimit } from "./permits.ts";
import { type CallContext, contextOf, type Policy } from "./policy.ts";

export interface RateLimiterOptions extends RateLimit {
  /** Calls that wait for their turn; more are refused. Default: 1,000. */
  maxQueued?: number | undefined;
  /** Longest wait; then the call is refused. Default: as long as the caller's signal lets it. */
  maxWaitMs?: number | undefined;
  /** A call that has an end (`endsAtMs`) is refused when less than this is left of its time, and was not begun. Default: 0. */
  minCallMs?: number | undefined;
  /** Share of the limit that only urgent calls may use, 0 to 0.9. Default: 0. */
  keepFree?: number | undefined;
  /** Named in refusals. Default: `rateLimiter`. */
  name?: string | undefined;
  clock?: Clock | undefined;
  /** Does everybody wait when the other side says to one that it was too much? Default: true. */
  heedsThrottling?: boolean | undefined;
  logger?: Logger | undefined;
  telemetry?: Telemetry | undefined;
  /** Where permits come from. Default: this process alone. */
  permits?: Permits | undefined;
}

/** A rate limiter with what waits in it. */
export interface RateLimiter extends Policy {
  readonly queued: number;
  /** How long nobody is let out because the other side asked for it; 0 when it did not. */
  readonly pausedForMs: number;
}

/** A call that waits for its permit. */
interface Waiting {
  readonly urgent: boolean;
  enter(): void;
  refuse(why: string): void;
}

const ranges = {
  limit: { min: 1, integer: true },
  windowMs: { min: 1 },
  maxQueued: { min: 0, integer: true },
  minCallMs: { min: 0 },
  keepFree: { min: 0, max: 0.9 },
};

/**
 * Lets no more calls out than the other side takes, in any window of time and not only in those of a calendar. Calls wait
 * in the order in which they came, urgent ones first; who gives up leaves the queue. When the other side says that it was too much all the
 * same (`throttled`), everybody waits as long as it said, or for one window.
 *
 * A call counts from its beginning until one window after its end, so give the calls an end: put a {@link timeout} inside.
 */
export function rateLimiter(options: RateLimiterOptions): RateLimiter {
  const {
    limit,
    windowMs,
    maxQueued = 1_000,
    maxWaitMs,
    minCallMs = 0,
    keepFree = 0,
    heedsThrottling = true,
  } = options;
  const { name = "rateLimiter", clock = systemClock, logger = silentLogger, telemetry = silentTelemetry } = options;
  checkRanges("rateLimiter", { limit, windowMs, maxQueued, minCallMs, keepFree }, ranges);
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
      const pauseMs = pausedForMs();
      const { granted, waitMs } = pauseMs > 0 ? { granted: 0, waitMs: pauseMs } : await serveOnce();
      for (const { refuse } of inOrder().slice(maxQueued)) refuse(`${maxQueued} calls wait already.`);
      if (granted === 0 && !woken) await rest(waitMs);
    }
    serving = false;
  }

  const waitingOf = (urgent: boolean) => [...queue].filter((waiting) => waiting.urgent === urgent);
  const inOrder = () => [...waitingOf(true), ...waitingOf(false)];
  const pausedForMs = () => Math.max(0, pausedUntilMs - clock.monotonicMs());

  /** Lets in those for whom there are permits now. */
  async function serveOnce(): Promise<{ granted: number; waitMs: number }> {
    const all = { granted: 0, waitMs: Number.POSITIVE_INFINITY };
    for (const urgent of [true, false]) {
      const wanted = waitingOf(urgent).length;
      if (wanted === 0) continue;
      const { granted, waitMs } = await permits.take(wanted, urgent ? 0 : keepFree);
      const served = waitingOf(urgent).slice(0, granted);
      for (const { enter } of served) enter();
      if (served.length < granted) permits.unused(granted - served.length);
      all.granted += granted;
      all.waitMs = Math.min(all.waitMs, waitMs);
    }
    return all;
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
    const retryAfterMs = Math.ceil(Math.max(windowMs, pausedForMs()));
    telemetry.record("limiter.refused", { limiter: name, queued: queue.size });
    const retryAt = clock.now() + retryAfterMs;
    return new CallRefused(`${name}: ${why} Try again later.`, {
      by: "rateLimiter",
      policy: name,
      retryAfterMs,
      retryAt,
    });
  }

  const waitForPermit = ({ signal, urgent, endsAtMs }: CallContext) =>
    new Promise<void>((resolve, reject) => {
      const begunMs = clock.monotonicMs();
      const longestMs = Math.min(maxWaitMs ?? Number.POSITIVE_INFINITY, endsAtMs - minCallMs - begunMs);
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
        urgent,
        enter: () => {
          const waitedMs = Math.round(clock.monotonicMs() - begunMs);
          if (waitedMs > 0) telemetry.record("limiter.waited", { limiter: name, urgent, durationMs: waitedMs });
          end(resolve);
        },
        refuse: (why) => end(() => reject(refusal(why))),
      };
      const giveUp = () => {
        if (decided.signal.aborted) return;
        waiting.refuse(`there was no room for ${Math.round(clock.monotonicMs() - begunMs)} ms.`);
        wake();
      };
      queue.add(waiting);
      signal.addEventListener("abort", leave, { once: true });
      void serve();
      if (longestMs < Number.POSITIVE_INFINITY && !decided.signal.aborted) {
        clock.sleep(Math.max(0, longestMs), decided.signal).then(giveUp, giveUp);
      }
    });

  return {
    get queued() {
      return queue.size;
    },
    get pausedForMs() {
      return pausedForMs();
    },
    async execute(fn, given = {}) {
      const context = contextOf(given);
      context.signal.throwIfAborted();
      await waitForPermit(context);
      try {
        context.signal.throwIfAborted();
        return await fn(context);
      } catch (error) {
        if (heedsThrottling && failureKindOf(error) === "throttled") {
          const askedMs = isIntegrationError(error) ? error.retryAfterMs : undefined;
          pausedUntilMs = Math.max(pausedUntilMs, clock.monotonicMs() + (askedMs ?? windowMs));
          const fields = { limiter: name, pauseMs: Math.round(pausedForMs()), asked: askedMs !== undefined };
          logger.warn("The other side takes no more for now: calls wait.", fields);
          telemetry.record("limiter.paused", fields);
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
