import { type Kysely, sql } from "kysely";
import type { Schema } from "../schema.ts";
import type { Migration } from "./migration.ts";

/** Who holds which time, or which seats, and until when. */
export const reservations: Migration = {
  name: "0002-reservations",
  up: createReservations,
};

async function createReservations(db: Kysely<Schema>): Promise<void> {
  await db.schema
    .createTable("reservations")
    .addColumn("client_id", "text", required)
    .addColumn("uid", "text", required)
    .addColumn("event_type", "text", required)
    .addColumn("start", "bigint", required)
    .addColumn("end", "bigint", required)
    .addColumn("host_ids", "text", required)
    .addColumn("session_uid", "text")
    .addColumn("seats", "integer", required)
    .addColumn("sender", "text")
    .addColumn("extensions", "integer", required)
    .addColumn("expires_at", "bigint", required)
    .addColumn("created_at", "bigint", required)
    .addPrimaryKeyConstraint("reservations_key", ["client_id", "uid"])
    .addForeignKeyConstraint("reservations_session", ["client_id", "session_uid"], "sessions", ["client_id", "uid"])
    .addCheckConstraint("reservations_not_empty", sql`"end" > start and seats > 0`)
    .execute();
  const indexes = {
    reservations_by_start: ["client_id", "start"],
    reservations_by_session: ["client_id", "session_uid"],
    reservations_by_sender: ["client_id", "sender"],
    reservations_by_end: ["client_id", "expires_at"],
  };
  for (const [name, columns] of Object.entries(indexes)) {
    await db.schema.createIndex(name).on("reservations").columns(columns).execute();
  }
}

function required<Column extends { notNull(): Column }>(column: Column): Column {
  return column.notNull();
}
