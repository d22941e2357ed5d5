import { ConfigurationError, type MigrationReport } from "@slotkit/core";
import type { Kysely } from "kysely";
import type { SqlEngine } from "../engine.ts";
import type { Schema } from "../schema.ts";
import { migrations } from "./index.ts";
import type { Migration } from "./migration.ts";

/**
 * Applies what is missing, in one transaction: of several processes one does the work and the others find it done. An
 * up-to-date schema is only read, so that a role without the right to change it can start.
 */
export async function applyMigrations(engine: SqlEngine): Promise<MigrationReport> {
  try {
    return await applyMissing(engine);
  } catch (error) {
    throw engine.explainRefusal(error);
  }
}

async function applyMissing(engine: SqlEngine): Promise<MigrationReport> {
  const missing = missingFrom(await knownToReaders(engine));
  if (missing.length === 0) return { applied: [], current: newest };
  return engine.migration(async (db, now) => {
    await createMigrationTable(db);
    const stillMissing = missingFrom(await appliedMigrations(db, engine));
    for (const { name, up } of stillMissing) {
      await up(db, engine.dialect);
      await db.insertInto("slotkit_migrations").values({ name, applied_at: now }).execute();
    }
    return { applied: stillMissing.map(({ name }) => name), current: newest };
  });
}

/** @throws unless the schema is the one this program was written for. */
export async function assertMigrated(engine: SqlEngine): Promise<void> {
  if (missingFrom(await knownToReaders(engine)).length === 0) return;
  throw new Error("The storage's tables are not up to date. Run `slotkit migrate`, or call `migrate()` at start-up.");
}

function missingFrom(known: ReadonlySet<string>): readonly Migration[] {
  return migrations.filter(({ name }) => !known.has(name));
}

async function knownToReaders(engine: SqlEngine): Promise<ReadonlySet<string>> {
  try {
    return await appliedMigrations(engine.reads, engine);
  } catch (error) {
    if (engine.isMissingTable(error)) return new Set();
    throw error;
  }
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
