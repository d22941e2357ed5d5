import {
  type Clock,
  ConfigurationError,
  type Logger,
  type Random,
  type Storage,
  silentLogger,
  systemClock,
  systemRandom,
} from "@slotkit/core";
import { createSqlStorage } from "../create-sql-storage.ts";
import { clientConnections } from "./client-connections.ts";
import { assertConnectionString, describe, openPool } from "./open-pool.ts";
import type { PgClient, PgPool } from "./pg-client.ts";
import { poolConnections } from "./pool-connections.ts";
import type { PostgresConnections } from "./postgres-connections.ts";
import { createPostgresEngine } from "./postgres-engine.ts";

/** Which database: exactly one of these. */
export type PostgresSource =
  /** A URL: connections are made by node-postgres, in a pool of our own that `close()` ends. Needs the package `pg`. */
  | { connectionString: string; maxConnections?: number | undefined }
  /** A pool of node-postgres, or one with its shape. Whoever made it ends it, and listens to its `error` event. */
  | { pool: PgPool }
  /** One connection, such as PGlite or node-postgres' `Client`. Its users take turns, reads included. Whoever made it ends it. */
  | { client: PgClient }
  /** Anything else that can run SQL on PostgreSQL. */
  | { connections: PostgresConnections };

export type PostgresStorageOptions = PostgresSource & {
  /** Where the tables are, apart from the host's own. Made by `migrate()` when missing. Default: `slotkit`. */
  schema?: string | undefined;
  /** Longest wait for each lock and for a connection of our own pool, in milliseconds, before a transaction answers `busy`. Default: 5000. */
  busyDeadlineMs?: number | undefined;
  /** Told of connections that were lost while nobody used them. Default: silence. */
  logger?: Logger | undefined;
  /** Measures waits; leases, holds and TTLs run by the database's own clock. Default: the machine's. */
  clock?: Clock | undefined;
  /** Spreads the attempts of transactions that got in each other's way. Default: the platform's. */
  random?: Random | undefined;
};

/**
 * Keeps everything in a PostgreSQL database, in a schema of its own. As many processes and machines as wanted may share it.
 *
 * Nothing outlives a transaction on a connection, so poolers in transaction mode may stand between.
 *
 * @throws {ConfigurationError} when the options name no database, or a URL that is none. A server that cannot be reached
 *   or used shows at `migrate()`.
 */
export function postgresStorage(options: PostgresStorageOptions): Storage {
  const {
    schema = "slotkit",
    busyDeadlineMs: deadlineMs = 5000,
    logger = silentLogger,
    clock = systemClock,
    random = systemRandom,
  } = options;
  const patience = { deadlineMs, clock, random };
  const { connections, target } = connect(options, { ...patience, logger });
  return createSqlStorage(createPostgresEngine(connections, { schema, target, patience }));
}

/** What the schema belongs to, for messages. */
type Target = { option: string; received: string };

function connect(
  source: PostgresSource,
  patience: { deadlineMs: number; clock: Clock; random: Random; logger: Logger },
): { connections: PostgresConnections; target: Target } {
  const target = (option: string) => ({ option, received: `the ${option}` });
  if ("connections" in source) {
    const { connections } = source;
    return { connections, target: target(connections.describedAs ?? "connections") };
  }
  if ("client" in source) return { connections: clientConnections(source.client, patience), target: target("client") };
  if ("pool" in source) {
    const { pool } = source;
    return {
      connections: poolConnections(
        async () => pool,
        async () => {},
      ),
      target: target("pool"),
    };
  }
  if (!("connectionString" in source)) {
    const message = "name the database by a connectionString, or hand in a pool, a client or connections.";
    throw new ConfigurationError([{ field: "connectionString", message, received: "undefined" }]);
  }
  const { connectionString, maxConnections = 10 } = source;
  assertConnectionString(connectionString);
  const open = () => openPool({ ...patience, connectionString, maxConnections });
  return {
    connections: poolConnections(open, (pool) => pool.end()),
    target: { option: "connectionString", received: JSON.stringify(describe(connectionString)) },
  };
}
