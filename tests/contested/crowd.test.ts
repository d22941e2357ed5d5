import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDatabase } from "@slotkit/testing/postgres";
import { expect, inject, it } from "vitest";
import { runCrowd } from "./run-crowd.ts";

// How long it takes is measured by `npm run soak -- crowd`: here the machine runs other tests beside it.
const expected = { won: 1, refused: 149, failures: [] };

it("of 150 clients on overlapping starts one wins on SQLite, and nobody sees an error", async () => {
  const folder = mkdtempSync(join(tmpdir(), "slotkit-crowd-"));
  expect(await runCrowd({ file: join(folder, "slotkit.db") }, 150)).toMatchObject(expected);
  rmSync(folder, { recursive: true });
});

it("of 150 clients in four processes one wins on SQLite too", async () => {
  const folder = mkdtempSync(join(tmpdir(), "slotkit-crowd-"));
  expect(await runCrowd({ file: join(folder, "slotkit.db") }, 150, 4)).toMatchObject(expected);
  rmSync(folder, { recursive: true });
});

it("of 150 clients on overlapping starts one wins on PostgreSQL, and nobody sees a deadlock", async () => {
  const { connectionString, query, drop } = await createDatabase(inject("postgresUrl"));
  expect(await runCrowd({ connectionString }, 150)).toMatchObject(expected);
  const [row] = await query<{ deadlocks: string }>(
    "select deadlocks from pg_stat_database where datname = current_database()",
  );
  expect(Number(row?.deadlocks)).toBe(0);
  await drop();
});
