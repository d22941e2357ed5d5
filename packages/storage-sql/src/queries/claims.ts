import { BookingError, type Claim, type ClaimRepository, type Transaction } from "@slotkit/core";
import type { Kysely, QueryResult, Selectable } from "kysely";
import type { EngineLock, SqlEngine } from "../engine.ts";
import type { ClaimTable, Schema } from "../schema.ts";
import { prepare } from "./prepare.ts";

/** Reads claims of one client. */
export function claimReads(db: Kysely<Schema>, clientId: string): ClaimRepository {
  return {
    async overlapping(hostIds, start, end, now) {
      if (hostIds.length === 0) return [];
      const { rows } = await overlappingClaims(db, { clientId, hostIds, start, end, now });
      return rows.map(toClaim);
    },
    async lastBookedAt(hostIds, eventType) {
      if (hostIds.length === 0) return new Map();
      const claimed = db
        .selectFrom("claims")
        .where("claims.client_id", "=", clientId)
        .where("claims.host_id", "in", hostIds)
        .groupBy("claims.host_id");
      const byBookings = claimed
        .innerJoin("bookings", (join) =>
          join.onRef("bookings.client_id", "=", "claims.client_id").onRef("bookings.uid", "=", "claims.owner_uid"),
        )
        .where("bookings.event_type", "=", eventType)
        .select(({ fn }) => ["claims.host_id as hostId", fn.max("bookings.created_at").as("lastBookedAt")]);
      const bySessions = claimed
        .innerJoin("sessions", (join) =>
          join.onRef("sessions.client_id", "=", "claims.client_id").onRef("sessions.uid", "=", "claims.owner_uid"),
        )
        .where("sessions.event_type", "=", eventType)
        .where("sessions.booked", ">", 0)
        .select(({ fn }) => ["claims.host_id as hostId", fn.max("sessions.created_at").as("lastBookedAt")]);
      const last = new Map<string, number>();
      for (const { hostId, lastBookedAt } of await byBookings.unionAll(bySessions).execute()) {
        last.set(hostId, Math.max(last.get(hostId) ?? 0, lastBookedAt));
      }
      return last;
    },
  };
}

/**
 * Reads and writes claims of one client inside a transaction.
 *
 * @param locks - Those of the transaction.
 */
export function claimWrites(
  db: Kysely<Schema>,
  clientId: string,
  { engine, locks }: { engine: SqlEngine; locks: readonly EngineLock[] },
): Transaction["claims"] {
  const isLocked = (hostId: string) => locks.some(({ kind, id }) => kind === "host" && id === hostId);
  return {
    ...claimReads(db, clientId),
    async insert(claims) {
      for (const claim of claims) {
        const insert = isLocked(claim.hostId) ? insertLockedClaim : insertClaim;
        if (!(await isAccepted(insert(db, toClaimRow(claim, clientId)), engine))) {
          throw new BookingError("slot_unavailable", "Another claim holds a part of this time.");
        }
      }
    },
    async removeOwnedBy(ownerUid) {
      await removeClaims(db, { clientId, ownerUid });
    },
    async removeExpired(hostIds, start, end, now) {
      if (hostIds.length === 0) return;
      await removeExpired(db, { clientId, hostIds, start, end, now });
    },
  };
}

interface Overlap {
  clientId: string;
  hostIds: readonly string[];
  start: number;
  end: number;
  now: number;
}

const overlappingClaims = prepare((db, { clientId, hostIds, start, end, now }: Overlap) =>
  db
    .selectFrom("claims")
    .selectAll()
    .where("client_id", "=", clientId)
    .where("host_id", "in", hostIds)
    .where("start", "<", end)
    .where("end", ">", start)
    .where(({ eb, or }) => or([eb("expires_at", "is", null), eb("expires_at", ">", now)]))
    .orderBy("start")
    .orderBy("host_id"),
);

/**
 * Where another claim holds a part of the time, nothing is inserted. Without `do nothing`, two transactions on PostgreSQL
 * that insert at once would each wait for the other to decide, until one is killed as a deadlock.
 */
const insertClaim = prepare((db, row: ClaimTable) =>
  db
    .insertInto("claims")
    .values(row)
    .onConflict((conflict) => conflict.doNothing()),
);

/** Under the lock of its host, nobody else inserts, and what is refused all the same may fail the transaction. */
const insertLockedClaim = prepare((db, row: ClaimTable) => db.insertInto("claims").values(row), { postable: true });

/** Did the claim get in, as far as is known? SQLite's trigger speaks up, PostgreSQL's constraint too or lets the row drop. */
async function isAccepted(insertion: Promise<QueryResult<unknown>>, engine: SqlEngine): Promise<boolean> {
  try {
    return (await insertion).numAffectedRows !== 0n;
  } catch (error) {
    if (engine.isClaimOverlap(error)) return false;
    throw error;
  }
}

const removeClaims = prepare(
  (db, { clientId, ownerUid }: { clientId: string; ownerUid: string }) =>
    db.deleteFrom("claims").where("client_id", "=", clientId).where("owner_uid", "=", ownerUid),
  { postable: true },
);

const removeExpired = prepare(
  (db, { clientId, hostIds, start, end, now }: Overlap) =>
    db
      .deleteFrom("claims")
      .where("client_id", "=", clientId)
      .where("host_id", "in", hostIds)
      .where("start", "<", end)
      .where("end", ">", start)
      .where("expires_at", "<=", now),
  { postable: true },
);

function toClaimRow(claim: Claim, clientId: string): ClaimTable {
  return {
    client_id: clientId,
    host_id: claim.hostId,
    start: claim.start,
    end: claim.end,
    kind: claim.kind,
    owner_uid: claim.ownerUid,
    expires_at: claim.expiresAt,
  };
}

function toClaim(row: Selectable<ClaimTable>): Claim {
  return {
    hostId: row.host_id,
    start: row.start,
    end: row.end,
    kind: row.kind as Claim["kind"],
    ownerUid: row.owner_uid,
    expiresAt: row.expires_at,
  };
}
