import { BookingError, type IdempotencyKey, type IdempotencyState } from "@slotkit/core";
import type { Kysely } from "kysely";
import type { Schema } from "../schema.ts";

/** One request of one client. */
export interface ClientKey extends IdempotencyKey {
  clientId: string;
}

/** Marks a key running, or tells why not. Every step is one statement that only one of two racers can win. */
export async function beginKey(
  db: Kysely<Schema>,
  id: ClientKey,
  { fingerprint, leaseMs, now }: { fingerprint: string; leaseMs: number; now: number },
): Promise<IdempotencyState> {
  const leaseUntil = now + leaseMs;
  const inserted = await db
    .insertInto("idempotency_keys")
    .values({ ...columns(id), fingerprint, lease_until: leaseUntil, answer: null, created_at: now })
    .onConflict((conflict) => conflict.columns(["client_id", "route", "key"]).doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 1n) return { state: "started" };

  const takenOver = await db
    .updateTable("idempotency_keys")
    .set({ lease_until: leaseUntil })
    .where((eb) => eb.and(columns(id)))
    .where("fingerprint", "=", fingerprint)
    .where("answer", "is", null)
    .where("lease_until", "<=", now)
    .executeTakeFirst();
  return takenOver.numUpdatedRows === 1n ? { state: "started" } : stateOf(db, id, fingerprint);
}

/** Forgets a key, unless it has its answer. */
export async function abandonKey(db: Kysely<Schema>, id: ClientKey): Promise<void> {
  await db
    .deleteFrom("idempotency_keys")
    .where((eb) => eb.and(columns(id)))
    .where("answer", "is", null)
    .execute();
}

/** Stores the answer of a running key. */
export async function finishKey(db: Kysely<Schema>, id: ClientKey, answer: string): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable("idempotency_keys")
    .set({ answer })
    .where((eb) => eb.and(columns(id)))
    .where("answer", "is", null)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) {
    throw new BookingError("idempotency_in_progress", "Another request with this key came first. Repeat the call.");
  }
}

async function stateOf(db: Kysely<Schema>, id: ClientKey, fingerprint: string): Promise<IdempotencyState> {
  const row = await db
    .selectFrom("idempotency_keys")
    .select(["fingerprint", "answer"])
    .where((eb) => eb.and(columns(id)))
    .executeTakeFirst();
  if (!row) return { state: "running" };
  if (row.fingerprint !== fingerprint) return { state: "conflict" };
  return row.answer === null ? { state: "running" } : { state: "done", answer: row.answer };
}

function columns({ clientId, route, key }: ClientKey) {
  return { client_id: clientId, route, key };
}
