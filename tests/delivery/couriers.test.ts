import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDatabase } from "@slotkit/testing/postgres";
import { expect, inject, it } from "vitest";
import { type CourierOutcome, runCouriers } from "./run-couriers.ts";

const short = { couriers: 3, bookings: 60, kills: 2, seed: 1 };

it("several processes that are killed as they send deliver all of an SQLite file once, in order", {
  timeout: 240_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), "slotkit-couriers-"));
  expectDelivered(await runCouriers({ file: join(folder, "slotkit.db") }, short));
  rmSync(folder, { recursive: true });
});

it("several processes that are killed as they send deliver all of a PostgreSQL database once, in order", {
  timeout: 240_000,
}, async () => {
  const { connectionString, drop } = await createDatabase(inject("postgresUrl"));
  expectDelivered(await runCouriers({ connectionString }, short));
  await drop();
});

function expectDelivered({ defects, kills, effects, shares }: CourierOutcome): void {
  expect(defects).toEqual([]);
  expect(kills).toBe(short.kills);
  expect(effects).toBe(4 * short.bookings);
  // They share the work: nobody who came did nothing.
  expect(Object.keys(shares).length).toBeGreaterThanOrEqual(short.couriers);
}
