import type { Patience } from "../patience.ts";
import { createTurnstile } from "../turnstile.ts";
import type { PgClient } from "./pg-client.ts";
import { sessionOf, transactionOn } from "./pg-session.ts";
import type { PostgresConnections } from "./postgres-connections.ts";

/** One connection for everything: its users take turns, and a read waits for the transaction that is under way. */
export function clientConnections(client: PgClient, patience: Patience): PostgresConnections {
  const turnstile = createTurnstile(patience);
  const inTurn = async <T>(use: () => Promise<T>): Promise<T> => {
    await turnstile.enter();
    try {
      return await use();
    } finally {
      turnstile.leave();
    }
  };
  return {
    query: (sql, parameters) => inTurn(() => sessionOf(client).query(sql, parameters)),
    transaction: (opening, use) => inTurn(() => transactionOn(client, opening, use)),
    close: async () => {},
  };
}
