import { type Clock, type Random, type Storage, systemClock, systemRandom } from "@slotkit/core";
import { Kysely, sql } from "kysely";
import { createSqlStorage } from "../create-sql-storage.ts";
import type { EngineTransaction, SqlEngine } from "../engine.ts";
import type { Schema } from "../schema.ts";
import { assertUsableFile } from "./assert-usable-file.ts";
import { createNodeSqliteDialect } from "./node-sqlite-dialect.ts";
import { openSqlite } from "./open-sqlite.ts";
import { isClaimOverlap, isMissingTable } from "./sqlite-errors.ts";

export interface SqliteStorageOptions {
  /** Path of the database; created when it does not exist, its directory is not. Two more files appear beside it while it is open. */
  file: string;
  /** Time for leases, holds and TTLs, and for the wait for other writers. Default: the machine's. */
  clock?: Clock | undefined;
  /** Spreads the attempts of writers that wait for each other. Default: the platform's. */
  random?: Random | undefined;
  /** Longest wait for other writers, in milliseconds, before a transaction answers `busy`. Default: 5000. */
  busyDeadlineMs?: number | undefined;
  /**
   * How much of that wait happens inside the engine at each attempt, in milliseconds. It is quick to notice that the file
   * is free, and stops everything else in this process meanwhile. Choose 0 where the other writers are in this very
   * process: they cannot come to an end while it stands still. Default: 20.
   */
  engineWaitMs?: number | undefined;
}

/**
 * Keeps everything in one SQLite file on this machine, through Node's own engine: no server, nothing to compile. Several
 * processes may share the file. A booking that was acknowledged survives a power cut.
 *
 * @throws {ConfigurationError} when the file cannot be used; the message says why and what to do.
 */
export function sqliteStorage(options: SqliteStorageOptions): Storage {
  assertUsableFile(options.file);
  return createSqlStorage(createSqliteEngine(options));
}

/** One connection writes; another reads beside it, so that a list never waits for a booking. */
function createSqliteEngine({
  file,
  clock = systemClock,
  random = systemRandom,
  busyDeadlineMs: deadlineMs = 5000,
  engineWaitMs,
}: SqliteStorageOptions): SqlEngine {
  const connect = (readOnly: boolean) =>
    new Kysely<Schema>({
      dialect: createNodeSqliteDialect({
        open: () => openSqlite(file, { readOnly, engineWaitMs }),
        clock,
        random,
        deadlineMs,
      }),
    });
  const reads = connect(true);
  const writes = connect(false);
  const transaction = <T>(fn: EngineTransaction<T>) => writes.transaction().execute((db) => fn(db, clock.now()));
  return {
    dialect: "sqlite",
    target: { option: "file", received: JSON.stringify(file) },
    reads,
    // A write transaction locks the whole file, which covers every lock that could be asked for.
    transaction: (_scope, fn) => transaction(fn),
    migration: transaction,
    // On the same connection, so that it waits its turn in this process and for the file's lock only when others hold it.
    forgettable: (statement) =>
      writes.connection().execute(async (db) => {
        await sql`pragma synchronous = normal`.execute(db);
        try {
          return await statement(db);
        } finally {
          await sql`pragma synchronous = full`.execute(db);
        }
      }),
    now: async () => clock.now(),
    currentTime: () => sql.val(clock.now()),
    isClaimOverlap,
    isMissingTable,
    explainRefusal: (error) => error,
    async close() {
      await reads.destroy();
      await writes.destroy();
    },
  };
}
