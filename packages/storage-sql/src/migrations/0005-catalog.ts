import { type Kysely, sql } from "kysely";
import type { Schema } from "../schema.ts";
import type { Migration } from "./migration.ts";

/** The stored catalog: its documents, and per client a number that grows with every change of any of them. */
export const catalog: Migration = {
  name: "0005-catalog",
  async up(db) {
    await createDocuments(db, "schedules");
    await createDocuments(db, "hosts");
    await createDocuments(db, "event_types");
    await db.schema
      .createTable("catalog_revisions")
      .addColumn("client_id", "text", (column) => column.primaryKey().notNull())
      .addColumn("revision", "bigint", (column) => column.notNull())
      .execute();
  },
};

async function createDocuments(db: Kysely<Schema>, table: "schedules" | "hosts" | "event_types"): Promise<void> {
  await db.schema
    .createTable(table)
    .addColumn("client_id", "text", (column) => column.notNull())
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("options", "text", (column) => column.notNull())
    .addColumn("version", "integer", (column) => column.notNull())
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("updated_at", "bigint", (column) => column.notNull())
    .addColumn("deleted_at", "bigint")
    .addPrimaryKeyConstraint(`${table}_key`, ["client_id", "id"])
    .addCheckConstraint(`${table}_version`, sql`version > 0`)
    .execute();
}
