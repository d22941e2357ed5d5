/** Counts requests per key in windows of time. A window begins with its first request and has a fixed length. */
export interface RateLimitStore {
  /**
   * Counts requests, whether they will be let through or not.
   *
   * @param key - What is limited: an address, a person, an event type. Opaque to the store.
   * @param windowMs - Length of the window that begins when none is open; a key keeps to one length.
   * @param requests - How many to count at once. Default: 1.
   * @returns The count in the open window, these requests included, and the milliseconds until the window ends (more than 0).
   */
  hit(key: string, windowMs: number, requests?: number): Promise<RateLimitCount>;
}

export interface RateLimitCount {
  count: number;
  resetInMs: number;
}
