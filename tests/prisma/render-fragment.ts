import { createDatabase } from "@slotkit/testing/postgres";
import { renderMigrations } from "./render-migrations.ts";
import { renderSchema } from "./render-schema.ts";

/** What a host adds to its own Prisma folder: texts by their paths below `packages/storage-prisma/prisma`. */
export async function renderFragment(serverUrl: string): Promise<Map<string, string>> {
  const migrations = await renderMigrations();
  const database = await createDatabase(serverUrl);
  for (const { sql } of migrations) await database.query(sql);
  const tables = await database.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'slotkit' order by tablename",
  );
  const schema = await renderSchema(
    database.connectionString,
    tables.map(({ name }) => name),
  );
  await database.drop();
  return new Map([
    ["slotkit.prisma", schema],
    ...migrations.map(({ folder, sql }): [string, string] => [`migrations/${folder}/migration.sql`, sql]),
  ]);
}
