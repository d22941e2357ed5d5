import type { Kysely } from "kysely";
import type { Schema } from "../schema.ts";
import type { Migration } from "./migration.ts";

/** What the processes agree on about the outside: which providers are held to be down, and who may ask them how often. */
export const breakers: Migration = {
  name: "0006-breakers",
  async up(db) {
    await createBreakerStates(db);
    await createQuotaShares(db);
  },
};

async function createBreakerStates(db: Kysely<Schema>): Promise<void> {
  await db.schema
    .createTable("breaker_states")
    .addColumn("client_id", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("revision", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("breaker_states_key", ["client_id", "name"])
    .execute();
}

async function createQuotaShares(db: Kysely<Schema>): Promise<void> {
  await db.schema
    .createTable("quota_shares")
    .addColumn("client_id", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("owner", "text", (column) => column.notNull())
    .addColumn("granted", "integer", (column) => column.notNull())
    .addColumn("wanted", "integer", (column) => column.notNull())
    .addColumn("held_until", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("quota_shares_key", ["client_id", "name", "owner"])
    .execute();
}
