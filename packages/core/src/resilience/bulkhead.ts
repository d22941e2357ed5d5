import { CallRefused } from "./call-refused.ts";
import { checkRanges } from "./check-range.ts";
import { type CallContext, contextOf, type Policy } from "./policy.ts";

export interface BulkheadOptions {
  /** Calls under way at once. */
  maxConcurrent: number;
  /** Calls that wait for their turn; more are refused. Default: 0. */
  maxQueued?: number | undefined;
  /** Of the places, how many only urgent calls may take. Default: 0. */
  keepFree?: number | undefined;
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
 * came, urgent ones first, the others are refused at once. Who waits leaves the queue when its signal aborts. A place is given back however
 * the call ends, so give the calls an end: put a {@link timeout} inside.
 */
export function bulkhead({ maxConcurrent, maxQueued = 0, keepFree = 0, name = "bulkhead" }: BulkheadOptions): Bulkhead {
  const ranges = {
    maxConcurrent: { min: 1, integer: true },
    maxQueued: { min: 0, integer: true },
    keepFree: { min: 0, max: maxConcurrent - 1, integer: true },
  };
  checkRanges("bulkhead", { maxConcurrent, maxQueued, keepFree }, ranges);
  const queues = { urgent: new Set<() => void>(), others: new Set<() => void>() };
  let running = 0;

  /** Lets those in for whom there is a place now. */
  function admit(): void {
    for (const enter of queues.urgent) if (running < maxConcurrent) enter();
    for (const enter of queues.others) if (running < maxConcurrent - keepFree) enter();
  }

  /** Waits until there is a place, and takes it. */
  const waitForPlace = ({ signal, urgent }: CallContext) =>
    new Promise<void>((resolve, reject) => {
      const queue = urgent ? queues.urgent : queues.others;
      const enter = () => {
        running++;
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

  const queued = () => queues.urgent.size + queues.others.size;
  return {
    get running() {
      return running;
    },
    get queued() {
      return queued();
    },
    async execute(fn, options = {}) {
      const context = contextOf(options);
      context.signal.throwIfAborted();
      if (running < (context.urgent ? maxConcurrent : maxConcurrent - keepFree)) running++;
      else if (queued() < maxQueued) await waitForPlace(context);
      else {
        const message = `${name}: ${running} calls are under way and ${queued()} wait. Try again later.`;
        throw new CallRefused(message, { by: "bulkhead", policy: name, retryAfterMs: null, retryAt: null });
      }
      try {
        context.signal.throwIfAborted();
        return await fn(context);
      } finally {
        running--;
        admit();
      }
    },
  };
}
