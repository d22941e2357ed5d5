import type { RateLimitStore } from "../ports/rate-limit-store.ts";

/** Beyond this many keys the oldest windows are dropped, so that a flood of addresses cannot fill the memory. */
const maxKeys = 100_000;

export interface MemoryRateLimitStoreOptions {
  /** Milliseconds of any clock that does not go back. Default: time since this process began. */
  nowMs?: () => number;
}

/** Counts in this process. */
export function memoryRateLimitStore(options: MemoryRateLimitStoreOptions = {}): RateLimitStore {
  const nowMs = options.nowMs ?? (() => performance.now());
  const windows = new Map<string, { count: number; endsMs: number }>();

  return {
    async hit(key, windowMs, requests = 1) {
      const now = nowMs();
      const known = windows.get(key);
      const window = known && known.endsMs > now ? known : { count: 0, endsMs: now + windowMs };
      window.count += requests;
      // Re-inserting keeps the map in the order of last use, so the first key is the one to drop.
      windows.delete(key);
      windows.set(key, window);
      if (windows.size > maxKeys) {
        const [oldest] = windows.keys();
        if (oldest !== undefined) windows.delete(oldest);
      }
      return { count: window.count, resetInMs: window.endsMs - now };
    },
  };
}
