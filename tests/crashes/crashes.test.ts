import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDatabase } from "@slotkit/testing/postgres";
import { expect, inject, it } from "vitest";
import { crashPostgres } from "./crash-postgres.ts";
import { type CrashOutcome, runCrashes } from "./run-crashes.ts";

const kills = 50;

it(`${kills} kills of a server on SQLite lose nothing that was acknowledged`, { timeout: 300_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "slotkit-crashes-"));
  expectWhole(await runCrashes({ file: join(folder, "slotkit.db") }, { kills, seed: 1 }));
  rmSync(folder, { recursive: true });
});

it(`${kills} kills of a server on PostgreSQL lose nothing that was acknowledged`, { timeout: 300_000 }, async () => {
  const { connectionString, clock, drop } = await createDatabase(inject("postgresUrl"));
  expectWhole(await runCrashes({ connectionString }, { kills, seed: 2, advanceStorage: (ms) => clock.advance(ms) }));
  await drop();
});

it("the database server killed under a server that works loses nothing either", { timeout: 300_000 }, async () => {
  const { violations, live, events } = await crashPostgres({ kills: 10, every: 2, seed: 3 });
  expect(violations).toEqual([]);
  expect(events).toBe(live);
});

function expectWhole({ violations, acknowledged, unknown, live, events }: CrashOutcome): void {
  expect(violations).toEqual([]);
  expect(events).toBe(live);
  // Without work, and without answers that were cut off, nothing has been tried.
  expect(acknowledged).toBeGreaterThan(kills / 2);
  expect(unknown).toBeGreaterThan(0);
}
