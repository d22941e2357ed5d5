import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createSlotKit } from "@slotkit/core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runMain } from "../run-main.fixture.ts";

const directory = mkdtempSync(join(tmpdir(), "slotkit-backfill-"));

/** A host whose CRM is on or off as the name of the file says. */
const config = (crm: string) => `import { staticCatalog } from "@slotkit/core";
import { sqliteStorage } from "@slotkit/storage-sql/sqlite";
import { createMemoryCrm } from "@slotkit/testing/fakes";
const allDay = [{ start: "00:00", end: "24:00" }];
const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
export default () => ({
  storage: sqliteStorage({ file: new URL("./slotkit.db", import.meta.url).pathname }),
  catalog: staticCatalog({
    schedules: [{ id: "always", timeZone: "UTC", weekly: Object.fromEntries(days.map((day) => [day, allDay])) }],
    hosts: [{ id: "ada", name: "Ada Example", schedule: "always" }],
    eventTypes: [{ slug: "intro", title: "Introduction", durationMinutes: 60, hosts: ["ada"] }],
  }),
  calendar: false, crm: ${crm}, notifications: false, secret: "a secret for tests alone, long enough to be taken",
});`;

beforeAll(() => {
  symlinkSync(
    fileURLToPath(new URL("../../../../node_modules", import.meta.url)),
    join(directory, "node_modules"),
    "dir",
  );
  writeFileSync(join(directory, "without.config.ts"), config("false"));
  writeFileSync(join(directory, "slotkit.config.ts"), config("createMemoryCrm()"));
});
afterAll(() => rmSync(directory, { recursive: true }));

const run = (...args: string[]) => runMain(["backfill-crm", ...args], { cwd: directory });

it("tells the CRM of earlier bookings, once", async () => {
  const { default: compose } = await import(join(directory, "without.config.ts"));
  const slotkit = createSlotKit(compose());
  await slotkit.migrate();
  const first = Math.ceil(slotkit.clock.now() / 3_600_000) * 3_600_000 + 24 * 3_600_000;
  for (const hour of [0, 1]) {
    const attendee = { name: "Grace Example", email: "grace@example.org" };
    await slotkit.book({ eventType: "intro", start: first + hour * 3_600_000, attendee });
  }
  await slotkit.stop();

  const until = new Date(first + 1).toISOString();
  expect(JSON.parse((await run("--json", "--until", until)).stdout)).toEqual({ ok: true, looked: 1, wanted: 1 });
  expect((await run()).stdout).toBe("2 bookings looked at, the CRM is told of 1 booking.\n");
  expect((await run()).stdout).toBe("2 bookings looked at, the CRM is told of no bookings.\n");
  expect((await runMain(["sync", "run"], { cwd: directory })).stdout).toBe("2 delivered.\n");
});

it("says what it does not understand, and that there is no CRM", async () => {
  const { code, stderr } = await run("--from", "soon");
  expect([code, stderr]).toEqual([2, expect.stringContaining('--from: received "soon"')]);
  const without = await run("--config", "without.config.ts");
  expect([without.code, without.stderr]).toEqual([1, expect.stringContaining('without the option "crm"')]);
});
