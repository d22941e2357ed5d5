import pg from "pg";

/** An empty database of its own, on a server that runs already. */
export interface TestDatabase {
  connectionString: string;
  /** Moves what the database itself takes for the present time. */
  clock: { advance(ms: number): Promise<void> };
  /** Runs statements on it, as an observer who shares nothing with the storage. */
  query<Row extends Record<string, unknown>>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** Removes it, whoever is still connected. */
  drop(): Promise<void>;
}

export interface TestDatabaseOptions {
  /** Where its clock stands, epoch milliseconds, until it is moved. Default: it runs with the server's. */
  startMs?: number | undefined;
}

/**
 * Makes an empty database whose clock can be moved.
 *
 * `clock_timestamp()`, as SlotKit calls it, finds a function of that name in place of PostgreSQL's own; nothing else of the
 * server is changed, and the storage needs no seam for tests.
 *
 * @param serverUrl - Of a role that may create databases.
 */
export async function createDatabase(serverUrl: string, { startMs }: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const name = `slotkit_${crypto.randomUUID().replaceAll("-", "")}`;
  const url = new URL(serverUrl);
  url.pathname = name;
  await once(serverUrl, `create database ${name}`);
  const observer = new pg.Pool({ connectionString: url.href, max: 2 });
  // Dropping the database ends its connections, and the loss of a resting one is an event.
  observer.on("error", () => {});
  await observer.query(movableClock(name));
  await observer.query("insert into testing.clock values ($1, 0)", [startMs ?? null]);
  return {
    connectionString: url.href,
    clock: {
      async advance(ms) {
        await observer.query("update testing.clock set moved_ms = moved_ms + $1", [ms]);
      },
    },
    async query(sql, values) {
      return (await observer.query(sql, values)).rows;
    },
    async drop() {
      await observer.end();
      await once(serverUrl, `drop database if exists ${name} with (force)`);
    },
  };
}

/** A name that is not qualified is looked for in `testing` before `pg_catalog`, which otherwise comes first. */
function movableClock(database: string): string {
  return `
    create schema testing;
    create table testing.clock (start_ms bigint, moved_ms bigint not null);
    create function testing.clock_timestamp() returns timestamptz language sql volatile as $$
      select coalesce('epoch'::timestamptz + start_ms * interval '1 millisecond', pg_catalog.clock_timestamp())
        + moved_ms * interval '1 millisecond' from testing.clock
    $$;
    alter database ${database} set search_path = public, testing, pg_catalog;
  `;
}

async function once(connectionString: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
