import type { TestProject } from "vitest/node";
import { startPostgres } from "../../scripts/postgres.mjs";

declare module "vitest" {
  export interface ProvidedContext {
    /** A PostgreSQL server for this run, as a superuser. Make a database of your own on it: `createDatabase(url)`. */
    postgresUrl: string;
  }
}

/** Brings a real PostgreSQL server for the whole run. A commit does not wait for the disk: no test pulls the machine's plug. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  project.provide("postgresUrl", server.url);
  return server.stop;
}
