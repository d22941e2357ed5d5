import { type Clock, systemClock } from "../ports/clock.ts";
import { type FailureKind, isIntegrationError } from "../ports/integration-error.ts";
import { type Logger, silentLogger } from "../ports/logger.ts";
import { type Random, systemRandom } from "../ports/random.ts";
import { checkRanges } from "./check-range.ts";
import { deadline } from "./deadline.ts";
import type { Backoff } from "./exponential-backoff.ts";
import { failureKindOf } from "./failure-kind-of.ts";
import { type CallContext, contextOf, type Policy } from "./policy.ts";
import type { RetryBudget } from "./retry-budget.ts";
import { untilAborted } from "./until-aborted.ts";

export interface RetryOptions {
  /** The first one included. */
  maxAttempts: number;
  /** What is worth a repeat. Nothing else is repeated, and no call that another policy refused. */
  kinds: readonly FailureKind[];
  backoff: Backoff;
  /** For all attempts and waits together. Default: the end that policies around this one set, if any. */
  deadlineMs?: number | undefined;
  /** A repeat that would have less time than this is not begun. Default: 0. */
  minAttemptMs?: number | undefined;
  /** Pays for repeats, together with other calls to the same provider. Default: none is asked. */
  budget?: RetryBudget | undefined;
  /** Named in the log. Default: `retry`. */
  name?: string | undefined;
  clock?: Clock | undefined;
  random?: Random | undefined;
  logger?: Logger | undefined;
}

/** A server that says when to come back is kept waiting by at most this share more, so that not all come at once. */
const retryAfterSpread = 0.05;

/**
 * Repeats what failed in a named way, a finite number of times. Where the other side said when to come back, the wait is
 * that time and up to five hundredths more; otherwise the back-off's. A wait ends at once when the signal aborts, and is
 * not begun when the deadline would cut off the repeat. Then, and when attempts or budget are spent, the last failure is
 * thrown as it is.
 */
export function retry(options: RetryOptions): Policy {
  const { maxAttempts, deadlineMs, minAttemptMs = 0, clock = systemClock } = options;
  const ranges = { maxAttempts: { min: 1, max: 100, integer: true }, minAttemptMs: { min: 0 } };
  checkRanges("retry", { maxAttempts, minAttemptMs }, ranges);
  const limit = deadlineMs === undefined ? null : deadline({ deadlineMs, clock });
  return {
    execute(fn, given = {}) {
      const attempts = (context: CallContext) => repeat(fn, context, options);
      return limit ? limit.execute(attempts, given) : attempts(contextOf(given));
    },
  };
}

async function repeat<T>(
  fn: (context: CallContext) => Promise<T>,
  context: CallContext,
  { maxAttempts, backoff, budget, clock = systemClock, random = systemRandom, ...rest }: RetryOptions,
): Promise<T> {
  const { name = "retry", logger = silentLogger, kinds, minAttemptMs = 0 } = rest;
  const { signal, endsAtMs } = context;
  signal.throwIfAborted();
  budget?.earn();
  let pace = backoff;
  for (let attempt = 1; ; attempt++) {
    try {
      return await untilAborted(fn({ ...context, attempt }), signal);
    } catch (error) {
      const kind = failureKindOf(error, signal);
      if (kind === null || !kinds.includes(kind) || attempt >= maxAttempts) throw error;
      const step = pace.next(random);
      pace = step;
      const waitMs = askedWaitMs(error, random) ?? step.waitMs;
      if (signal.aborted || clock.monotonicMs() + waitMs + minAttemptMs > endsAtMs) throw error;
      if (budget && !budget.spend()) throw error;
      logger.debug("A call failed and is repeated.", { policy: name, kind, attempt, waitMs: Math.round(waitMs) });
      await clock.sleep(waitMs, signal);
    }
  }
}

/** How long the other side asked to be left alone, or null when it did not say. */
function askedWaitMs(error: unknown, random: Random): number | null {
  if (!isIntegrationError(error) || error.retryAfterMs === undefined) return null;
  const { retryAfterMs } = error;
  return Math.max(Math.ceil(retryAfterMs), Math.floor(retryAfterMs * (1 + retryAfterSpread * random.float())));
}
