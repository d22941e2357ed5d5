import { BookingError } from "../errors.ts";
import type { PruneRequest } from "../ports/housekeeping.ts";
import type { IdempotencyKey, IdempotencyRepository, IdempotencyRun, Transaction } from "../ports/storage.ts";
import { keyOf } from "./memory-table.ts";
import type { IdempotencyRow, MemoryTables } from "./memory-tables.ts";

/** Idempotency keys of one client, kept in `tables`. */
export function memoryIdempotency(
  { idempotencyKeys }: MemoryTables,
  now: () => number,
): IdempotencyRepository & Transaction["idempotency"] {
  const keyOfRequest = ({ route, key }: IdempotencyKey) => keyOf(route, key);
  const heldBy = (run: IdempotencyRun) => {
    const stored = idempotencyKeys.get(keyOfRequest(run));
    return stored?.owner === run.owner && stored.answer === null ? stored : null;
  };
  return {
    async find(key, fingerprint) {
      const stored = idempotencyKeys.get(keyOfRequest(key));
      if (!stored) return null;
      if (stored.fingerprint !== fingerprint) return { state: "conflict" };
      return stored.answer === null ? { state: "running" } : { state: "done", answer: stored.answer };
    },
    async begin(run, fingerprint, leaseMs) {
      const stored = idempotencyKeys.get(keyOfRequest(run));
      if (stored && stored.fingerprint !== fingerprint) return { state: "conflict" };
      if (stored && stored.answer !== null) return { state: "done", answer: stored.answer };
      if (stored && stored.leaseUntil > now()) return { state: "running" };
      const { owner } = run;
      const begunAt = now();
      const row = { fingerprint, owner, leaseUntil: begunAt + leaseMs, begunAt, answer: null };
      idempotencyKeys.set(keyOfRequest(run), row);
      return { state: "started" };
    },
    async abandon(run) {
      if (heldBy(run)) idempotencyKeys.delete(keyOfRequest(run));
    },
    async finish(run, answer) {
      const held = heldBy(run);
      if (!held) {
        throw new BookingError("idempotency_in_progress", "Another request with this key came first. Repeat the call.");
      }
      idempotencyKeys.set(keyOfRequest(run), { ...held, answer });
    },
  };
}

/** Removes keys begun before an instant that no run holds at `now`. Memory has no long transactions, and so no limit. */
export function pruneKeys(
  { idempotencyKeys }: MemoryTables,
  { idempotencyKeysBegunBefore }: PruneRequest,
  now: number,
): number {
  const isHeld = ({ answer, leaseUntil }: IdempotencyRow) => answer === null && leaseUntil > now;
  const old = [...idempotencyKeys.entries()].filter(
    ([, row]) => row.begunAt < idempotencyKeysBegunBefore && !isHeld(row),
  );
  for (const [key] of old) idempotencyKeys.delete(key);
  return old.length;
}
