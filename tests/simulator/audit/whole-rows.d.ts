import type { StoredRows, Violation } from "./facts.ts";
/** P4: nothing is half-written. A booking, its claims, its outbox rows and its idempotency answer are there together. */
export declare function findHalfWritten(rows: StoredRows, mustTell: readonly string[]): Violation[];
