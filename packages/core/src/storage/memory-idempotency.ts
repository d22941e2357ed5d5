import { BookingError } from "../errors.ts";
import type { IdempotencyKey, IdempotencyRepository, Transaction } from "../ports/storage.ts";
import { keyOf } from "./memory-table.ts";
import type { MemoryTables } from "./memory-tables.ts";

/** Idempotency keys of one client, kept in `tables`. */
export function memoryIdempotency(
  { idempotencyKeys }: MemoryTables,
  now: () => number,
): IdempotencyRepository & Transaction["idempotency"] {
  const keyOfRequest = ({ route, key }: IdempotencyKey) => keyOf(route, key);
  return {
    async begin(key, fingerprint, leaseMs) {
      const stored = idempotencyKeys.get(keyOfRequest(key));
      if (stored && stored.fingerprint !== fingerprint) return { state: "conflict" };
      if (stored && stored.answer !== null) return { state: "done", answer: stored.answer };
      if (stored && stored.leaseUntil > now()) return { state: "running" };
      idempotencyKeys.set(keyOfRequest(key), { fingerprint, leaseUntil: now() + leaseMs, answer: null });
      return { state: "started" };
    },
    async abandon(key) {
      if (idempotencyKeys.get(keyOfRequest(key))?.answer === null) idempotencyKeys.delete(keyOfRequest(key));
    },
    async finish(key, answer) {
      const stored = idempotencyKeys.get(keyOfRequest(key));
      if (stored?.answer !== null) {
        throw new BookingError("idempotency_in_progress", "Another request with this key came first. Repeat the call.");
      }
      idempotencyKeys.set(keyOfRequest(key), { ...stored, answer });
    },
  };
}
