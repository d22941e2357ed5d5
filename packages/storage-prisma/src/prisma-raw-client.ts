/** The two raw calls of a Prisma client, outside or inside a transaction. */
export interface PrismaRawSession {
  /** Runs one statement that answers rows. Parameters stand as `$1`, `$2`, … in it. */
  $queryRawUnsafe<Rows = unknown>(sql: string, ...parameters: unknown[]): Promise<Rows>;
  /** Runs one statement and answers how many rows it touched. */
  $executeRawUnsafe(sql: string, ...parameters: unknown[]): Promise<number>;
}

/** What this package asks of an interactive transaction. Milliseconds. */
export interface PrismaTransactionOptions {
  maxWait: number;
  timeout: number;
  isolationLevel: "ReadCommitted";
}

/** As much of a generated Prisma client for PostgreSQL as this package uses; extended clients have it too. */
export interface PrismaRawClient extends PrismaRawSession {
  $transaction<T>(use: (session: PrismaRawSession) => Promise<T>, options: PrismaTransactionOptions): Promise<T>;
}
