/**
 * Why an outside system refused, and so what to do about it:
 *
 * - `transient`: network, 5xx; repeat with back-off.
 * - `throttled`: asked to slow down; repeat after `retryAfterMs`, not a sign of ill health.
 * - `exhausted`: a quota that resets hours later.
 * - `auth`: the credential is dead; nothing helps until a person renews it.
 * - `stale`: our knowledge of the other side was old; repair and repeat a few times.
 * - `permanent`: the request itself is refused; repeating cannot help.
 * - `unknown_outcome`: it may have happened; look before repeating.
 */
export type FailureKind = "transient" | "throttled" | "exhausted" | "auth" | "stale" | "permanent" | "unknown_outcome";

/** What an adapter says of a failure. Texts are for operators: no secret, no personal data. */
export interface IntegrationErrorOptions {
  /** What a person can do; shown in the manual sync queue and in health. */
  remedy: string;
  /** Least time to wait before a repeat. */
  retryAfterMs?: number | undefined;
  /** HTTP status of the answer, where there was one. */
  status?: number | undefined;
  /** The vendor's own reason word, such as `rateLimitExceeded`. */
  reason?: string | undefined;
  cause?: unknown;
}

const brand = Symbol.for("slotkit.IntegrationError");

/** A failure of an outside system, translated by its adapter at the border. */
export class IntegrationError extends Error {
  readonly [brand] = true;
  readonly kind: FailureKind;
  readonly remedy: string;
  readonly retryAfterMs: number | undefined;
  readonly status: number | undefined;
  readonly reason: string | undefined;

  constructor(kind: FailureKind, message: string, options: IntegrationErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "IntegrationError";
    this.kind = kind;
    this.remedy = options.remedy;
    this.retryAfterMs = options.retryAfterMs;
    this.status = options.status;
    this.reason = options.reason;
  }
}

/** Was this failure already translated by an adapter? */
export function isIntegrationError(error: unknown): error is IntegrationError {
  return typeof error === "object" && error !== null && (error as { [brand]?: unknown })[brand] === true;
}
