import type { Storage } from "@slotkit/core";
import { storageConformance } from "@slotkit/testing/conformance";
import { createDatabase, type TestDatabase } from "@slotkit/testing/postgres";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { poolConnections } from "./pool-connections.ts";
import type { PostgresConnections, PostgresSession } from "./postgres-connections.ts";
import { postgresStorage } from "./postgres-storage.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase(inject("postgresUrl"), { startMs: Date.parse("2026-11-20T08:00:00Z") });
});
afterAll(() => database.drop());

const emptySlot = "race: of 50 who want one empty slot exactly one gets it";
const shifted = "race: starts shifted by ten minutes overlap all the same";
let schemas = 0;

it("an adapter that checks and then inserts, without locks or a constraint, fails the races", {
  timeout: 60_000,
}, async () => {
  expect(await failedRaces((sql) => sql)).toEqual(expect.arrayContaining([emptySlot, shifted]));
});

it("an adapter that only locks the rows it found fails them too: an empty slot has no row to lock", {
  timeout: 60_000,
}, async () => {
  const lockRows = (sql: string) => (/^select .* from "weak_\d+"\."claims"/.test(sql) ? `${sql} for update` : sql);
  expect(await failedRaces(lockRows)).toEqual(expect.arrayContaining([emptySlot, shifted]));
});

/** Names of the race cases that fail on a database without its constraint, by an adapter without advisory locks. */
async function failedRaces(rewrite: (sql: string) => string): Promise<string[]> {
  const create = async () => ({ storage: weaken(`weak_${++schemas}`, rewrite), clock: database.clock });
  const failed: string[] = [];
  for (const { name, run } of storageConformance(create).filter((each) => [emptySlot, shifted].includes(each.name))) {
    await run().catch(() => failed.push(name));
  }
  return failed;
}

function weaken(schema: string, rewrite: (sql: string) => string): Storage {
  const pool = new pg.Pool({ connectionString: database.connectionString, max: 20 });
  // A case that fails leaves attempts behind, which lose their connection when the database goes.
  pool.on("error", () => {});
  const strong = poolConnections(
    async () => pool,
    () => pool.end(),
  );
  const bothHaveLooked = meeting(2);
  const rewritten = (session: PostgresSession): PostgresSession => ({
    async query(sql, parameters) {
      if (/^insert into "weak_\d+"\."claims"/.test(sql)) await bothHaveLooked();
      return session.query(rewrite(sql), parameters);
    },
  });
  const connections: PostgresConnections = {
    ...strong,
    transaction: (opening, use) =>
      strong.transaction(
        opening.filter((statement) => !statement.includes("pg_advisory")),
        (session, opened) => use(rewritten(session), opened),
      ),
  };
  const storage = postgresStorage({ connections, schema });
  return {
    ...storage,
    async migrate() {
      const report = await storage.migrate();
      await database.query(
        `alter table ${schema}.claims drop constraint claims_no_overlap, drop constraint claims_key`,
      );
      return report;
    },
  };
}

/** Lets the first callers go on when that many have come, so that the race takes place on every machine; later ones pass. */
function meeting(size: number): () => Promise<void> {
  let come = 0;
  let open = () => {};
  const isComplete = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    if (++come === size) open();
    return isComplete;
  };
}
