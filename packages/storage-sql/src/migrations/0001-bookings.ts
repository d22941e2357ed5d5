import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Schema } from "../schema.ts";
import type { Dialect, Migration } from "./migration.ts";

/** Bookings, the claims that protect them, and the outbox that tells others of them. */
export const bookings: Migration = {
  name: "0001-bookings",
  async up(db, dialect) {
    await createSessions(db);
    await createBookings(db);
    await createClaims(db);
    await refuseOverlaps[dialect](db);
    await createOutbox(db);
    await createCalendarReads(db);
    await createIdempotencyKeys(db);
  },
};

/** Slots whose seats several bookings share; the calendar event is theirs. */
async function createSessions(db: Kysely<Schema>): Promise<void> {
  await db.schema
    .createTable("sessions")
    .addColumn("client_id", "text", required)
    .addColumn("uid", "text", required)
    .addColumn("event_type", "text", required)
    .addColumn("version", "integer", required)
    .addColumn("start", "bigint", required)
    .addColumn("end", "bigint", required)
    .addColumn("buffer_before_minutes", "integer", required)
    .addColumn("buffer_after_minutes", "integer", required)
    .addColumn("time_zone", "text", required)
    .addColumn("host_ids", "text", required)
    .addColumn("capacity", "integer", required)
    .addColumn("booked", "integer", required)
    .addColumn("created_at", "bigint", required)
    .addColumn("updated_at", "bigint", required)
    .addColumn("calendar_id", "text")
    .addColumn("calendar_event_id", "text")
    .addColumn("calendar_synced", "boolean", required)
    .addColumn("requires_manual_calendar_sync", "boolean", required)
    .addPrimaryKeyConstraint("sessions_key", ["client_id", "uid"])
    .addCheckConstraint("sessions_not_empty", notEmpty)
    // What the locks make cheap, this makes true: no seat is booked twice.
    .addCheckConstraint("sessions_not_overbooked", sql`booked between 0 and capacity`)
    .execute();
  const indexes = {
    sessions_by_start: ["client_id", "event_type", "start", "uid"],
    sessions_by_calendar: ["client_id", "calendar_id"],
    sessions_by_calendar_event: ["calendar_event_id"],
  };
  for (const [name, columns] of Object.entries(indexes)) {
    await db.schema.createIndex(name).on("sessions").columns(columns).execute();
  }
}

async function createBookings(db: Kysely<Schema>): Promise<void> {
  await db.schema
    .createTable("bookings")
    .addColumn("client_id", "text", required)
    .addColumn("uid", "text", required)
    .addColumn("event_type", "text", required)
    .addColumn("status", "text", required)
    .addColumn("version", "integer", required)
    .addColumn("generation", "integer", required)
    .addColumn("start", "bigint", required)
    .addColumn("end", "bigint", required)
    .addColumn("buffer_before_minutes", "integer", required)
    .addColumn("buffer_after_minutes", "integer", required)
    .addColumn("time_zone", "text", required)
    .addColumn("local_start", "text", required)
    .addColumn("tzdb_version", "text")
    .addColumn("host_ids", "text", required)
    .addColumn("session_uid", "text")
    .addColumn("seats", "integer", required)
    .addColumn("attendee_name", "text", required)
    .addColumn("attendee_email", "text", required)
    .addColumn("email", "text", required)
    .addColumn("attendee_time_zone", "text")
    .addColumn("attendee_phone", "text")
    .addColumn("attendee_company", "text")
    .addColumn("attendee_language", "text")
    .addColumn("guests", "text", required)
    .addColumn("answers", "text", required)
    .addColumn("notes", "text")
    .addColumn("metadata", "text", required)
    .addColumn("no_show_host", "boolean", required)
    .addColumn("no_show_attendee", "boolean", required)
    .addColumn("series_uid", "text")
    .addColumn("series_index", "integer")
    .addColumn("reschedule_count", "integer", required)
    .addColumn("reason", "text")
    .addColumn("created_at", "bigint", required)
    .addColumn("updated_at", "bigint", required)
    .addColumn("calendar_id", "text")
    .addColumn("calendar_event_id", "text")
    .addColumn("crm_contact_id", "text")
    .addColumn("crm_meeting_id", "text")
    .addColumn("calendar_synced", "boolean", required)
    .addColumn("crm_synced", "boolean", required)
    .addColumn("requires_manual_calendar_sync", "boolean", required)
    .addColumn("requires_manual_crm_sync", "boolean", required)
    .addPrimaryKeyConstraint("bookings_key", ["client_id", "uid"])
    .addForeignKeyConstraint("bookings_session", ["client_id", "session_uid"], "sessions", ["client_id", "uid"])
    .addCheckConstraint("bookings_not_empty", notEmpty)
    .addCheckConstraint(
      "bookings_status",
      sql`status in ('pending', 'confirmed', 'rejected', 'cancelled', 'completed')`,
    )
    .addCheckConstraint("bookings_version", sql`version > 0 and generation > 0`)
    .addCheckConstraint("bookings_buffers", sql`buffer_before_minutes >= 0 and buffer_after_minutes >= 0`)
    .addCheckConstraint("bookings_take_seats", sql`seats > 0`)
    .execute();
  const indexes = {
    bookings_by_start: ["client_id", "start", "uid"],
    bookings_by_status: ["status", "start", "client_id", "uid"],
    bookings_by_series: ["client_id", "series_uid"],
    bookings_by_email: ["client_id", "email", "created_at"],
    bookings_by_session: ["client_id", "session_uid"],
    bookings_by_calendar: ["client_id", "calendar_id"],
    bookings_by_calendar_event: ["calendar_event_id"],
    bookings_by_crm_contact: ["crm_contact_id"],
  };
  for (const [name, columns] of Object.entries(indexes)) {
    await db.schema.createIndex(name).on("bookings").columns(columns).execute();
  }
}

/** Claims of one host never overlap, so their ends sort like their starts and one index answers every question. */
async function createClaims(db: Kysely<Schema>): Promise<void> {
  await db.schema
    .createTable("claims")
    .addColumn("client_id", "text", required)
    .addColumn("host_id", "text", required)
    .addColumn("start", "bigint", required)
    .addColumn("end", "bigint", required)
    .addColumn("kind", "text", required)
    .addColumn("owner_uid", "text", required)
    .addColumn("expires_at", "bigint")
    .addPrimaryKeyConstraint("claims_key", ["client_id", "host_id", "end"])
    .addCheckConstraint("claims_not_empty", notEmpty)
    .addCheckConstraint("claims_kind", sql`kind in ('booking', 'hold')`)
    .addCheckConstraint("claims_holds_expire", sql`(kind = 'hold') = (expires_at is not null)`)
    .execute();
  await db.schema.createIndex("claims_by_owner").on("claims").columns(["client_id", "owner_uid"]).execute();
}

/** What makes an overlap impossible, whoever writes. */
const refuseOverlaps: Record<Dialect, (db: Kysely<Schema>) => Promise<void>> = {
  async sqlite(db) {
    const others = sql`client_id = new.client_id and host_id = new.host_id and "end" > new.start`;
    await refuseOverlap(db, "claims_no_overlap_on_insert", sql`insert`, others);
    await refuseOverlap(
      db,
      "claims_no_overlap_on_update",
      sql`update of client_id, host_id, start, "end"`,
      sql`${others} and not (client_id = old.client_id and host_id = old.host_id and "end" = old."end")`,
    );
  },
  // A range over the very numbers: `tstzrange` would need a conversion, which has to be declared immutable and rounds.
  // An empty range, or a null, would slip past the constraint; the table's own checks refuse both.
  async postgres(db) {
    await sql`
      alter table claims add constraint claims_no_overlap
      exclude using gist (client_id with =, host_id with =, int8range(start, "end", '[)') with &&)
    `.execute(db);
  },
};

/** The first other claim that ends after the new one starts must not start before the new one ends. */
async function refuseOverlap(
  db: Kysely<Schema>,
  name: string,
  change: RawBuilder<unknown>,
  others: RawBuilder<unknown>,
): Promise<void> {
  await sql`
    create trigger ${sql.id(name)} before ${change} on claims
    when (select start from claims where ${others} order by "end" limit 1) < new."end"
    begin select raise(abort, 'claims_no_overlap'); end
  `.execute(db);
}

async function createOutbox(db: Kysely<Schema>): Promise<void> {
  await db.schema
    .createTable("outbox")
    .addColumn("client_id", "text", required)
    .addColumn("id", "text", required)
    .addColumn("subject_uid", "text", required)
    .addColumn("booking_uid", "text")
    .addColumn("session_uid", "text")
    .addColumn("integration", "text", required)
    .addColumn("target", "text", required)
    .addColumn("revision", "integer", required)
    .addColumn("state", "text", required)
    .addColumn("delivered_version", "integer")
    .addColumn("delivered_generation", "integer")
    .addColumn("delivered_status", "text")
    .addColumn("delivered_start", "bigint")
    .addColumn("delivered_end", "bigint")
    .addColumn("delivered_host_ids", "text")
    .addColumn("delivered_calendar_id", "text")
    .addColumn("uncertain", "boolean", required)
    .addColumn("attempt", "integer", required)
    .addColumn("repairs", "integer", required)
    .addColumn("not_before", "bigint", required)
    .addColumn("wanted_at", "bigint", required)
    .addColumn("lease_owner", "text")
    .addColumn("lease_until", "bigint")
    .addColumn("failure_kind", "text")
    .addColumn("failure_message", "text")
    .addColumn("failure_remedy", "text")
    .addColumn("failed_at", "bigint")
    .addPrimaryKeyConstraint("outbox_key", ["client_id", "id"])
    .addUniqueConstraint("outbox_target", ["client_id", "subject_uid", "integration", "target"])
    .addForeignKeyConstraint("outbox_booking", ["client_id", "booking_uid"], "bookings", ["client_id", "uid"])
    .addCheckConstraint("outbox_state", sql`state in ('pending', 'done', 'manual', 'ignored')`)
    .addCheckConstraint("outbox_counts", sql`revision > 0 and repairs >= 0 and attempt >= repairs`)
    .addCheckConstraint("outbox_lease", sql`(lease_owner is null) = (lease_until is null)`)
    .addForeignKeyConstraint("outbox_session", ["client_id", "session_uid"], "sessions", ["client_id", "uid"])
    .addCheckConstraint("outbox_one_subject", sql`(booking_uid is null) <> (session_uid is null)`)
    .addCheckConstraint("outbox_subject", sql`subject_uid = coalesce(booking_uid, session_uid)`)
    .execute();
  await db.schema
    .createIndex("outbox_due")
    .on("outbox")
    .columns(["integration", "state", "client_id", "not_before", "id"])
    .execute();
  await db.schema
    .createIndex("outbox_leased")
    .on("outbox")
    .column("lease_owner")
    .where("lease_owner", "is not", null)
    .execute();
  await db.schema.createIndex("outbox_queue").on("outbox").columns(["client_id", "state", "wanted_at", "id"]).execute();
  await db.schema
    .createIndex("outbox_delivered")
    .on("outbox")
    .columns(["client_id", "delivered_calendar_id", "delivered_end"])
    .execute();
}

async function createCalendarReads(db: Kysely<Schema>): Promise<void> {
  await db.schema
    .createTable("calendar_reads")
    .addColumn("client_id", "text", required)
    .addColumn("calendar_id", "text", required)
    .addColumn("start", "bigint", required)
    .addColumn("end", "bigint", required)
    .addColumn("busy", "text", required)
    .addColumn("precision", "text", required)
    .addColumn("read_at", "bigint", required)
    .addPrimaryKeyConstraint("calendar_reads_key", ["client_id", "calendar_id", "end", "start"])
    .addCheckConstraint("calendar_reads_not_empty", notEmpty)
    .addCheckConstraint("calendar_reads_precision", sql`precision in ('events', 'freeBusy')`)
    .execute();
}

async function createIdempotencyKeys(db: Kysely<Schema>): Promise<void> {
  await db.schema
    .createTable("idempotency_keys")
    .addColumn("client_id", "text", required)
    .addColumn("route", "text", required)
    .addColumn("key", "text", required)
    .addColumn("fingerprint", "text", required)
    .addColumn("owner", "text", required)
    .addColumn("lease_until", "bigint", required)
    .addColumn("answer", "text")
    .addColumn("created_at", "bigint", required)
    .addPrimaryKeyConstraint("idempotency_keys_key", ["client_id", "route", "key"])
    .execute();
}

const notEmpty = sql`"end" > start`;

function required<Column extends { notNull(): Column }>(column: Column): Column {
  return column.notNull();
}
