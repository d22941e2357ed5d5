import type { RateLimitStore } from "@slotkit/core";

/** Beyond this many senders the oldest windows are dropped, so that a flood of addresses cannot fill the memory. */
const maxKeys = 100_000;

/** Counts in this process, by a clock that only goes forward. */
export function memoryRateLimitStore(options: { monotonicMs?: () => number } = {}): RateLimitStore {
  const monotonicMs = options.monotonicMs ?? (() => performance.now());
  const windows = new Map<string, { count: number; endsMs: number }>();

  return {
    async hit(key, windowMs) {
      const nowMs = monotonicMs();
      const known = windows.get(key);
      const window = known && known.endsMs > nowMs ? known : { count: 0, endsMs: nowMs + windowMs };
      window.count++;
      // Re-inserting keeps the map in the order of last use, so the first key is the one to drop.
      windows.delete(key);
      windows.set(key, window);
      if (windows.size > maxKeys) {
        const [oldest] = windows.keys();
        if (oldest !== undefined) windows.delete(oldest);
      }
      return { count: window.count, resetInMs: window.endsMs - nowMs };
    },
  };
}
