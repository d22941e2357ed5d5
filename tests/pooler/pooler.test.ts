import { postgresStorage } from "@slotkit/storage-sql/postgres";
import { spreadOver, storageConformance } from "@slotkit/testing/conformance";
import { createDatabase, type TestDatabase } from "@slotkit/testing/postgres";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type Pooler, startPooler } from "./start-pooler.ts";

let database: TestDatabase;
let pooler: Pooler;
beforeAll(async () => {
  database = await createDatabase(inject("postgresUrl"), { startMs: Date.parse("2026-11-20T08:00:00Z") });
  pooler = await startPooler(database.connectionString, 3);
});
afterAll(async () => {
  await pooler.stop();
  await database.drop();
}, 60_000);
let schemas = 0;

it("the pooler gives a client another connection for each transaction, and the same within one", async () => {
  const client = new pg.Client({ connectionString: pooler.connectionString });
  await client.connect();
  const backend = async () => (await client.query("select pg_backend_pid() as pid")).rows[0].pid;
  expect(new Set([await backend(), await backend(), await backend()]).size).toBe(3);
  await client.query("begin");
  expect(new Set([await backend(), await backend(), await backend()]).size).toBe(1);
  await client.query("commit");
  await client.query("set lock_timeout = '77ms'");
  expect((await client.query("show lock_timeout")).rows).toEqual([{ lock_timeout: "0" }]);
  await client.end();
});

describe("two storages of twenty connections over a pooler with three", () => {
  const create = async () => {
    const { connectionString } = pooler;
    const options = { connectionString, schema: `pooled_${++schemas}`, busyDeadlineMs: 30_000 };
    const storages = [postgresStorage({ ...options, maxConnections: 20 }), postgresStorage(options)] as const;
    return { storage: spreadOver([...storages]), clock: database.clock };
  };
  // What could outlive a transaction, or be met by two: the rest of the suite asks nothing more of a connection.
  const several = /^race: |many|once|sees its own/;
  for (const { name, run } of storageConformance(create).filter((each) => several.test(each.name))) {
    it(name, { timeout: 60_000 }, run);
  }

  it("have used all three", () => {
    expect(pooler.lent.length).toBe(3);
    for (const times of pooler.lent) expect(times).toBeGreaterThan(100);
  });
});
