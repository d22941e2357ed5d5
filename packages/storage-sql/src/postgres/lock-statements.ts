import { createHash } from "node:crypto";
import type { EngineLock } from "../engine.ts";

/** `SLO` in ASCII, then the kind: what `classid` shows for our advisory locks in `pg_locks`. */
const family = 0x534c4f00;
const classes: Readonly<Record<EngineLock["kind"], number>> = {
  host: family + 1,
  eventType: family + 2,
  person: family + 3,
  booking: family + 4,
  calendar: family + 5,
  catalog: family + 6,
  sender: family + 7,
  webhook: family + 8,
  client: family + 9,
  quota: family + 10,
};

/** Keeps several processes from migrating at once. */
export const migrationLockStatement = `select pg_advisory_xact_lock(${family}, 0)`;

/**
 * The statements that take these locks until the end of the transaction, in the order of their final keys. Two ids may
 * share a hash: then their writers wait for each other without need, and nothing else happens.
 */
export function lockStatements(clientId: string, locks: readonly EngineLock[]): string[] {
  const keys = locks.map(({ kind, id }) => [classes[kind], hashOf(clientId, id)] as const);
  return keys
    .toSorted(([class1, hash1], [class2, hash2]) => class1 - class2 || hash1 - hash2)
    .map(([lockClass, hash]) => `select pg_advisory_xact_lock(${lockClass}, ${hash})`)
    .filter((statement, index, sorted) => statement !== sorted[index - 1]);
}

/** A signed integer of 32 bits; equal in every process and every version. */
function hashOf(clientId: string, id: string): number {
  return createHash("sha256")
    .update(JSON.stringify([clientId, id]))
    .digest()
    .readInt32BE();
}
