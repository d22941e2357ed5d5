import type { Reservation, ReservationRepository, ReservationWrites } from "@slotkit/core";
import type { Kysely, Selectable } from "kysely";
import type { ReservationTable, Schema } from "../schema.ts";
import { assertOwn } from "./assert-own.ts";
import { prepare } from "./prepare.ts";

/** Reads reservations of one client. */
export function reservationReads(db: Kysely<Schema>, clientId: string): ReservationRepository {
  return {
    async find(uid) {
      const { rows } = await findReservation(db, { clientId, uid });
      return rows[0] ? toReservation(rows[0]) : null;
    },
    async live(from, until, now) {
      const { rows } = await liveReservations(db, { clientId, from, until, now });
      return rows.map(toReservation);
    },
    async inSession(sessionUid) {
      const { rows } = await reservationsInSession(db, { clientId, sessionUid });
      return rows.map(toReservation);
    },
    async liveOfSender(sender, now) {
      const { rows } = await liveOfSender(db, { clientId, sender, now });
      return rows.map(toReservation);
    },
    async expired(now, limit) {
      const { rows } = await expiredReservations(db, { clientId, now, limit });
      return rows.map(toReservation);
    },
  };
}

/** Reads and writes reservations of one client inside a transaction. */
export function reservationWrites(db: Kysely<Schema>, clientId: string): ReservationWrites {
  return {
    ...reservationReads(db, clientId),
    async insert(reservation) {
      assertOwn(reservation, clientId);
      await insertReservation(db, toReservationRow(reservation));
    },
    async update(reservation) {
      assertOwn(reservation, clientId);
      const { numAffectedRows } = await updateReservation(db, toReservationRow(reservation));
      if (numAffectedRows === 0n) throw new Error(`Reservation ${reservation.uid} is not stored.`);
    },
    async remove(uid) {
      await removeReservation(db, { clientId, uid });
    },
  };
}

const findReservation = prepare((db, { clientId, uid }: { clientId: string; uid: string }) =>
  db.selectFrom("reservations").selectAll().where("client_id", "=", clientId).where("uid", "=", uid),
);

const liveReservations = prepare(
  (db, { clientId, from, until, now }: { clientId: string; from: number; until: number; now: number }) =>
    db
      .selectFrom("reservations")
      .selectAll()
      .where("client_id", "=", clientId)
      .where("start", ">=", from)
      .where("start", "<", until)
      .where("expires_at", ">", now)
      .orderBy("start")
      .orderBy("uid"),
);

const reservationsInSession = prepare((db, { clientId, sessionUid }: { clientId: string; sessionUid: string }) =>
  db
    .selectFrom("reservations")
    .selectAll()
    .where("client_id", "=", clientId)
    .where("session_uid", "=", sessionUid)
    .orderBy("uid"),
);

const liveOfSender = prepare((db, { clientId, sender, now }: { clientId: string; sender: string; now: number }) =>
  db
    .selectFrom("reservations")
    .selectAll()
    .where("client_id", "=", clientId)
    .where("sender", "=", sender)
    .where("expires_at", ">", now)
    .orderBy("expires_at")
    .orderBy("uid"),
);

const expiredReservations = prepare((db, { clientId, now, limit }: { clientId: string; now: number; limit: number }) =>
  db
    .selectFrom("reservations")
    .selectAll()
    .where("client_id", "=", clientId)
    .where("expires_at", "<=", now)
    .orderBy("expires_at")
    .orderBy("uid")
    .limit(limit),
);

const insertReservation = prepare((db, row: ReservationTable) => db.insertInto("reservations").values(row));

const updateReservation = prepare((db, row: ReservationTable) =>
  db.updateTable("reservations").set(row).where("client_id", "=", row.client_id).where("uid", "=", row.uid),
);

const removeReservation = prepare((db, { clientId, uid }: { clientId: string; uid: string }) =>
  db.deleteFrom("reservations").where("client_id", "=", clientId).where("uid", "=", uid),
);

function toReservationRow(reservation: Reservation): ReservationTable {
  return {
    client_id: reservation.clientId,
    uid: reservation.uid,
    event_type: reservation.eventType,
    start: reservation.start,
    end: reservation.end,
    host_ids: JSON.stringify(reservation.hostIds),
    session_uid: reservation.sessionUid,
    seats: reservation.seats,
    sender: reservation.sender,
    extensions: reservation.extensions,
    expires_at: reservation.expiresAt,
    created_at: reservation.createdAt,
  };
}

function toReservation(row: Selectable<ReservationTable>): Reservation {
  return {
    clientId: row.client_id,
    uid: row.uid,
    eventType: row.event_type,
    start: row.start,
    end: row.end,
    hostIds: JSON.parse(row.host_ids),
    sessionUid: row.session_uid,
    seats: row.seats,
    sender: row.sender,
    extensions: row.extensions,
    expiresAt: row.expires_at,
    createdAt: row.created_at,
  };
}
