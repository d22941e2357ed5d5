/** What a statement gave. */
export interface PostgresResult {
  /** Values of type `bigint` come as `number` or `bigint`. */
  rows: readonly Record<string, unknown>[];
  /** How many rows an insert, update or delete touched. */
  affectedRows: number;
}

/** One connection, for as long as it is lent. Parameters stand as `$1`, `$2`, … in the statement. */
export interface PostgresSession {
  query(sql: string, parameters: readonly unknown[]): Promise<PostgresResult>;
  /**
   * Inside a transaction: sends a statement whose answer nobody needs, without a wait. It runs before everything that is
   * sent later; when it fails, the transaction does. Left out where a connection takes one statement at a time.
   */
  post?(sql: string, parameters: readonly unknown[]): void;
}

/**
 * How to reach one PostgreSQL database: all that {@link postgresStorage} needs. Pools of node-postgres, single clients and
 * libraries that let raw SQL through come down to this.
 *
 * Errors of the driver come out as they are, with PostgreSQL's five-character code in `code`, or in that of a `cause`.
 */
export interface PostgresConnections extends PostgresSession {
  /** What messages call them. Default: `connections`. */
  readonly describedAs?: string;
  /**
   * Runs `use` in one transaction at READ COMMITTED; commits when it resolves, rolls back when it rejects.
   *
   * @param opening - Statements without parameters that come first, one after the other; in one round trip where that is possible.
   * @param use - Gets the connection, and what the last of `opening` gave.
   */
  transaction<T>(
    opening: readonly string[],
    use: (session: PostgresSession, opened: PostgresResult) => Promise<T>,
  ): Promise<T>;
  close(): Promise<void>;
}
