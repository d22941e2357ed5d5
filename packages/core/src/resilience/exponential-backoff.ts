import type { Random } from "../ports/random.ts";
import { checkRanges } from "./check-range.ts";

/** How long to wait before repeats, as a value that never changes: the next wait belongs to the next value. */
export interface Backoff {
  /** Draws the wait before the next repeat. */
  next(random: Random): BackoffStep;
}

/** A drawn wait, and what comes after it. */
export interface BackoffStep extends Backoff {
  /** Whole milliseconds. */
  readonly waitMs: number;
}

/**
 * How a ceiling becomes a wait. `full` draws from `[0, ceiling]` and spreads best, `equal` from its upper half, `none`
 * takes it as it is (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
 */
export type Jitter = "full" | "equal" | "none";

export interface ExponentialBackoffOptions {
  /** Ceiling of the first wait. */
  firstMs: number;
  /** No ceiling is higher. */
  maxMs: number;
  /** What each ceiling is of the one before. Default: 2. */
  factor?: number | undefined;
  /** Default: `full`. */
  jitter?: Jitter | undefined;
}

/** Waits that grow by a factor up to a greatest one. */
export function exponentialBackoff({
  firstMs,
  maxMs,
  factor = 2,
  jitter = "full",
}: ExponentialBackoffOptions): Backoff {
  checkRanges("exponentialBackoff", { firstMs, factor }, { firstMs: { min: 0 }, factor: { min: 1, max: 10 } });
  checkRanges("exponentialBackoff", { maxMs }, { maxMs: { min: firstMs } });
  const after = (steps: number): Backoff => ({
    next: (random) => ({
      waitMs: Math.ceil(jittered(Math.min(maxMs, firstMs * factor ** Math.min(steps, 1_000)), jitter, random)),
      ...after(steps + 1),
    }),
  });
  return after(0);
}

/** Waits that are all the same. */
export function constantBackoff(waitMs: number): Backoff {
  return exponentialBackoff({ firstMs: waitMs, maxMs: waitMs, jitter: "none" });
}

/** Draws a wait of at most `ceilingMs`. */
function jittered(ceilingMs: number, jitter: Jitter, random: Random): number {
  switch (jitter) {
    case "none":
      return ceilingMs;
    case "equal":
      return ceilingMs / 2 + (random.float() * ceilingMs) / 2;
    case "full":
      return random.float() * ceilingMs;
    default:
      return jitter satisfies never;
  }
}
