import type { Lock } from "@slotkit/core";
import type { Expression, Kysely } from "kysely";
import type { Dialect } from "./migrations/migration.ts";
import type { Schema } from "./schema.ts";

/** A lock of the storage port, or one that only the queries here need. */
export interface EngineLock {
  kind: Lock["kind"] | "calendar" | "quota";
  id: string;
}

/**
 * What happens in a transaction.
 *
 * @param db - Ends with the transaction.
 * @param now - The time by which leases and holds run, after the wait for the locks.
 */
export type EngineTransaction<T> = (db: Kysely<Schema>, now: number) => Promise<T>;

/** What a database does in its own way; tables and queries are the same for all. */
export interface SqlEngine {
  readonly dialect: Dialect;
  /** Answers reads outside transactions: committed rows only, without waiting for writers. */
  readonly reads: Kysely<Schema>;
  /**
   * Runs `fn` in one transaction, under all `locks`. It may run again, from the start, when two transactions got in each
   * other's way.
   *
   * @throws {BookingError} `busy` when it could not begin in time.
   */
  transaction<T>(scope: { clientId: string; locks: readonly EngineLock[] }, fn: EngineTransaction<T>): Promise<T>;
  /** Runs `fn` in one transaction that excludes other migrations, where the tables are to be. */
  migration<T>(fn: EngineTransaction<T>): Promise<T>;
  /** Runs one statement that writes what a crash may forget: it does not wait for the disk. */
  forgettable<T>(statement: (db: Kysely<Schema>) => Promise<T>): Promise<T>;
  /** The time by which leases and holds run. */
  now(): Promise<number>;
  /** The same, as a part of a statement. */
  currentTime(): Expression<number>;
  /** Did the database refuse a claim because another one overlaps it? */
  isClaimOverlap(error: unknown): boolean;
  /** Did a read fail because nobody has made the tables yet? */
  isMissingTable(error: unknown): boolean;
  /** A failure to make the tables as what is wrong with the options, where it is that; other errors as they are. */
  explainRefusal(error: unknown): unknown;
  /** What the schema belongs to, for messages: a file, a database. */
  readonly target: { option: string; received: string };
  close(): Promise<void>;
}
