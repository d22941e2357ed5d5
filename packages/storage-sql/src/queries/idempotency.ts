import {
  BookingError,
  type IdempotencyKey,
  type IdempotencyRepository,
  type IdempotencyRun,
  type IdempotencyState,
} from "@slotkit/core";
import type { Kysely } from "kysely";
import type { Schema } from "../schema.ts";

/** One request of one client. */
export interface ClientKey extends IdempotencyKey {
  clientId: string;
}

/** One run of it. */
export interface ClientRun extends IdempotencyRun {
  clientId: string;
}

/** Marks a key running, or tells why not. Every step is one statement that only one of two racers can win. */
export async function beginKey(
  db: Kysely<Schema>,
  run: ClientRun,
  { fingerprint, leaseMs, now }: { fingerprint: string; leaseMs: number; now: number },
): Promise<IdempotencyState> {
  const leaseUntil = now + leaseMs;
  const inserted = await db
    .insertInto("idempotency_keys")
    .values({
      ...columns(run),
      fingerprint,
      owner: run.owner,
      lease_until: leaseUntil,
      answer: null,
      created_at: now,
    })
    .onConflict((conflict) => conflict.columns(["client_id", "route", "key"]).doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 1n) return { state: "started" };

  const takenOver = await db
    .updateTable("idempotency_keys")
    .set({ owner: run.owner, lease_until: leaseUntil, created_at: now })
    .where((eb) => eb.and(columns(run)))
    .where("fingerprint", "=", fingerprint)
    .where("answer", "is", null)
    .where("lease_until", "<=", now)
    .executeTakeFirst();
  if (takenOver.numUpdatedRows === 1n) return { state: "started" };
  return (await findKey(db, run, fingerprint)) ?? { state: "running" };
}

/** Forgets a key that this run holds. */
export async function abandonKey(db: Kysely<Schema>, run: ClientRun): Promise<void> {
  await db
    .deleteFrom("idempotency_keys")
    .where((eb) => eb.and({ ...columns(run), owner: run.owner }))
    .where("answer", "is", null)
    .execute();
}

/** Stores the answer of a key that this run holds. */
export async function finishKey(db: Kysely<Schema>, run: ClientRun, answer: string): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable("idempotency_keys")
    .set({ answer })
    .where((eb) => eb.and({ ...columns(run), owner: run.owner }))
    .where("answer", "is", null)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) {
    throw new BookingError("idempotency_in_progress", "Another request with this key came first. Repeat the call.");
  }
}

/** What is known of a key, without taking it. */
export async function findKey(
  db: Kysely<Schema>,
  key: ClientKey,
  fingerprint: string,
): ReturnType<IdempotencyRepository["find"]> {
  const row = await db
    .selectFrom("idempotency_keys")
    .select(["fingerprint", "answer"])
    .where((eb) => eb.and(columns(key)))
    .executeTakeFirst();
  if (!row) return null;
  if (row.fingerprint !== fingerprint) return { state: "conflict" };
  return row.answer === null ? { state: "running" } : { state: "done", answer: row.answer };
}

function columns({ clientId, route, key }: ClientKey) {
  return { client_id: clientId, route, key };
}
