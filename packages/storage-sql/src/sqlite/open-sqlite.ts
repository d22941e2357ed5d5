import { DatabaseSync } from "node:sqlite";
import { refuse } from "./assert-usable-file.ts";
import { isNotADatabase } from "./sqlite-errors.ts";

/** How to open a file. */
export interface OpenSqliteOptions {
  readOnly: boolean;
  /** How long the engine itself waits for a lock. It blocks the event loop, so the longer wait happens outside. Default: 20. */
  engineWaitMs?: number | undefined;
}

/**
 * Opens a connection that loses no acknowledged write: a commit is on the disk before it returns (`synchronous = full`),
 * and readers go on beside the writer (write-ahead log).
 *
 * @throws {ConfigurationError} when the file is something else than a database.
 */
export function openSqlite(file: string, { readOnly, engineWaitMs = 20 }: OpenSqliteOptions): DatabaseSync {
  const database = new DatabaseSync(file);
  try {
    database.exec(`pragma busy_timeout = ${engineWaitMs}`);
    database.exec("pragma journal_mode = wal");
    database.exec("pragma synchronous = full");
    database.exec("pragma foreign_keys = on");
    if (readOnly) database.exec("pragma query_only = on");
    return database;
  } catch (error) {
    database.close();
    if (isNotADatabase(error))
      refuse(file, "this file is not an SQLite database. Name another one; it is left as it is.");
    throw error;
  }
}
