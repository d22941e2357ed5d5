import { sql } from "kysely";
import type { SqlEngine } from "../engine.ts";
import type { Patience } from "../patience.ts";
import { explainRefusal } from "./explain-refusal.ts";
import { createKyselyOn } from "./kysely-on.ts";
import { lockStatements, migrationLockStatement } from "./lock-statements.ts";
import type { PostgresConnections, PostgresSession } from "./postgres-connections.ts";
import { isClaimOverlap, isMissingTable, isWorthRepeating, translate } from "./postgres-errors.ts";
import { prepareDatabase, quoteName, quoteText } from "./prepare-database.ts";

const mostRepeats = 3;
/** A migration of another process may take its time. */
const migrationWaitMs = 120_000;

/** The engine of storage-sql on PostgreSQL, over whatever connects to it. */
export function createPostgresEngine(
  connections: PostgresConnections,
  { schema, target, patience }: { schema: string; target: SqlEngine["target"]; patience: Patience },
): SqlEngine {
  const { deadlineMs, clock, random } = patience;
  const kyselyOn = createKyselyOn();

  const translated = async <T>(attempt: () => Promise<T>): Promise<T> => {
    try {
      return await attempt();
    } catch (error) {
      throw translate(error, deadlineMs);
    }
  };

  /** Two transactions that got in each other's way are run again at different times. */
  const repeatedly = async <T>(attempt: () => Promise<T>): Promise<T> => {
    for (let repeats = 0; ; repeats++) {
      try {
        return await attempt();
      } catch (error) {
        if (!isWorthRepeating(error) || repeats === mostRepeats) throw error;
        await clock.sleep(random.float() * 25 * 2 ** repeats);
      }
    }
  };

  const reads = kyselyOn({
    query: (sql, parameters) => translated(() => connections.query(sql, parameters)),
  }).withSchema(schema);

  return {
    dialect: "postgres",
    target,
    reads,
    isClaimOverlap,
    isMissingTable,
    explainRefusal: (error) => explainRefusal(error, target),
    transaction({ clientId, locks }, fn) {
      const opening = [settings(schema, deadlineMs), ...lockStatements(clientId, locks), clockStatement];
      const attempt = () =>
        connections.transaction(opening, (session, { rows }) =>
          untilEnd(session, (lent) => fn(kyselyOn(lent).withSchema(schema), Number(rows[0]?.now))),
        );
      return translated(() => repeatedly(attempt));
    },
    migration(fn) {
      const opening = [settings(schema, migrationWaitMs), migrationLockStatement, clockStatement];
      return connections.transaction(opening, async (session, { rows }) => {
        await prepareDatabase(session, schema);
        return fn(kyselyOn(session), Number(rows[0]?.now));
      });
    },
    forgettable(statement) {
      const opening = [settings(schema, deadlineMs), "set local synchronous_commit = off"];
      const attempt = () =>
        connections.transaction(opening, (session) => statement(kyselyOn(session).withSchema(schema)));
      return translated(() => repeatedly(attempt));
    },
    currentTime: () => sql<number>`${sql.raw(currentTime)}`,
    async now() {
      const { rows } = await translated(() => connections.query(clockStatement, []));
      return Number(rows[0]?.now);
    },
    close: () => connections.close(),
  };
}

/**
 * For this transaction only: where names without a schema are found; how long to wait for a lock; that a process which
 * hangs does not hold its locks for ever; and that a commit is on the disk before it is acknowledged, whatever the
 * server's default.
 */
function settings(schema: string, lockTimeoutMs: number): string {
  const path = `${quoteText(quoteName(schema))} || ', ' || current_setting('search_path')`;
  const commit = "current_setting('synchronous_commit')";
  const values = {
    search_path: path,
    lock_timeout: `'${lockTimeoutMs}ms'`,
    idle_in_transaction_session_timeout: "'30s'",
    synchronous_commit: `case ${commit} when 'off' then 'on' else ${commit} end`,
  };
  return `select ${Object.entries(values)
    .map(([name, value]) => `set_config('${name}', ${value}, true)`)
    .join(", ")}`;
}

/** The database's own clock; `now()` would tell when the transaction began, before the wait for its locks. */
const currentTime = "floor(extract(epoch from clock_timestamp()) * 1000)::bigint";
const clockStatement = `select ${currentTime} as now`;

/** Lends a session that refuses to be used after the transaction, by a query that nobody awaited. */
async function untilEnd<T>(session: PostgresSession, use: (session: PostgresSession) => Promise<T>): Promise<T> {
  let ended = false;
  const assertOpen = () => {
    if (ended) throw new Error("This transaction has ended: await everything that is started inside it.");
  };
  try {
    return await use({
      async query(sql, parameters) {
        assertOpen();
        return session.query(sql, parameters);
      },
      ...(session.post && {
        post(sql: string, parameters: readonly unknown[]) {
          assertOpen();
          session.post?.(sql, parameters);
        },
      }),
    });
  } finally {
    ended = true;
  }
}
