import type { Random } from "../ports/random.ts";

/** Shape of an exponential back-off. */
export interface BackoffOptions {
  firstMs: number;
  maxMs: number;
}

/**
 * How long to wait before the next attempt: exponential with full jitter, so that what failed together does not come
 * back together (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
 *
 * @param failures - How often it has failed, at least 1.
 */
export function backoffMs(failures: number, { firstMs, maxMs }: BackoffOptions, random: Random): number {
  const ceiling = Math.min(maxMs, firstMs * 2 ** Math.min(failures - 1, 52));
  return Math.ceil(random.float() * ceiling);
}
