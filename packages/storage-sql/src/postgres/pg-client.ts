/** What node-postgres answers; other drivers leave parts out. */
export interface PgResult {
  rows: unknown[];
  /** `INSERT`, `COMMIT`, … */
  command?: string;
  /** The columns, by which numbers are told from text. */
  fields?: readonly { name: string; dataTypeID: number }[];
  rowCount?: number | null;
  /** PGlite's word for `rowCount`. */
  affectedRows?: number;
}

/** One connection, as node-postgres' `Client`, PGlite and others that imitate them have it. */
export interface PgClient {
  /** Whether it sends a query before the last one is answered: node-postgres' option of that name, since 8.23. */
  readonly pipeline?: boolean;
  query(text: string, values?: unknown[]): Promise<PgResult | PgResult[]>;
  /** Runs several statements at once; PGlite's `query` takes only one. */
  exec?(text: string): Promise<PgResult[]>;
  on?(event: "error", listener: (error: Error) => void): unknown;
  removeListener?(event: "error", listener: (error: Error) => void): unknown;
}

/** A connection that is lent by a pool. */
export interface PgPoolClient extends PgClient {
  /** @param destroy - True for a connection that must not be lent again. */
  release(destroy?: boolean): void;
}

/** Many connections, as node-postgres' `Pool` has them. */
export interface PgPool {
  connect(): Promise<PgPoolClient>;
  end(): Promise<void>;
  on?(event: "error", listener: (error: Error) => void): unknown;
}
