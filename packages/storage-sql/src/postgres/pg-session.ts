import type { PgClient, PgResult } from "./pg-client.ts";
import type { PostgresResult, PostgresSession } from "./postgres-connections.ts";

/** Numbers that node-postgres hands out as text, by the id of their type: `bigint` and `numeric`. */
const numbersAsText: ReadonlySet<number> = new Set([20, 1700]);

/** A client as a session. */
export function sessionOf(client: PgClient): PostgresSession {
  return { query: async (sql, parameters) => toResult(await client.query(sql, [...parameters])) };
}

/** Runs statements without parameters, all in one round trip, and answers what the last one gave. */
async function runScript(client: PgClient, statements: readonly string[]): Promise<PostgresResult> {
  const script = statements.join("; ");
  const results = await (client.exec ? client.exec(script) : client.query(script));
  return toResult(results);
}

/**
 * Runs `use` in one transaction on a client that nobody else uses meanwhile.
 *
 * @param discard - Called when the client cannot be used again.
 */
export async function transactionOn<T>(
  client: PgClient,
  opening: readonly string[],
  use: (session: PostgresSession, opened: PostgresResult) => Promise<T>,
  discard: () => void = () => {},
): Promise<T> {
  const posted: Promise<unknown>[] = [];
  let result: T;
  try {
    const opened = await runScript(client, ["begin isolation level read committed", ...opening]);
    result = await use({ ...sessionOf(client), ...postingOn(client, posted) }, opened);
  } catch (error) {
    await rollBack(client, discard);
    // What was posted and failed came first: after it, the server refuses everything.
    throw (await firstFailure(posted)) ?? error;
  }
  await commit(client, posted);
  return result;
}

/** Sends statements without a wait, where a client can; what becomes of them is kept in `posted`. */
function postingOn(client: PgClient, posted: Promise<unknown>[]): Pick<PostgresSession, "post"> {
  if (!client.pipeline) return {};
  return {
    post(sql, parameters) {
      const sent = client.query(sql, [...parameters]);
      sent.catch(() => {});
      posted.push(sent);
    },
  };
}

/** Sends the commit behind everything that was posted, and looks at all of them. */
async function commit(client: PgClient, posted: readonly Promise<unknown>[]): Promise<void> {
  const committing = client.query("commit");
  committing.catch(() => {});
  const failure = await firstFailure(posted);
  if (failure !== undefined) throw failure;
  const committed = await committing;
  // A transaction in which a statement had failed ends like this, without an error of its own.
  if (!Array.isArray(committed) && committed.command === "ROLLBACK") {
    throw new Error("A statement of the transaction had failed, so that all of it was rolled back.");
  }
}

async function firstFailure(posted: readonly Promise<unknown>[]): Promise<unknown> {
  for (const each of await Promise.allSettled(posted)) if (each.status === "rejected") return each.reason;
  return undefined;
}

/** The connection goes back as it came, or is not lent again. */
async function rollBack(client: PgClient, discard: () => void): Promise<void> {
  try {
    await client.query("rollback");
  } catch {
    // The connection is lost, and the server rolls back by itself. What went wrong before is what to show.
    discard();
  }
}

function toResult(result: PgResult | PgResult[]): PostgresResult {
  const last = Array.isArray(result) ? result.at(-1) : result;
  if (!last) return { rows: [], affectedRows: 0 };
  const rows = last.rows as Record<string, unknown>[];
  const numeric = (last.fields ?? []).filter(({ dataTypeID }) => numbersAsText.has(dataTypeID));
  for (const { name } of numeric) {
    for (const row of rows) {
      if (typeof row[name] === "string") row[name] = Number(row[name]);
    }
  }
  return { rows, affectedRows: last.rowCount ?? last.affectedRows ?? 0 };
}
