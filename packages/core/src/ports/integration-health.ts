/** What a health check of an outside system found. */
export interface IntegrationHealth {
  state: "ok" | "degraded" | "down";
  /** How long the answer took. */
  latencyMs: number;
  /** For operators: what is wrong and the remedy, or null. No secret, no personal data. */
  detail: string | null;
}

/** Options every call to the outside takes. */
export interface CallOptions {
  /** Stops the call promptly. */
  signal?: AbortSignal | undefined;
  /**
   * Sends one request when the quota of the other side has room for it. Providers that send every request through it say
   * so with `pacesRequests`; of the others each call counts as one request.
   */
  pace?: Pace | undefined;
}

/** @throws {CallRefused} when there is no room in time; nothing was sent then, and the provider lets the refusal through. */
export type Pace = <T>(request: (signal: AbortSignal) => Promise<T>) => Promise<T>;
