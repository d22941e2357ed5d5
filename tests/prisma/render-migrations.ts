import { migrations } from "../../packages/storage-sql/src/migrations/index.ts";
import type { PostgresSession } from "../../packages/storage-sql/src/postgres/index.ts";
import { createKyselyOn } from "../../packages/storage-sql/src/postgres/kysely-on.ts";

/** One migration as a file for Prisma's migrations folder. */
export interface RenderedMigration {
  /** `slotkit_0001_bookings` */
  folder: string;
  sql: string;
}

const prelude = `\
-- Keeps claims apart: its operators let the constraint below compare text and ranges together.
create extension if not exists btree_gist;

create schema if not exists "slotkit";

`;
const now = "floor(extract(epoch from clock_timestamp()) * 1000)::bigint";

/** The migrations of storage-sql for PostgreSQL, as SQL. Each one also tells SlotKit that it was applied. */
export async function renderMigrations(): Promise<RenderedMigration[]> {
  return Promise.all(
    migrations.map(async ({ name, up }, index) => {
      const statements: string[] = [];
      await up(createKyselyOn()(recorder(statements)), "postgres");
      const known =
        index === 0
          ? ['create table slotkit_migrations (name text collate "C" primary key not null, applied_at bigint not null)']
          : [];
      const told = `insert into slotkit_migrations (name, applied_at) values ('${name}', ${now})`;
      const body = [...known, ...statements, told].map((statement) => `${inLines(statement)};\n`).join("\n");
      const head = `-- SlotKit ${name}, made by \`npm run generate:prisma\`. Apply it as it is.\n\nbegin;\n\n`;
      const path = 'set local search_path to "slotkit", public;\n\n';
      return {
        folder: `slotkit_${name.replaceAll("-", "_")}`,
        sql: `${head}${index === 0 ? prelude : ""}${path}${body}\ncommit;\n`,
      };
    }),
  );
}

function recorder(statements: string[]): PostgresSession {
  return {
    async query(sql, parameters) {
      if (parameters.length > 0) throw new Error(`A migration with parameters has no SQL of its own: ${sql}`);
      statements.push(sql.trim().replace(/\n\s+/g, "\n  "));
      return { rows: [], affectedRows: 0 };
    },
  };
}

/** A table with each column and constraint on a line of its own. */
function inLines(statement: string): string {
  if (!/^create (\w+ )?table/.test(statement)) return statement;
  let depth = 0;
  let lines = "";
  for (const character of statement) {
    if (character === ")" && --depth === 0) lines += "\n";
    lines += character;
    if (character === "(" && ++depth === 1) lines += "\n  ";
    if (character === "," && depth === 1) lines += "\n ";
  }
  return lines;
}
