import { PGlite } from "@electric-sql/pglite";
import { btree_gist } from "@electric-sql/pglite/contrib/btree_gist";
import { storageConformance } from "@slotkit/testing/conformance";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { postgresStorage } from "./postgres-storage.ts";

let client: PGlite;
let schemas = 0;
beforeAll(async () => {
  client = await PGlite.create({ extensions: { btree_gist } });
  // A clock that the suite can move stands before PostgreSQL's own, as in `createDatabase` for servers.
  await client.exec(`
    create schema testing;
    create table testing.clock (now timestamptz);
    insert into testing.clock values ('2026-11-20T08:00:00Z');
    create function testing.clock_timestamp() returns timestamptz language sql volatile as 'select now from testing.clock';
    set search_path = public, testing, pg_catalog;
  `);
}, 60_000);
afterAll(() => client.close());

const clock = {
  async advance(ms: number) {
    await client.query("update testing.clock set now = now + $1 * interval '1 millisecond'", [ms]);
  },
};

/** Reads from outside in the middle of a transaction, which on one connection would wait for itself. */
const twoConnections = "a transaction sees its own writes, and nobody else does before it has ended";

describe("an embedded PostgreSQL (PGlite) as the client", () => {
  const create = (busyDeadlineMs: number) => async () => ({
    storage: postgresStorage({ client, schema: `case_${++schemas}`, busyDeadlineMs }),
    clock,
  });
  for (const { name, run } of storageConformance(create(30_000))) {
    if (name !== twoConnections) it(name, { timeout: 60_000 }, run);
  }

  it("answers `busy` to a read that waits for the transaction it stands in", async () => {
    const [waiting] = storageConformance(create(100)).filter(({ name }) => name === twoConnections);
    await expect(waiting?.run()).rejects.toMatchObject({ code: "busy" });
  });
});
