import type { PostgresSession } from "./postgres-connections.ts";

/** Makes what the tables stand on: the extension whose operators the constraint on claims uses, and their schema. */
export async function prepareDatabase(session: PostgresSession, schema: string): Promise<void> {
  await session.query("create extension if not exists btree_gist", []);
  const { rows } = await session.query("select 1 from pg_namespace where nspname = $1", [schema]);
  // Asked first, because a role that may not make schemas may not say `if not exists` either.
  if (rows.length === 0) await session.query(`create schema ${quoteName(schema)}`, []);
}

/** A name as SQL has it. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text as SQL has it. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
