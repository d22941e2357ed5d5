import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDatabase } from "@slotkit/testing/postgres";
import { expect, inject, it } from "vitest";
import { type RepeatsOutcome, runRepeats } from "./run-repeats.ts";

/** `npm run soak -- repeats` sends 10,000 requests twenty times, and kills processes on the way. */
const short = { keys: 200, repeats: 20, processes: 2, seed: 1 };

it("200 requests sent twenty times by two processes take effect once on SQLite", { timeout: 300_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "slotkit-repeats-"));
  expectOnce(await runRepeats({ file: join(folder, "slotkit.db") }, short));
  rmSync(folder, { recursive: true });
});

it("200 requests sent twenty times by two processes take effect once on PostgreSQL", { timeout: 300_000 }, async () => {
  const { connectionString, drop } = await createDatabase(inject("postgresUrl"));
  expectOnce(await runRepeats({ connectionString }, short));
  await drop();
});

function expectOnce({ answered, dropped, conflicts, running, seconds: _seconds, ...wrong }: RepeatsOutcome): void {
  expect(wrong).toEqual({ unequal: [], notOnce: [], failures: [] });
  expect(answered).toBe(short.keys * short.repeats);
  // Without answers that were lost, processes that met and bodies that were changed, nothing has been tried.
  for (const tried of [dropped, conflicts, running]) expect(tried).toBeGreaterThan(0);
}
