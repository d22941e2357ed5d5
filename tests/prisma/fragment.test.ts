import { execFileSync } from "node:child_process";
import { cpSync, globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { postgresStorage } from "@slotkit/storage-sql/postgres";
import { createDatabase, type TestDatabase } from "@slotkit/testing/postgres";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { root } from "../../scripts/workspace.mjs";
import { renderFragment } from "./render-fragment.ts";
import { datasource } from "./render-schema.ts";
import { openSchemaEngine } from "./schema-engine.ts";

const folder = join(root, "packages", "storage-prisma", "prisma");
const read = (path: string) => readFileSync(join(folder, path), "utf8");
const files = { externalTables: [], externalEnums: [] };

it("is what the migrations of storage-sql make; `npm run generate:prisma` makes it anew", async () => {
  const stored = globSync("**/*.*", { cwd: folder }).map((path): [string, string] => [
    path.replaceAll("\\", "/"),
    read(path),
  ]);
  const rendered = await renderFragment(inject("postgresUrl"));
  const remedy = "packages/storage-prisma/prisma is not up to date: run `npm run generate:prisma`";
  expect(Object.fromEntries(stored), remedy).toEqual(Object.fromEntries(rendered));
});

/** A host with a table and a migration of its own, who has copied ours as the page on storages says. */
const host = {
  path: "host.prisma",
  content: `${datasource}\nmodel Customer {\n  id Int @id\n\n  @@schema("public")\n}\n`,
};
const schema = { files: [host, { path: "slotkit.prisma", content: read("slotkit.prisma") }] };
const customers = {
  path: "20260101000000_customers",
  sql: 'create table "Customer" (id integer not null, constraint "Customer_pkey" primary key (id));',
};

describe("Prisma's own migration engine", () => {
  let workshop: string;
  let copied: string[];
  beforeAll(() => {
    workshop = mkdtempSync(join(tmpdir(), "slotkit-prisma-"));
    const packed = join(workshop, "node_modules/@slotkit/storage-prisma");
    cpSync(folder, join(packed, "prisma"), { recursive: true });
    mkdirSync(join(workshop, "prisma/migrations"), { recursive: true });
    copy();
    copied = readdirSync(join(workshop, "prisma/migrations")).sort();
  });
  afterAll(() => rmSync(workshop, { recursive: true }));

  /** The very commands of the README. */
  function copy(): void {
    const page = readFileSync(join(root, "packages/storage-prisma/README.md"), "utf8");
    const [, commands = ""] = /```sh\n\s*(for folder in [\s\S]*?)```/.exec(page) ?? [];
    expect(commands).toContain("storage-prisma/prisma/migrations");
    execFileSync("sh", ["-c", commands], { cwd: workshop });
  }

  const migrations = () => ({
    baseDir: ".",
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: [
      customers,
      ...copied.map((path) => ({
        path,
        sql: readFileSync(join(workshop, "prisma/migrations", path, "migration.sql"), "utf8"),
      })),
    ].map(({ path, sql }) => ({
      path,
      migrationFile: { path: "migration.sql", content: { tag: "ok" as const, value: sql } },
    })),
  });

  async function withDatabase(use: (database: TestDatabase) => Promise<void>): Promise<void> {
    const database = await createDatabase(inject("postgresUrl"));
    try {
      await use(database);
    } finally {
      await database.drop();
    }
  }
  const open = (database: TestDatabase) => openSchemaEngine(database.connectionString, schema.files);

  /** What `prisma migrate diff --from-schema … --to-config-datasource --exit-code` answers. */
  async function drift(database: TestDatabase): Promise<string | null> {
    const { engine, close } = await open(database);
    const from = { tag: "schemaDatamodel" as const, ...schema };
    const to = { tag: "schemaDatasource" as const, ...schema, configDir: "." };
    const { stdout } = await engine.diff({ from, to, script: true, exitCode: true, filters: files });
    close();
    return stdout;
  }

  it("finds our migrations in order, once, when the folder is copied twice", () => {
    const ours = readdirSync(join(folder, "migrations")).sort();
    expect(copied.map((name) => name.replace(/^\d{14}_/, ""))).toEqual(ours);
    copy();
    expect(readdirSync(join(workshop, "prisma/migrations")).sort()).toEqual(copied);
  });

  it("deploys them to an empty database (`migrate deploy`), which is then ours, and sees no difference (`migrate diff`)", async () => {
    await withDatabase(async (database) => {
      const { engine, close } = await open(database);
      const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList: migrations(), filters: files });
      expect(appliedMigrationNames).toEqual([customers.path, ...copied]);
      close();
      expect(await drift(database)).toContain("This is an empty migration");

      await database.query("drop index slotkit.bookings_by_email");
      expect(await drift(database)).toContain('DROP INDEX "slotkit"."bookings_by_email"');
      await database.query("create index bookings_by_email on slotkit.bookings (client_id, email, created_at)");

      const storage = postgresStorage({ connectionString: database.connectionString });
      await storage.check();
      expect((await storage.migrate()).applied).toEqual([]);
      await storage.close();
      await withDatabase(async (other) => {
        const migrated = postgresStorage({ connectionString: other.connectionString });
        await migrated.migrate();
        await migrated.close();
        expect(await describeTables(database)).toEqual(await describeTables(other));
      });
    });
  });

  it("takes over a database that SlotKit migrated by itself (`migrate resolve --applied`), without drift (`migrate dev`)", async () => {
    await withDatabase(async (database) => {
      const storage = postgresStorage({ connectionString: database.connectionString });
      await storage.migrate();
      await database.query(customers.sql);
      const { engine, close } = await open(database);
      const migrationsList = migrations();
      for (const { path } of migrationsList.migrationDirectories) {
        await engine.markMigrationApplied({ migrationName: path, migrationsList });
      }
      expect((await engine.applyMigrations({ migrationsList, filters: files })).appliedMigrationNames).toEqual([]);
      expect(await engine.devDiagnostic({ migrationsList, filters: files })).toEqual({
        action: { tag: "createMigration" },
      });
      close();
      expect(await drift(database)).toContain("This is an empty migration");
      await storage.check();
      await storage.close();
    });
  });

  it("neither sees nor touches our tables while the host names no schema of ours", async () => {
    await withDatabase(async (database) => {
      const storage = postgresStorage({ connectionString: database.connectionString });
      await storage.migrate();
      await database.query(customers.sql);
      const own = {
        path: "schema.prisma",
        content: 'datasource db {\n  provider = "postgresql"\n}\n\nmodel Customer {\n  id Int @id\n}\n',
      };
      const { engine, close } = await openSchemaEngine(database.connectionString, [own]);
      const from = { tag: "schemaDatasource" as const, files: [own], configDir: "." };
      const to = { tag: "schemaDatamodel" as const, files: [own] };
      const { stdout } = await engine.diff({ from, to, script: true, exitCode: true, filters: files });
      expect(stdout).toContain("This is an empty migration");
      close();
      await storage.close();
    });
  });
});

/** Columns, constraints, indexes and kinds of the tables of ours. */
function describeTables(database: TestDatabase): Promise<Record<string, unknown>[]> {
  return database.query(`
    select 'column' as kind, table_name::text as of, column_name::text as name,
        concat_ws(' ', data_type, is_nullable, collation_name, column_default) as definition
      from information_schema.columns where table_schema = 'slotkit'
    union all
    select 'constraint', conrelid::regclass::text, conname::text, pg_get_constraintdef(oid)
      from pg_constraint where connamespace = 'slotkit'::regnamespace
    union all
    select 'index', tablename::text, indexname::text, indexdef from pg_indexes where schemaname = 'slotkit'
    union all
    select 'table', relname::text, relpersistence::text, relkind::text from pg_class where relnamespace = 'slotkit'::regnamespace
    order by 1, 2, 3`);
}
