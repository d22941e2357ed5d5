import { storageConformance } from "@slotkit/testing/conformance";
import { createDatabase, type TestDatabase } from "@slotkit/testing/postgres";
import { afterAll, beforeAll, describe, inject, it } from "vitest";
import { postgresStorage } from "./postgres-storage.ts";

/** Each case gets a schema of its own in one database: as empty as a new database, and made faster. */
function newSchema(): string {
  return `case_${++schemas}`;
}
let schemas = 0;
let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase(inject("postgresUrl"), { startMs: Date.parse("2026-11-20T08:00:00Z") });
});
// Hundreds of tables go, which takes a while on a busy disk.
afterAll(() => database.drop(), 60_000);

describe("postgresStorage", () => {
  const create = async () => {
    const { connectionString, clock } = database;
    return { storage: postgresStorage({ connectionString, schema: newSchema() }), clock };
  };
  for (const { name, run } of storageConformance(create)) it(name, { timeout: 30_000 }, run);
});
