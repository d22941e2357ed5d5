import type { Clock } from "@slotkit/core";

/** Remembers what was looked up. */
export interface LookupCache<Value> {
  get(key: string): Value | undefined;
  /** What was looked up before, or is now. A null is a miss and not remembered, nor is a failure. */
  load(key: string, lookUp: () => Promise<Value | null>): Promise<Value | null>;
  set(key: string, value: Value): void;
  forget(key: string): void;
}

/** How long ids of contacts and owners and types of properties are believed. */
export const lookupLifetimeMs = 30 * 60_000;
const maxEntries = 10_000;

/** A cache of one process. What it holds is never needed by another: a miss costs a request and nothing else. */
export function createLookupCache<Value>(clock: Clock, lifetimeMs = lookupLifetimeMs): LookupCache<Value> {
  const entries = new Map<string, { value: Value; untilMs: number }>();
  const cache: LookupCache<Value> = {
    get(key) {
      const entry = entries.get(key);
      if (entry && entry.untilMs > clock.monotonicMs()) return entry.value;
      entries.delete(key);
      return undefined;
    },
    async load(key, lookUp) {
      const known = cache.get(key);
      if (known !== undefined) return known;
      const found = await lookUp();
      if (found !== null) cache.set(key, found);
      return found;
    },
    set(key, value) {
      entries.delete(key);
      entries.set(key, { value, untilMs: clock.monotonicMs() + lifetimeMs });
      const [oldest] = entries.keys();
      if (entries.size > maxEntries && oldest !== undefined) entries.delete(oldest);
    },
    forget(key) {
      entries.delete(key);
    },
  };

  return cache;
}
