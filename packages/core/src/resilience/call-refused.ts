/** Which rule of ours kept a call from going out. */
export type RefusedBy = "breaker" | "bulkhead" | "rateLimiter";

/** What is known of a refusal. */
export interface CallRefusedOptions {
  by: RefusedBy;
  /** Name of the policy that refused: `calendar:google:default`. */
  policy: string;
  /** When it makes sense to ask again, from now; null when nobody can tell. */
  retryAfterMs: number | null;
  /** The same as an instant, epoch milliseconds. */
  retryAt: number | null;
  /** A probe is under way: the answer may change long before `retryAfterMs`. Default: false. */
  probing?: boolean | undefined;
}

const brand = Symbol.for("slotkit.CallRefused");

/**
 * A call that was not let out. It says nothing of the other side: nothing was sent. Recognise it with
 * {@link isCallRefused}, which works across copies of the package.
 */
export class CallRefused extends Error {
  readonly [brand] = true;
  readonly by: RefusedBy;
  readonly policy: string;
  readonly retryAfterMs: number | null;
  readonly retryAt: number | null;
  readonly probing: boolean;

  constructor(message: string, { by, policy, retryAfterMs, retryAt, probing = false }: CallRefusedOptions) {
    super(message);
    this.name = "CallRefused";
    this.by = by;
    this.policy = policy;
    this.retryAfterMs = retryAfterMs;
    this.retryAt = retryAt;
    this.probing = probing;
  }
}

/** Was this call kept back by a policy of ours? */
export function isCallRefused(error: unknown): error is CallRefused {
  return typeof error === "object" && error !== null && (error as { [brand]?: unknown })[brand] === true;
}
