import type { PgPool, PgPoolClient } from "./pg-client.ts";
import { sessionOf, transactionOn } from "./pg-session.ts";
import type { PostgresConnections } from "./postgres-connections.ts";
import { isConnectionLost } from "./postgres-errors.ts";

/**
 * The connections of a pool.
 *
 * @param open - Asked once, at the first use.
 * @param close - Ends the pool if it is ours.
 */
export function poolConnections(
  open: () => Promise<PgPool>,
  close: (pool: PgPool) => Promise<void>,
): PostgresConnections {
  let pool: Promise<PgPool> | undefined;
  const opened = () => (pool ??= open());
  return {
    query: async (sql, parameters) => lend(await opened(), (client) => sessionOf(client).query(sql, parameters)),
    transaction: async (opening, use) =>
      lend(await opened(), (client, discard) => transactionOn(client, opening, use, discard)),
    async close() {
      if (pool !== undefined) await close(await pool);
    },
  };
}

async function lend<T>(pool: PgPool, use: (client: PgPoolClient, discard: () => void) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  const discard = () => {
    broken = true;
  };
  // A pool listens only to the connections that rest in it; the loss of a lent one would end the process.
  client.on?.("error", discard);
  try {
    return await use(client, discard);
  } catch (error) {
    if (isConnectionLost(error)) discard();
    throw error;
  } finally {
    client.removeListener?.("error", discard);
    client.release(broken);
  }
}
