/** Counts requests per key in windows of time. */
export interface RateLimitStore {
  /**
   * Counts one request.
   *
   * @param key - What is limited: an address, an identity. Opaque to the store.
   * @returns The count in the present window, this request included, and the milliseconds until the window ends.
   */
  hit(key: string, windowMs: number): Promise<{ count: number; resetInMs: number }>;
}
