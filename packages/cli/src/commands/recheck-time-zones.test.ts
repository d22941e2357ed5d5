import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createSlotKit, staticCatalog } from "@slotkit/core";
import { sqliteStorage } from "@slotkit/storage-sql/sqlite";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runMain } from "../run-main.fixture.ts";

const directory = mkdtempSync(join(tmpdir(), "slotkit-recheck-"));
const allDay = [{ start: "00:00", end: "24:00" }];
const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

beforeAll(() => {
  symlinkSync(
    fileURLToPath(new URL("../../../../node_modules", import.meta.url)),
    join(directory, "node_modules"),
    "dir",
  );
  writeFileSync(
    join(directory, "slotkit.config.ts"),
    `import { staticCatalog } from "@slotkit/core";
import { sqliteStorage } from "@slotkit/storage-sql/sqlite";
export default () => ({
  storage: sqliteStorage({ file: new URL("./slotkit.db", import.meta.url).pathname }),
  catalog: staticCatalog({ schedules: [], hosts: [], eventTypes: [] }),
  calendar: false, crm: false, notifications: false, secret: "a secret for tests alone, long enough to be taken",
});`,
  );
});
afterAll(() => rmSync(directory, { recursive: true }));

/** A booking whose instant is an hour off the wall time that was agreed, as after a change of rules. */
async function bookOffByAnHour(): Promise<{ uid: string; from: number }> {
  const storage = sqliteStorage({ file: join(directory, "slotkit.db") });
  const slotkit = createSlotKit({
    storage,
    catalog: staticCatalog({
      schedules: [
        { id: "always", timeZone: "Asia/Kolkata", weekly: Object.fromEntries(days.map((day) => [day, allDay])) },
      ],
      hosts: [{ id: "ada", name: "Ada Example", schedule: "always" }],
      eventTypes: [{ slug: "intro", title: "Introduction", durationMinutes: 60, hosts: ["ada"] }],
    }),
    calendar: false,
    crm: false,
    notifications: false,
    secret: "a secret for tests alone, long enough to be taken",
  });
  await slotkit.migrate();
  const now = await storage.now();
  const { slots } = await slotkit.listSlots({ eventType: "intro", start: now + 86_400_000, end: now + 2 * 86_400_000 });
  const attendee = { name: "Grace Example", email: "grace@example.org" };
  const { booking } = await slotkit.book({ eventType: "intro", start: slots[0]?.start ?? 0, attendee });
  const localStart = booking.localStart.replace("+05:30", "+06:30");
  await storage
    .forClient("default")
    .transaction([], (tx) => tx.bookings.update({ ...booking, localStart }, booking.version));
  const wrong = { ...booking, localStart, start: booking.start - 3_600_000, end: booking.end - 3_600_000 };
  await storage.forClient("default").transaction([], (tx) => tx.bookings.update(wrong, booking.version));
  await storage.close();
  return { uid: booking.uid, from: wrong.start };
}

it("lists what would move, moves it, and then finds nothing to do", async () => {
  const { uid, from } = await bookOffByAnHour();
  const run = (...args: string[]) => runMain(["recheck-time-zones", ...args], { cwd: directory });
  const dry = await run("--dry-run");
  expect([dry.code, dry.stderr]).toEqual([0, ""]);
  expect(dry.stdout).toContain(`${uid} (default)`);
  expect(dry.stdout).toContain("would move");
  const { code, stdout } = await run("--json");
  const report = JSON.parse(stdout);
  expect(code).toBe(0);
  expect(report).toMatchObject({ ok: true, dryRun: false, checked: 1, overlapping: [], unresolved: [], failed: [] });
  const [moved] = report.moved;
  expect([moved.uid, Date.parse(moved.from), Date.parse(moved.to)]).toEqual([uid, from, from + 3_600_000]);
  expect((await run()).stdout).toMatch(
    /1 booking looked at by the rules of tzdb \S+: no moves, 0 left for somebody\.\n$/,
  );
});

it("says what is wrong with a configuration that cannot work", async () => {
  const other = mkdtempSync(join(tmpdir(), "slotkit-recheck-"));
  writeFileSync(
    join(other, "slotkit.config.mjs"),
    "export default { storage: { name: 'none', migrate() {}, async check() {}, async close() {} } };",
  );
  const { code, stderr } = await runMain(["recheck-time-zones"], { cwd: other });
  rmSync(other, { recursive: true });
  expect(code).toBe(1);
  expect(stderr).toContain("could not be rechecked");
});
