import type { DatabaseSync } from "node:sqlite";
import {
  CompiledQuery,
  type Dialect,
  type Driver,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import type { Patience } from "../patience.ts";
import { createTurnstile, type Turnstile } from "../turnstile.ts";
import { createPrepare, NodeSqliteConnection, type Prepare } from "./node-sqlite-connection.ts";
import { isOutsideTransaction } from "./sqlite-errors.ts";
import { waitWhileBusy } from "./wait-while-busy.ts";

/** How to open the database, and how long to wait for others. */
export interface NodeSqliteOptions extends Patience {
  open(): DatabaseSync;
}

/** Kysely on Node's built-in SQLite: one connection, one user at a time, write transactions that lock at their beginning. */
export function createNodeSqliteDialect(options: NodeSqliteOptions): Dialect {
  return {
    createAdapter: () => new OneConnectionAdapter(),
    createDriver: () => new NodeSqliteDriver(options),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** Tells Kysely not to queue users of the one connection: its queue has no deadline, the driver's turnstile has. */
class OneConnectionAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

class NodeSqliteDriver implements Driver {
  readonly #options: NodeSqliteOptions;
  readonly #turnstile: Turnstile;
  #database: DatabaseSync | undefined;
  #prepare: Prepare | undefined;

  constructor(options: NodeSqliteOptions) {
    this.#options = options;
    this.#turnstile = createTurnstile(options);
  }

  async init(): Promise<void> {
    this.#database = await waitWhileBusy(this.#options.open, this.#options);
    this.#prepare = createPrepare(this.#database);
  }

  async acquireConnection(): Promise<NodeSqliteConnection> {
    await this.#turnstile.enter();
    return new NodeSqliteConnection(this.#prepare!, this.#options);
  }

  async releaseConnection(connection: NodeSqliteConnection): Promise<void> {
    connection.end();
    this.#turnstile.leave();
  }

  async beginTransaction(connection: NodeSqliteConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }

  async commitTransaction(connection: NodeSqliteConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("commit"));
    connection.end();
  }

  async rollbackTransaction(connection: NodeSqliteConnection): Promise<void> {
    connection.end();
    try {
      this.#database?.exec("rollback");
    } catch (error) {
      // After a full disk or a read error the engine has rolled back by itself, and the first error is the one to show.
      if (!isOutsideTransaction(error)) throw error;
    }
  }

  async destroy(): Promise<void> {
    this.#database?.close();
  }
}
