import { ConfigurationError, type MigrationReport } from "@slotkit/core";
import type { Kysely } from "kysely";
import type { SqlEngine } from "../engine.ts";
import type { Schema } from "../schema.ts";
import { migrations } from "./index.ts";

/** Applies what is missing, in one transaction: of several processes one does the work and the others find it done. */
export function applyMigrations(engine: SqlEngine): Promise<MigrationReport> {
  return engine.transaction({ clientId: "", locks: [] }, async (db) => {
    await createMigrationTable(db);
    const known = await appliedMigrations(db, engine);
    const missing = migrations.filter(({ name }) => !known.has(name));
    for (const { name, up } of missing) {
      await up(db, engine.dialect);
      await db
        .insertInto("slotkit_migrations")
        .values({ name, applied_at: await engine.now(db) })
        .execute();
    }
    return { applied: missing.map(({ name }) => name), current: newest };
  });
}

/** @throws unless the schema is the one this program was written for. */
export async function assertMigrated(engine: SqlEngine): Promise<void> {
  const tables = await engine.reads.introspection.getTables();
  const known = tables.some(({ name }) => name === "slotkit_migrations")
    ? await appliedMigrations(engine.reads, engine)
    : new Set();
  if (migrations.every(({ name }) => known.has(name))) return;
  throw new Error("The storage's tables are not up to date. Run `slotkit migrate`, or call `migrate()` at start-up.");
}

const newest = migrations.at(-1)?.name ?? "";

function createMigrationTable(db: Kysely<Schema>): Promise<void> {
  return db.schema
    .createTable("slotkit_migrations")
    .ifNotExists()
    .addColumn("name", "text", (column) => column.primaryKey().notNull())
    .addColumn("applied_at", "bigint", (column) => column.notNull())
    .execute();
}

/** Names of the migrations that this database has. */
async function appliedMigrations(db: Kysely<Schema>, { target }: SqlEngine): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom("slotkit_migrations").select("name").execute();
  const unknown = rows.find(({ name }) => !migrations.some((migration) => migration.name === name));
  if (unknown) {
    const message = `its tables were made by a newer SlotKit (migration ${unknown.name}; this one knows ${newest}). Update the SlotKit packages, or name another database.`;
    throw new ConfigurationError([{ field: target.option, message, received: target.received }]);
  }
  return new Set(rows.map(({ name }) => name));
}
