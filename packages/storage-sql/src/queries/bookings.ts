import { type Booking, BookingError, type BookingRepository, type BookingScan, type Transaction } from "@slotkit/core";
import type { Kysely } from "kysely";
import type { BookingTable, Schema } from "../schema.ts";
import { assertOwn } from "./assert-own.ts";
import { toBooking, toBookingRow } from "./booking-row.ts";
import { prepare } from "./prepare.ts";

/** Reads bookings of one client. */
export function bookingReads(db: Kysely<Schema>, clientId: string): BookingRepository {
  const ofClient = db.selectFrom("bookings").selectAll().where("client_id", "=", clientId);
  return {
    async find(uid) {
      const { rows } = await findBooking(db, { clientId, uid });
      return rows[0] ? toBooking(rows[0]) : null;
    },
    async list({ status, eventType, seriesUid, from, until, limit, after }) {
      const rows = await ofClient
        .$if(status !== undefined, (query) => query.where("status", "=", status!))
        .$if(eventType !== undefined, (query) => query.where("event_type", "=", eventType!))
        .$if(seriesUid !== undefined, (query) => query.where("series_uid", "=", seriesUid!))
        .$if(from !== undefined, (query) => query.where("start", ">=", from!))
        .$if(until !== undefined, (query) => query.where("start", "<", until!))
        .$if(after !== undefined, (query) =>
          query.where(({ eb, refTuple, tuple }) => eb(refTuple("start", "uid"), "<", tuple(...after!))),
        )
        .orderBy("start", "desc")
        .orderBy("uid", "desc")
        .limit(limit)
        .execute();
      return rows.map(toBooking);
    },
    async inSession(sessionUid) {
      const { rows } = await bookingsInSession(db, { clientId, sessionUid });
      return rows.map(toBooking);
    },
  };
}

/** Reads and writes bookings of one client inside a transaction. */
export function bookingWrites(db: Kysely<Schema>, clientId: string): Transaction["bookings"] {
  return {
    ...bookingReads(db, clientId),
    async insert(booking) {
      assertOwn(booking, clientId);
      await insertBooking(db, toBookingRow(booking));
    },
    async update(booking, expectedVersion) {
      assertOwn(booking, clientId);
      const { numAffectedRows } = await updateBooking(db, { ...toBookingRow(booking), expectedVersion });
      if (numAffectedRows === 0n) {
        throw new BookingError(
          "version_conflict",
          `Booking ${booking.uid} is no longer at version ${expectedVersion}.`,
        );
      }
    },
  };
}

/** Bookings of all clients, earliest start first. */
export async function scanBookings(
  db: Kysely<Schema>,
  { status, startsFrom, startsUntil, endsUntil, after, limit }: BookingScan,
): Promise<Booking[]> {
  const rows = await db
    .selectFrom("bookings")
    .selectAll()
    .where("status", "=", status)
    .$if(startsFrom !== undefined, (query) => query.where("start", ">=", startsFrom!))
    .$if(startsUntil !== undefined, (query) => query.where("start", "<=", startsUntil!))
    .$if(endsUntil !== undefined, (query) => query.where("end", "<=", endsUntil!))
    .$if(after !== undefined, (query) =>
      query.where(({ eb, refTuple, tuple }) => eb(refTuple("start", "client_id", "uid"), ">", tuple(...after!))),
    )
    .orderBy("start")
    .orderBy("client_id")
    .orderBy("uid")
    .limit(limit)
    .execute();
  return rows.map(toBooking);
}

const findBooking = prepare((db, { clientId, uid }: { clientId: string; uid: string }) =>
  db.selectFrom("bookings").selectAll().where("client_id", "=", clientId).where("uid", "=", uid),
);

const bookingsInSession = prepare((db, { clientId, sessionUid }: { clientId: string; sessionUid: string }) =>
  db
    .selectFrom("bookings")
    .selectAll()
    .where("client_id", "=", clientId)
    .where("session_uid", "=", sessionUid)
    .orderBy("created_at")
    .orderBy("uid"),
);

const insertBooking = prepare((db, row: BookingTable) => db.insertInto("bookings").values(row), { postable: true });

const updateBooking = prepare((db, { expectedVersion, ...row }: BookingTable & { expectedVersion: number }) =>
  db
    .updateTable("bookings")
    .set(row)
    .where("client_id", "=", row.client_id)
    .where("uid", "=", row.uid)
    .where("version", "=", expectedVersion),
);
