import type { Effect } from "@slotkit/core";
import type { Kysely } from "kysely";
import type { Dialect } from "../migrations/migration.ts";
import type { Schema } from "../schema.ts";
import { toEffect } from "./effect-row.ts";

/**
 * Hands due outbox rows of all clients to one worker, the longest due first. Rows that another worker is just taking are
 * skipped, not waited for.
 */
export async function leaseEffects(
  db: Kysely<Schema>,
  { owner, leaseMs, limit }: { owner: string; leaseMs: number; limit: number },
  { now, dialect }: { now: number; dialect: Dialect },
): Promise<Effect[]> {
  const rows = await db
    .with(
      (cte) => cte("due").materialized(),
      (query) =>
        query
          .selectFrom("outbox")
          .select(["client_id", "id"])
          .where("state", "=", "pending")
          .where("not_before", "<=", now)
          .where((or) => or.or([or("lease_until", "is", null), or("lease_until", "<=", now)]))
          .orderBy("not_before")
          .orderBy("id")
          .limit(limit)
          .$if(dialect === "postgres", (due) => due.forUpdate().skipLocked()),
    )
    .updateTable("outbox")
    .set(({ eb, ref }) => ({
      // Whoever had it before may have died in the middle of telling.
      uncertain: eb.case().when("lease_owner", "is not", null).then(true).else(ref("uncertain")).end(),
      lease_owner: owner,
      lease_until: now + leaseMs,
    }))
    .where(({ eb, refTuple, selectFrom }) =>
      eb(
        refTuple("outbox.client_id", "outbox.id"),
        "in",
        selectFrom("due").select(["due.client_id", "due.id"]).$asTuple("client_id", "id"),
      ),
    )
    .returningAll()
    .execute();
  return rows.map(toEffect).sort(longestDueFirst);
}

/** The earliest instant at which a waiting outbox row may be due, or null. */
export async function nextEffectAt(db: Kysely<Schema>): Promise<number | null> {
  const dueAt = await db
    .selectFrom("outbox")
    .select(({ eb, fn, ref }) =>
      fn
        .min<number | null>(
          eb.case().when("lease_until", ">", ref("not_before")).then(ref("lease_until")).else(ref("not_before")).end(),
        )
        .as("dueAt"),
    )
    .where("state", "=", "pending")
    .executeTakeFirstOrThrow();
  return dueAt.dueAt;
}

function longestDueFirst(a: Effect, b: Effect): number {
  if (a.notBefore !== b.notBefore) return a.notBefore - b.notBefore;
  return a.id < b.id ? -1 : 1;
}
