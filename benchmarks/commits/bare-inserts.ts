import { DatabaseSync } from "node:sqlite";
import type { PgPool } from "@slotkit/storage-sql/postgres";

/** What one booking leaves in each table; the baseline inserts the same. */
export type StoredRows = readonly { table: string; row: Record<string, unknown> }[];

/** Inserts the rows of one booking in one transaction and nothing else. */
export type BareInsert = (rows: StoredRows) => Promise<void>;

/** The same durability as the storage has: `synchronous = full`, in the write-ahead log, statements prepared once. */
export function bareSqlite(file: string): { insert: BareInsert; close(): void } {
  const database = new DatabaseSync(file);
  database.exec("pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on");
  const known = new Map<string, ReturnType<DatabaseSync["prepare"]>>();
  return {
    async insert(rows) {
      database.exec("begin immediate");
      for (const { table, row } of rows) {
        const sql = insertOf(table, row, () => "?");
        const statement = known.get(sql) ?? database.prepare(sql);
        known.set(sql, statement);
        statement.run(...(Object.values(row) as (string | number | null)[]));
      }
      database.exec("commit");
    },
    close: () => database.close(),
  };
}

/** One round trip for each statement, as a program would write it. */
export function barePostgres(pool: PgPool): BareInsert {
  return async (rows) => {
    const client = await pool.connect();
    await client.query("begin");
    for (const { table, row } of rows) {
      await client.query(
        insertOf(`slotkit.${table}`, row, (place) => `$${place}`),
        Object.values(row),
      );
    }
    await client.query("commit");
    client.release();
  };
}

function insertOf(table: string, row: Record<string, unknown>, placeholder: (place: number) => string): string {
  const columns = Object.keys(row);
  const names = columns.map((name) => `"${name}"`).join(", ");
  return `insert into ${table} (${names}) values (${columns.map((_, index) => placeholder(index + 1)).join(", ")})`;
}
