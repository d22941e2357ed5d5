import { type Kysely, sql } from "kysely";
import type { Schema } from "../schema.ts";
import type { Dialect, Migration } from "./migration.ts";

/** Counts of requests, and an index by which idempotency keys that have outlived their use are found. */
export const rateLimits: Migration = {
  name: "0004-rate-limits",
  async up(db, dialect) {
    await createTable[dialect](db);
    await db.schema.createIndex("rate_limits_ended").on("rate_limits").column("ends_at").execute();
    await db.schema.createIndex("idempotency_keys_by_age").on("idempotency_keys").column("created_at").execute();
  },
};

/** A crash may forget these counts, so where a database can do without the log, it does. */
const createTable: Record<Dialect, (db: Kysely<Schema>) => Promise<void>> = {
  sqlite: (db) => columns(db.schema.createTable("rate_limits")).execute(),
  postgres: (db) => columns(db.schema.createTable("rate_limits").modifyFront(sql`unlogged`)).execute(),
};

function columns(table: ReturnType<Kysely<Schema>["schema"]["createTable"]>) {
  return table
    .addColumn("client_id", "text", (column) => column.notNull())
    .addColumn("key", "text", (column) => column.notNull())
    .addColumn("count", "integer", (column) => column.notNull())
    .addColumn("ends_at", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("rate_limits_key", ["client_id", "key"]);
}
