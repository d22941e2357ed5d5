import type { Clock, Logger, Random, Storage } from "@slotkit/core";
import { postgresStorage } from "@slotkit/storage-sql/postgres";
import { prismaConnections } from "./prisma-connections.ts";
import type { PrismaRawClient } from "./prisma-raw-client.ts";

export interface PrismaStorageOptions {
  /** Where the tables are, apart from the host's own. Default: `slotkit`. */
  schema?: string | undefined;
  /** Longest wait for each lock and for a connection, in milliseconds, before a transaction answers `busy`. Default: 5000. */
  busyDeadlineMs?: number | undefined;
  /** Default: silence. */
  logger?: Logger | undefined;
  /** Measures waits; leases, holds and TTLs run by the database's own clock. Default: the machine's. */
  clock?: Clock | undefined;
  /** Spreads the attempts of transactions that got in each other's way. Default: the platform's. */
  random?: Random | undefined;
}

/**
 * Keeps everything in the PostgreSQL database that a Prisma client reaches, in a schema of its own, over the client's own
 * connections: `postgresStorage` of `@slotkit/storage-sql`, with the same queries, locks and guarantees.
 *
 * @param prisma - A client generated for PostgreSQL. Whoever made it disconnects it; `close()` leaves it as it is. Give its
 *   pool more connections than there are bookings of one host at the same moment: a waiting commit holds one.
 * @throws {ConfigurationError} at `migrate()`, when the database cannot be reached or used.
 */
export function prismaStorage(prisma: PrismaRawClient, options: PrismaStorageOptions = {}): Storage {
  const { busyDeadlineMs = 5000 } = options;
  return postgresStorage({ ...options, busyDeadlineMs, connections: prismaConnections(prisma, busyDeadlineMs) });
}
