export type { PgClient, PgPool, PgPoolClient, PgResult } from "./pg-client.ts";
export type { PostgresConnections, PostgresResult, PostgresSession } from "./postgres-connections.ts";
export { type PostgresSource, type PostgresStorageOptions, postgresStorage } from "./postgres-storage.ts";
