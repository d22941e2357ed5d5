import { CallRefused } from "./call-refused.ts";
import { checkRanges } from "./check-range.ts";
import { contextOf, type Policy } from "./policy.ts";

export interface BulkheadOptions {
  /** Calls under way at once. */
  maxConcurrent: number;
  /** Calls that wait for their turn; more are refused. Default: 0. */
  maxQueued?: number | undefined;
  /** Named in refusals. Default: `bulkhead`. */
  name?: string | undefined;
}

/** A bulkhead with what it holds now. */
export interface Bulkhead extends Policy {
  readonly running: number;
  readonly queued: number;
}

/**
 * Keeps one slow neighbour from taking everything: so many calls run at once, so many wait in the order in which they
 * came, the others are refused at once. Who waits leaves the queue when its signal aborts. A place is given back however
 * the call ends, so give the calls an end: put a {@link timeout} inside.
 */
export function bulkhead({ maxConcurrent, maxQueued = 0, name = "bulkhead" }: BulkheadOptions): Bulkhead {
  const ranges = { maxConcurrent: { min: 1, integer: true }, maxQueued: { min: 0, integer: true } };
  checkRanges("bulkhead", { maxConcurrent, maxQueued }, ranges);
  const queue = new Set<() => void>();
  let running = 0;

  /** Waits until a place is handed over. */
  const waitForPlace = (signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const enter = () => {
        queue.delete(enter);
        signal.removeEventListener("abort", leave);
        resolve();
      };
      const leave = () => {
        queue.delete(enter);
        reject(signal.reason);
      };
      queue.add(enter);
      signal.addEventListener("abort", leave, { once: true });
    });

  return {
    get running() {
      return running;
    },
    get queued() {
      return queue.size;
    },
    async execute(fn, options = {}) {
      const context = contextOf(options);
      context.signal.throwIfAborted();
      if (running < maxConcurrent) running++;
      else if (queue.size < maxQueued) await waitForPlace(context.signal);
      else {
        const message = `${name}: ${maxConcurrent} calls are under way and ${maxQueued} wait. Try again later.`;
        throw new CallRefused(message, { by: "bulkhead", policy: name, retryAfterMs: null, retryAt: null });
      }
      try {
        context.signal.throwIfAborted();
        return await fn(context);
      } finally {
        // The place goes to the one who has waited longest, without becoming free in between.
        const [next] = queue;
        if (next) next();
        else running--;
      }
    },
  };
}
