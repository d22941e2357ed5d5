import { expect, test } from "vitest";
import { type RunResult, runCommand } from "./run-command.fixture.ts";

/** Zones whose clocks change, skip a day or stand still, each with nights on which clocks change there or elsewhere. */
const nights: readonly (readonly [timeZone: string, noonBefore: string])[] = [
  ["Europe/Berlin", "2026-03-28"],
  ["Europe/Berlin", "2026-10-24"],
  ["America/New_York", "2026-03-07"],
  ["America/New_York", "2026-10-31"],
  // Their own clocks run on, while a process in Berlin or New York skips or repeats the very hour they show.
  ["Africa/Lagos", "2026-03-28"],
  ["America/Bogota", "2026-03-07"],
  ["Australia/Lord_Howe", "2026-04-04"],
  ["Asia/Kolkata", "2026-10-24"],
];

/** Every quarter of an hour for a day and a half, around the clock. */
function query(timeZone: string, day: string): string {
  const start = Date.parse(`${day}T12:00:00Z`);
  const hours = [{ start: "00:00", end: "24:00" }];
  const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
  return JSON.stringify({
    now: `${day}T00:00:00Z`,
    timeZone,
    range: { start: new Date(start).toISOString(), end: new Date(start + 36 * 3_600_000).toISOString() },
    durationMinutes: 15,
    hosts: [
      { id: "ada", schedule: { timeZone: "UTC", weekly: Object.fromEntries(days.map((name) => [name, hours])) } },
    ],
  });
}

function slots(timeZone: string, day: string, zone: string, ...args: string[]): Promise<RunResult> {
  return runCommand(["slots", ...args], { input: query(timeZone, day), zone });
}

/** The start times of a table, as `2026-03-29 03:00`. */
function startsIn(table: string): string[] {
  let date = "";
  return table.split("\n").flatMap((line) => {
    date = /^\w+day (\S+)$/.exec(line)?.[1] ?? date;
    const time = /^ {2}(\d\d:\d\d)/.exec(line)?.[1];
    return time === undefined ? [] : [`${date} ${time}`];
  });
}

function byIntl(timeZone: string, json: string): string[] {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
  return JSON.parse(json).slots.map(({ start }: { start: string }) => format.format(new Date(start)));
}

test.each(nights)(
  "times in %s around the night after %s are those of Intl, wherever the process is",
  {
    timeout: 30_000,
  },
  async (timeZone, day) => {
    const zones = ["UTC", "Europe/Berlin", "America/New_York"];
    const tables = await Promise.all(zones.map((zone) => slots(timeZone, day, zone)));
    const json = await slots(timeZone, day, "UTC", "--json");
    const expected = byIntl(timeZone, json.stdout);
    expect(expected).toHaveLength(144);
    expect(tables.map(({ stdout }) => startsIn(stdout))).toEqual(zones.map(() => expected));
    expect(new Set(tables.map(({ stdout }) => stdout)).size).toBe(1);
  },
);

test("the offset is shown on the date that has two, and tells its repeated hour apart", {
  timeout: 30_000,
}, async () => {
  const { stdout } = await slots("Europe/Berlin", "2026-10-24", "America/New_York");
  const rows = stdout.split("\n");
  expect(rows).toContain("  23:45–24:00  ada");
  expect(rows).toContain("  02:45+02:00–02:00+01:00  ada");
  expect(rows).toContain("  02:45+01:00–03:00+01:00  ada");
  expect(rows.filter((row) => row.startsWith("  02:00"))).toEqual([
    "  02:00+02:00–02:15+02:00  ada",
    "  02:00+01:00–02:15+01:00  ada",
  ]);
});
