/** What may go. */
export interface PruneRequest {
  /** Idempotency keys begun before this instant that no request holds any more. */
  idempotencyKeysBegunBefore: number;
  /** Webhook deliveries that arrived or were given up before this instant. */
  webhooksSettledBefore: number;
  /** Hosts deleted before this instant, whose personal data have not been erased yet. */
  hostsDeletedBefore: number;
  /** Most rows of each kind that one call removes, so that nobody waits long for it. */
  limit: number;
}

/** Removes what is kept for a time and has outlived it. */
export interface Housekeeping {
  /**
   * Removes idempotency keys and webhook deliveries as asked, and the windows of rate limits that have ended, and leaves of
   * deleted hosts what `erasedHost` leaves, over all clients. A deleted document that was updated after its deletion has been
   * erased. A short transaction of its own; safe to run from several processes at once.
   *
   * @returns How many rows went or were erased; call again at once when it is `limit` or more.
   */
  prune(request: PruneRequest): Promise<number>;
}
