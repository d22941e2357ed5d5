export type { BreakerCounts } from "./breaker-core.ts";
export type { BreakerExport } from "./breaker-export.ts";
export {
  type BreakerRules,
  type CircuitBreakerOptions,
  type CircuitBreakerRules,
  defaultBreakerRules,
} from "./breaker-options.ts";
export { type BreakerReport, type Breakers, type CallTarget, createBreakers } from "./breakers.ts";
export { type Bulkhead, type BulkheadOptions, bulkhead } from "./bulkhead.ts";
export { CallRefused, type CallRefusedOptions, isCallRefused, type RefusedBy } from "./call-refused.ts";
export {
  type BreakerExecuteOptions,
  type BreakerView,
  type CircuitBreaker,
  circuitBreaker,
} from "./circuit-breaker.ts";
export { deadline, type TotalDeadlineOptions } from "./deadline.ts";
export {
  type Backoff,
  type BackoffStep,
  constantBackoff,
  type ExponentialBackoffOptions,
  exponentialBackoff,
  type Jitter,
} from "./exponential-backoff.ts";
export { failureKindOf } from "./failure-kind-of.ts";
export type { Permits, RateLimit } from "./permits.ts";
export type { CallContext, ExecuteOptions, Policy } from "./policy.ts";
export { type RateLimiter, type RateLimiterOptions, rateLimiter } from "./rate-limiter.ts";
export { type RetryOptions, retry } from "./retry.ts";
export { createRetryBudget, type RetryBudget, type RetryBudgetOptions } from "./retry-budget.ts";
export { type TimeoutOptions, timeout } from "./timeout.ts";
export { type Verdict, verdictOf } from "./verdict.ts";
export { DeadlineExceeded, isDeadlineExceeded, withDeadline } from "./with-deadline.ts";
export { wrap } from "./wrap.ts";
