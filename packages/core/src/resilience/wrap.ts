import { type CallContext, contextOf, type Policy } from "./policy.ts";

/**
 * Puts policies into one another, the outermost first.
 *
 * ```ts
 * import { deadline, exponentialBackoff, retry, timeout, wrap } from "@slotkit/core/resilience";
 *
 * const patient = wrap(
 *   deadline({ deadlineMs: 2_500 }),
 *   retry({ maxAttempts: 2, kinds: ["transient"], backoff: exponentialBackoff({ firstMs: 100, maxMs: 1_000 }) }),
 *   timeout({ timeoutMs: 1_000 }),
 * );
 * const answer = await patient.execute(async ({ attempt }) => `answered at attempt ${attempt}`);
 * ```
 */
export function wrap(...policies: readonly Policy[]): Policy {
  return {
    execute<T>(fn: (context: CallContext) => Promise<T>, options = {}) {
      const through = policies.reduceRight<(context: CallContext) => Promise<T>>(
        (inner, policy) => (context) => policy.execute(inner, context),
        fn,
      );
      return through(contextOf(options));
    },
  };
}
