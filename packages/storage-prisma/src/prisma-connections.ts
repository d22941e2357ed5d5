import type { PostgresConnections, PostgresResult, PostgresSession } from "@slotkit/storage-sql/postgres";
import type { PrismaRawClient, PrismaRawSession } from "./prisma-raw-client.ts";
import { toPostgresError } from "./to-postgres-error.ts";

/**
 * How long Prisma lets a transaction last. Our own limits end it earlier: the wait for each lock, and the server's
 * `idle_in_transaction_session_timeout` of 30 s. A migration alone may wait two minutes for another one.
 */
const transactionTimeoutMs = 180_000;

/**
 * A Prisma client as connections to PostgreSQL.
 *
 * @param maxWaitMs - Longest wait for a connection of the client's pool.
 */
export function prismaConnections(prisma: PrismaRawClient, maxWaitMs: number): PostgresConnections {
  const options = { maxWait: maxWaitMs, timeout: transactionTimeoutMs, isolationLevel: "ReadCommitted" } as const;
  return {
    describedAs: "prisma",
    query: (sql, parameters) => translated(() => run(prisma, sql, parameters)),
    transaction: (opening, use) =>
      translated(() =>
        prisma.$transaction(async (raw) => {
          const { session, assertSound } = watched(raw);
          const result = await use(session, await open(session, opening));
          assertSound();
          return result;
        }, options),
      ),
    close: async () => {},
  };
}

/** Prisma prepares every statement, so that one call takes one: a block of all but the last, and the last, which answers. */
async function open(session: PostgresSession, opening: readonly string[]): Promise<PostgresResult> {
  const last = opening.at(-1) ?? "select";
  const block = opening.slice(0, -1).map((statement) => `${statement.replace(/^select\b/, "perform")};`);
  if (block.length > 0) await session.query(`do $slotkit$ begin ${block.join(" ")} end $slotkit$`, []);
  return session.query(last, []);
}

/**
 * A session that remembers failed statements. PostgreSQL turns the commit of such a transaction into a rollback, and Prisma
 * does not tell.
 */
function watched(raw: PrismaRawSession): { session: PostgresSession; assertSound(): void } {
  let failed = false;
  return {
    session: {
      async query(sql, parameters) {
        try {
          return await translated(() => run(raw, sql, parameters));
        } catch (error) {
          failed = true;
          throw error;
        }
      },
    },
    assertSound() {
      if (failed) throw new Error("A statement of the transaction had failed, so that all of it is rolled back.");
    },
  };
}

/** Statements that answer rows; the others answer how many they touched. Values are never part of the text. */
const rowGiving = /^\s*(select|with)\b|\breturning\b/i;

async function run(raw: PrismaRawSession, sql: string, parameters: readonly unknown[]): Promise<PostgresResult> {
  if (!rowGiving.test(sql)) return { rows: [], affectedRows: await raw.$executeRawUnsafe(sql, ...parameters) };
  const rows = await raw.$queryRawUnsafe<Record<string, unknown>[]>(sql, ...parameters);
  return { rows, affectedRows: rows.length };
}

async function translated<T>(attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    throw toPostgresError(error);
  }
}
