import {
  type Clock,
  type Logger,
  memoryRateLimitStore,
  type RateLimitCount,
  type RateLimitStore,
  withDeadline,
} from "@slotkit/core";

/** One limit, and whom it concerns. */
export interface Counted {
  /** Where every process counts. */
  shared: RateLimitStore;
  key: string;
  windowMs: number;
  limit: number;
}

/** Counts requests here and together with other processes. */
export interface SharedCounts {
  /** Counts a request for all processes, and tells the count of all. */
  exact(counted: Counted): Promise<RateLimitCount>;
  /**
   * Counts a request here and tells the others in portions of a tenth of the limit, behind the answer's back: the request
   * does not wait for the storage, and the count of all may be behind by one portion per process.
   */
  inPortions(counted: Counted): Promise<RateLimitCount>;
}

/** Longest wait for the storage, in milliseconds. */
const deadlineMs = 250;
/** Beyond this many keys what others have counted is forgotten, and learned anew with the next portion. */
const maxKeys = 10_000;

/**
 * While the storage does not count, each process goes by its own count and says so in the log: the door is neither shut for
 * everybody nor open to anybody.
 */
export function createSharedCounts({ clock, logger }: { clock: Clock; logger: Logger }): SharedCounts {
  const local = memoryRateLimitStore({ nowMs: () => clock.monotonicMs() });
  const countedElsewhere = new Map<string, { count: number; endsMs: number }>();

  async function share({ shared, key, windowMs }: Counted, requests: number): Promise<RateLimitCount | null> {
    try {
      return await withDeadline(() => shared.hit(key, windowMs, requests), { deadlineMs, clock });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      logger.warn("Requests could not be counted for all processes; this one goes by its own count.", { reason });
      return null;
    }
  }

  async function learn(counted: Counted, portion: number, own: number): Promise<void> {
    const all = await share(counted, portion);
    if (!all) return;
    if (countedElsewhere.size >= maxKeys) countedElsewhere.clear();
    countedElsewhere.set(counted.key, {
      count: Math.max(0, all.count - own),
      endsMs: clock.monotonicMs() + all.resetInMs,
    });
  }

  return {
    async exact(counted) {
      const own = await local.hit(counted.key, counted.windowMs);
      // Who is over the limit here alone is not worth the storage's time.
      return own.count > counted.limit ? own : ((await share(counted, 1)) ?? own);
    },
    async inPortions(counted) {
      const own = await local.hit(counted.key, counted.windowMs);
      const portion = Math.max(1, Math.floor(counted.limit / 10));
      if (own.count % portion === 0 && own.count <= counted.limit) void learn(counted, portion, own.count);
      const others = countedElsewhere.get(counted.key);
      const counts = others && others.endsMs > clock.monotonicMs();
      return counts ? { ...own, count: own.count + others.count } : own;
    },
  };
}
