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
}
