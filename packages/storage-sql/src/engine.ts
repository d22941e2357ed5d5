import type { Lock } from "@slotkit/core";
import type { Expression, Kysely, Transaction } from "kysely";
import type { Dialect } from "./migrations/migration.ts";
import type { Schema } from "./schema.ts";

/** What a database does in its own way; tables and queries are the same for all. */
export interface SqlEngine {
  readonly dialect: Dialect;
  /** Answers reads outside transactions: committed rows only, without waiting for writers. */
  readonly reads: Kysely<Schema>;
  /**
   * Runs `fn` in one transaction, under all `locks`.
   *
   * @throws {BookingError} `busy` when it could not begin in time.
   */
  transaction<T>(
    scope: { clientId: string; locks: readonly Lock[] },
    fn: (db: Transaction<Schema>) => Promise<T>,
  ): Promise<T>;
  /** Runs one statement that writes what a crash may forget: it does not wait for the disk. */
  forgettable<T>(statement: (db: Kysely<Schema>) => Promise<T>): Promise<T>;
  /** The time by which leases and holds run. */
  now(db: Kysely<Schema>): Promise<number>;
  /** The same, as a part of a statement. */
  currentTime(): Expression<number>;
  /** Did the database refuse a claim because another one overlaps it? */
  isClaimOverlap(error: unknown): boolean;
  /** What the schema belongs to, for messages: a file, a database. */
  readonly target: { option: string; received: string };
  close(): Promise<void>;
}
