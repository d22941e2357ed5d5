import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterAll, describe, expect, it } from "vitest";
import { main } from "../main.ts";
import { ada, monday } from "../query.fixture.ts";
import { type RunResult, runCommand } from "../run-command.fixture.ts";
import { runMain } from "../run-main.fixture.ts";

const directory = mkdtempSync(join(tmpdir(), "slotkit-slots-"));
afterAll(() => rmSync(directory, { recursive: true }));

/** Runs `slotkit slots` with a query piped in. */
function slots(query: unknown, ...args: string[]): Promise<RunResult> {
  return runCommand(["slots", ...args], { input: typeof query === "string" ? query : JSON.stringify(query) });
}

/** The same in this process. */
function refused(query: unknown, ...args: string[]): Promise<RunResult> {
  return runMain(["slots", ...args], { input: typeof query === "string" ? query : JSON.stringify(query) });
}

describe("slotkit slots", { timeout: 30_000 }, () => {
  it("prints a table by local day", async () => {
    const tuesdayToo = {
      ...monday,
      range: { ...monday.range, end: "2026-11-25T00:00:00+01:00" },
      hosts: monday.hosts.map((host) => ({
        ...host,
        schedule: {
          ...host.schedule,
          overrides: [{ date: "2026-11-24", windows: [{ start: "23:30", end: "24:00" }] }],
        },
      })),
    };
    expect(await slots(tuesdayToo)).toEqual({
      code: 0,
      stdout: `Monday 2026-11-23
  09:00–09:30  ada
  10:30–11:00  ada
  11:00–11:30  ada
  11:30–12:00  ada

Tuesday 2026-11-24
  23:30–24:00  ada

5 slots on 2 days, times in Europe/Berlin
`,
      stderr: "",
    });
  });

  it("reads a file, - and a file that Windows marked", async () => {
    writeFileSync(join(directory, "query.json"), `\uFEFF${JSON.stringify(monday)}`);
    const piped = await slots(monday, "-");
    expect(piped.stdout).toContain("4 slots on 1 day");
    expect(await runCommand(["slots", "query.json"], { cwd: directory })).toEqual(piped);
  });

  it("prints the answer as JSON, and only the first", async () => {
    const { code, stdout } = await slots(monday, "--json", "--first", "2");
    expect([code, stdout]).toEqual([
      0,
      `${JSON.stringify({
        slots: [
          { start: "2026-11-23T08:00:00Z", end: "2026-11-23T08:30:00Z", hostIds: ["ada"] },
          { start: "2026-11-23T09:30:00Z", end: "2026-11-23T10:00:00Z", hostIds: ["ada"] },
        ],
      })}\n`,
    ]);
  });

  it("shows seats, and the days and times of another zone", async () => {
    const session = {
      start: "2026-11-23T09:00:00+01:00",
      end: "2026-11-23T09:30:00+01:00",
      hostIds: ["ada"],
      taken: 9,
    };
    const seated = { ...monday, capacity: 10, sessions: [session] };
    const table = await slots(seated, "--first", "2", "--time-zone", "Pacific/Auckland");
    expect(table.stdout).toBe(`Monday 2026-11-23
  21:00–21:30  1 seat    ada
  22:30–23:00  10 seats  ada

2 slots on 1 day, times in Pacific/Auckland
`);
    const { stdout } = await slots(seated, "--first", "1", "--json");
    expect(JSON.parse(stdout)).toMatchObject({ slots: [{ seatsRemaining: 1 }] });
  });

  it("answers that there is none with exit code 0", async () => {
    const closed = { ...monday, now: "2026-12-01T00:00:00Z" };
    expect(await slots(closed)).toMatchObject({ code: 0, stdout: expect.stringMatching(/^No slots\./) });
    expect(await slots(closed, "--json")).toMatchObject({ code: 0, stdout: '{"slots":[]}\n' });
  });

  it("keeps what a query says from steering the terminal", async () => {
    const { stdout } = await slots({ ...monday, hosts: [{ ...ada, id: "a\u001b[31m\nb\u202e" }] }, "--first", "1");
    expect(stdout).toContain("09:00–09:30  a\\u{1b}[31m\\u{a}b\\u{202e}\n");
  });

  it("asks for a query when somebody sits at the terminal", async () => {
    const stdin = Object.assign(new PassThrough(), { isTTY: true });
    const stderr = new PassThrough();
    expect(await main(["slots"], { directory, stdin, stdout: new PassThrough(), stderr })).toBe(2);
    expect(String(stderr.read())).toContain(
      "No slot query given. Name a file, or pipe one in:\n  slotkit slots query.json",
    );
  });
});

describe("slotkit slots refuses, with exit code 2,", () => {
  it("every invalid field, by path, value and remedy", async () => {
    const query = {
      ...monday,
      now: "2026-11-20 08:00",
      durationMinutes: "30",
      align: "tight",
      assignment: { kind: "everyone" },
      colour: "red",
      range: { end: 5 },
      hosts: [{ ...ada, id: "", schedule: { timeZone: "UTC", weekly: { monday: [{ start: 9 }], "mo\nday": [] } } }],
    };
    expect(await refused(query)).toEqual({
      code: 2,
      stdout: "",
      stderr: `✗ standard input cannot be answered: 11 fields to correct.
  now: received "2026-11-20 08:00"; give an RFC 3339 instant with an offset, such as 2026-11-25T10:00:00+01:00
  range.start: is missing; give an RFC 3339 instant, such as 2026-11-25T10:00:00+01:00
  range.end: received 5; give an RFC 3339 instant, such as 2026-11-25T10:00:00+01:00
  durationMinutes: received "30"; give a number
  align: received "tight"; give one of grid, pack
  assignment.kind: received "everyone"; give one of single, collective, roundRobin, anyOf
  hosts[0].id: received ""; give a text that is not empty
  hosts[0].schedule.weekly.monday[0].start: received 9; give a time as HH:MM
  hosts[0].schedule.weekly.monday[0].end: is missing; give a time as HH:MM
  hosts[0].schedule.weekly["mo\\nday"]: is not a known field; check its spelling or remove it
  colour: is not a known field; check its spelling or remove it
`,
    });
  });

  it.each([
    [
      { range: { start: monday.range.end, end: monday.range.end } },
      'range.end: received "2026-11-24T00:00:00+01:00"; give an end after the start',
    ],
    [{ durationMinutes: -30 }, "durationMinutes: received -30; give a whole number from 1 to 527040"],
    [{ timeZone: "Mars/Olympus" }, 'timeZone: received "Mars/Olympus"; give an IANA time zone, such as Europe/Berlin'],
    [{ hosts: [] }, "hosts: received a list of 0; give at least one host"],
    [{ hosts: {} }, "hosts: received an object; give a list"],
    [
      { limits: [{ id: "daily", period: "day", timeZone: "UTC" }] },
      "limits[0].maxCount: is missing; give maxCount or maxMinutes",
    ],
  ])("a query with %j", async (part, line) => {
    const { code, stderr } = await refused({ ...monday, ...part });
    expect([code, stderr]).toEqual([2, `✗ standard input cannot be answered: one field to correct.\n  ${line}\n`]);
  });

  it.each([
    ['{\n  "now": ,', 'standard input is not JSON: line 2, column 10: found ",", expected a value.\n'],
    ["\n", "standard input is empty. See slotkit slots --help for what a query looks like.\n"],
    ["[]", "cannot be answered: one field to correct.\n  the query: received a list of 0; give an object\n"],
  ])("%j", async (text, message) => {
    expect(await refused(text)).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
  });

  it.each([
    [["absent.json"], "absent.json does not exist.\nName a file that holds a slot query, or - for standard input."],
    [["."], ". could not be read: EISDIR"],
    [["--first", "0"], '--first: received "0"; give a whole number from 1 to 1000000'],
    [["--first", "two"], '--first: received "two"; give'],
    [["--time-zone", "Mars"], '--time-zone: received "Mars"; give an IANA time zone, such as Europe/Berlin'],
  ])("%j", async (args, message) => {
    expect(await refused(monday, ...args)).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringContaining(message),
    });
  });

  it("with the fields in JSON for programs", async () => {
    const { code, stdout } = await refused({ ...monday, durationMinutes: 0 }, "--json");
    const problem = { field: "durationMinutes", message: "received 0; give a whole number from 1 to 527040" };
    expect([code, JSON.parse(stdout)]).toEqual([
      2,
      { ok: false, error: { message: expect.stringContaining("one field to correct"), errors: [problem] } },
    ]);
  });
});
