import type { Kysely } from "kysely";
import type { Schema } from "../schema.ts";
import type { Migration } from "./migration.ts";

/** What the processes agree on about the outside: which providers are held to be down. */
export const breakers: Migration = {
  name: "0006-breakers",
  up: createBreakerStates,
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
