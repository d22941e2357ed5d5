/** Where the store gets its time from; a test hands in its own. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls once, `delayMs` from now, unless it is stopped before. */
  schedule(callback: () => void, delayMs: number): () => void;
}

/** The clock of the browser. */
export const systemClock: Clock = {
  now: () => Date.now(),
  schedule(callback, delayMs) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};
