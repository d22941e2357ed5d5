import { ConfigurationError, type Logger } from "@slotkit/core";
import type { PgPool } from "./pg-client.ts";

/** How to make a pool of our own. */
export interface PoolOptions {
  connectionString: string;
  maxConnections: number;
  /** Longest wait for a connection. */
  deadlineMs: number;
  logger: Logger;
}

/** @throws {ConfigurationError} when this is no URL of a PostgreSQL database. */
export function assertConnectionString(connectionString: unknown): void {
  if (typeof connectionString !== "string" || connectionString.trim() === "") {
    refuse(connectionString, "name a database, such as postgres://user:password@localhost:5432/app.");
  }
  if (!/^postgres(ql)?:\/\//.test(connectionString)) {
    refuse(describe(connectionString), "expected a URL that begins with postgres:// or postgresql://.");
  }
  if (!URL.canParse(connectionString)) {
    refuse(
      describe(connectionString),
      "this is not a URL. Write characters such as @, :, / and # in a user name or password as %40, %3A, %2F and %23.",
    );
  }
}

/** A connection string without what may be secret. */
export function describe(connectionString: string): string {
  const scheme = connectionString.slice(0, connectionString.indexOf(":") + 1);
  if (!URL.canParse(connectionString)) return `${scheme}…`;
  const { host, pathname } = new URL(connectionString);
  return `${scheme}//…@${host}${pathname}`;
}

function refuse(received: unknown, message: string): never {
  throw new ConfigurationError([
    { field: "connectionString", message, received: JSON.stringify(received) ?? "undefined" },
  ]);
}

/** Makes a pool of node-postgres, which is loaded only here: who hands in a pool, or uses SQLite, need not have it. */
export async function openPool({ connectionString, maxConnections, deadlineMs, logger }: PoolOptions): Promise<PgPool> {
  const { default: pg } = await import("pg").catch((cause: unknown) => {
    if (cause instanceof Error && "code" in cause && cause.code === "ERR_MODULE_NOT_FOUND") {
      const message = 'needs the package "pg". Run `npm install pg`, or hand in a `pool`.';
      throw new ConfigurationError([{ field: "connectionString", message }]);
    }
    throw cause;
  });
  const pool: PgPool = new pg.Pool({
    connectionString,
    max: maxConnections,
    connectionTimeoutMillis: deadlineMs,
    keepAlive: true,
    // Statements that need no answer are sent without a wait, and the commit right behind them.
    pipeline: true,
    application_name: "slotkit",
  });
  // Without a listener the loss of a resting connection would end the process. The pool replaces it by itself.
  pool.on?.("error", (error) => {
    logger.warn("A resting connection to the database was lost.", { reason: error.message });
  });
  return pool;
}
