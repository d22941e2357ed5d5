/** What a function that runs under a policy is told. */
export interface CallContext {
  /** Aborts when the caller or a policy around the call wants it to stop; the reason says which. */
  readonly signal: AbortSignal;
  /** 1 for the first attempt, 2 for its first repeat. */
  readonly attempt: number;
  /** When the time for all attempts together is over, by `clock.monotonicMs()`; `Infinity` when nobody set an end. */
  readonly endsAtMs: number;
  /** Somebody waits for the answer: the call goes before those that nobody waits for. */
  readonly urgent: boolean;
}

/** What a caller may say of a call. A policy inside another receives here what the outer one says. */
export interface ExecuteOptions {
  signal?: AbortSignal | undefined;
  attempt?: number | undefined;
  endsAtMs?: number | undefined;
  /** Default: false. */
  urgent?: boolean | undefined;
}

/** A rule under which calls to the outside run. Policies are put into one another with {@link wrap}. */
export interface Policy {
  /**
   * Runs `fn`, or refuses to.
   *
   * @throws {CallRefused} when the policy did not let the call out; the reason of `signal` when the caller gave up; else
   * what `fn` threw.
   */
  execute<T>(fn: (context: CallContext) => Promise<T>, options?: ExecuteOptions): Promise<T>;
}

/** The context of a call of which nothing but `options` is known. */
export function contextOf({
  signal,
  attempt = 1,
  endsAtMs = Number.POSITIVE_INFINITY,
  urgent = false,
}: ExecuteOptions): CallContext {
  return { signal: signal ?? new AbortController().signal, attempt, endsAtMs, urgent };
}
