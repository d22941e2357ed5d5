import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDatabase } from "@slotkit/testing/postgres";
import { expect, inject, it } from "vitest";
import { type ContestOutcome, runContest } from "./run-contest.ts";

const short = { attempts: 20_000, processes: 4, seed: 1 };

it("20,000 contested attempts of four processes leave no overlap on SQLite", { timeout: 300_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "slotkit-contest-"));
  expectApart(await runContest({ file: join(folder, "slotkit.db") }, short));
  rmSync(folder, { recursive: true });
});

it("20,000 contested attempts of four processes leave no overlap on PostgreSQL", { timeout: 300_000 }, async () => {
  const { connectionString, drop } = await createDatabase(inject("postgresUrl"));
  expectApart(await runContest({ connectionString }, short));
  await drop();
});

function expectApart({ won, refused, failures, overlaps, lost, attempts }: ContestOutcome): void {
  expect({ failures, overlaps, lost }).toEqual({ failures: [], overlaps: 0, lost: [] });
  expect(won + refused).toBe(attempts);
  expect(Math.min(won, refused)).toBeGreaterThan(attempts / 20);
}
