import { describe, expect, it } from "vitest";
import { ada, monday } from "../query.fixture.ts";
import { type RunResult, runCommand } from "../run-command.fixture.ts";
import { runMain } from "../run-main.fixture.ts";

/** Runs `slotkit explain` with a query piped in. */
function explain(query: unknown, ...args: string[]): Promise<RunResult> {
  return runCommand(["explain", ...args], { input: JSON.stringify(query) });
}

/** The same in this process. */
function refused(query: unknown, ...args: string[]): Promise<RunResult> {
  return runMain(["explain", ...args], { input: JSON.stringify(query) });
}

/** Ada and Grace, either of whom will do, and as much against them as there can be. */
const crowded = {
  ...monday,
  bufferBeforeMinutes: 5,
  minimumNoticeMinutes: 4500,
  bookingWindowDays: 2,
  assignment: { kind: "anyOf", count: 2 },
  limits: [
    {
      id: "weekly",
      period: "week",
      timeZone: "UTC",
      maxMinutes: 20,
      used: [{ start: "2026-11-23T12:00:00Z", minutes: 10 }],
    },
    {
      id: "ada's day",
      period: "day",
      timeZone: "UTC",
      hostId: "ada",
      maxCount: 1,
      used: [{ start: "2026-11-23T12:00:00Z", minutes: 30 }],
    },
  ],
  hosts: [
    {
      ...ada,
      timeOff: [{ start: "2026-11-23T00:00:00+01:00", end: "2026-11-24T00:00:00+01:00" }],
      unknown: [{ start: "2026-11-23T10:00:30+01:00", end: "2026-11-23T11:00:00+01:00" }],
      busy: [
        ...ada.busy,
        { start: "2026-11-23T10:00:00+01:00", end: "2026-11-23T11:00:00+01:00", kind: "hold" },
        { start: "2026-11-23T09:00:00+01:00", end: "2026-11-23T10:10:00+01:00", kind: "booking", source: "bk_1" },
      ],
    },
    {
      ...ada,
      id: "grace",
      schedule: { timeZone: "UTC", weekly: { monday: [{ start: "09:00", end: "10:00" }] } },
      busy: [],
    },
  ],
};

describe("slotkit explain --at", { timeout: 30_000 }, () => {
  it("says that a start can be booked, with exit code 0", async () => {
    expect(await explain(monday, "--at", "2026-11-23T09:00")).toEqual({
      code: 0,
      stdout: "Monday 2026-11-23 09:00, times in Europe/Berlin\n\n  ✓ 09:00–09:30 can be booked with ada\n",
      stderr: "",
    });
  });

  it("says everything that stands against one, with exit code 3", async () => {
    const { code, stdout } = await explain(crowded, "--at", "2026-11-23T10:10:00+01:00");
    expect([code, stdout]).toEqual([
      3,
      `Monday 2026-11-23, times in Europe/Berlin

  ✗ 10:10–10:40 cannot be booked
      not a start of the grid; nearest: 10:00 and 10:30
      too soon: the minimum notice ends at 12:00
      further ahead than the booking window
      limit weekly is reached: 10 of 20 min used this week
      too few hosts are free: only grace
      ada: time off 00:00–24:00
      ada: busy 10:00–10:30 on calendar ada@example.com
      ada: held 10:00–11:00
      ada: booked 09:00–10:10, source bk_1, buffer before 5 min
      ada: calendar could not be read for 10:00:30–11:00
      ada: limit ada's day is reached: 1 of 1 booking used this day
`,
    ]);
  });

  it("prints the same with stable codes", async () => {
    const { code, stdout } = await explain(crowded, "--at", "2026-11-23T10:10:00+01:00", "--json");
    const hour = (from: string, until: string) => ({ start: `2026-11-23T${from}Z`, end: `2026-11-23T${until}Z` });
    expect([code, JSON.parse(stdout)]).toEqual([
      3,
      {
        date: "2026-11-23",
        timeZone: "Europe/Berlin",
        reasons: [],
        starts: [
          {
            ...hour("09:10:00", "09:40:00"),
            bookable: false,
            reasons: [
              { code: "not_a_start", nearestStarts: ["2026-11-23T09:00:00Z", "2026-11-23T09:30:00Z"] },
              { code: "min_notice", firstStart: "2026-11-23T11:00:00Z" },
              { code: "beyond_window" },
              {
                code: "limit_reached",
                limitId: "weekly",
                period: "week",
                usedCount: 1,
                usedMinutes: 10,
                maxMinutes: 20,
              },
              { code: "not_enough_hosts", freeHostIds: ["grace"] },
            ],
            hosts: [
              {
                id: "ada",
                reasons: [
                  { code: "time_off", interval: { start: "2026-11-22T23:00:00Z", end: "2026-11-23T23:00:00Z" } },
                  { code: "busy", interval: { ...hour("09:00:00", "09:30:00"), source: "ada@example.com" } },
                  { code: "held", interval: { ...hour("09:00:00", "10:00:00"), kind: "hold" } },
                  {
                    code: "buffer",
                    interval: { ...hour("08:00:00", "09:10:00"), kind: "booking", source: "bk_1" },
                    side: "before",
                    bufferMinutes: 5,
                  },
                  { code: "calendar_unavailable", interval: hour("09:00:30", "10:00:00") },
                  {
                    code: "limit_reached",
                    limitId: "ada's day",
                    period: "day",
                    usedCount: 1,
                    usedMinutes: 30,
                    maxCount: 1,
                  },
                ],
              },
              { id: "grace", reasons: [] },
            ],
          },
        ],
      },
    ]);
  });

  it("tells strangers no host, calendar or limit", async () => {
    const at = ["--at", "2026-11-23T10:00", "--public"];
    const needsBoth = { ...crowded, minimumNoticeMinutes: 0, bookingWindowDays: 3 };
    const { code, stdout } = await explain(needsBoth, ...at);
    expect([code, stdout]).toEqual([
      3,
      `Monday 2026-11-23 10:00, times in Europe/Berlin

  ✗ 10:00–10:30 cannot be booked
      a booking limit is reached
`,
    ]);
    const json = await explain(needsBoth, ...at, "--json");
    expect(JSON.parse(json.stdout)).toEqual({
      date: "2026-11-23",
      time: "10:00",
      timeZone: "Europe/Berlin",
      reasons: [],
      starts: [
        {
          start: "2026-11-23T09:00:00Z",
          end: "2026-11-23T09:30:00Z",
          bookable: false,
          reasons: [{ code: "limit_reached" }],
        },
      ],
    });
    const free = await explain({ ...monday, capacity: 8 }, "--at", "2026-11-23T09:00", "--public");
    expect([free.code, free.stdout]).toEqual([
      0,
      expect.stringContaining("✓ 09:00–09:30 can be booked, 8 seats left\n"),
    ]);
  });

  it("says that a clock change skips a local time", async () => {
    const { code, stdout } = await explain(monday, "--at", "2026-03-29T02:30");
    expect([code, stdout]).toEqual([
      3,
      `Sunday 2026-03-29 02:30, times in Europe/Berlin
  ✗ the clock never shows it: it is put forward past it, to 03:00+02:00
`,
    ]);
    const { stdout: json } = await explain(monday, "--at", "2026-03-29T02:30", "--json");
    expect(JSON.parse(json)).toMatchObject({
      reasons: [{ code: "dst_gap", clockChangesAt: "2026-03-29T01:00:00Z" }],
      starts: [],
    });
  });

  it("explains both starts that a repeated local time names, read in the zone given", async () => {
    const { code, stdout } = await explain(nightly, "--at", "2026-11-01T01:30", "--time-zone", "America/New_York");
    expect([code, stdout]).toEqual([
      0,
      `Sunday 2026-11-01 01:30, times in America/New_York

  ✓ 01:30-04:00–01:00-05:00 can be booked with ada
  ✓ 01:30-05:00–02:00-05:00 can be booked with ada

2 of 2 starts can be booked
`,
    ]);
  });
});

/** Open around the clock while New York puts its clocks back. */
const nightly = {
  now: "2026-10-20T08:00:00Z",
  range: { start: "2026-10-31T00:00:00Z", end: "2026-11-03T00:00:00Z" },
  durationMinutes: 30,
  hosts: [
    {
      id: "ada",
      schedule: {
        timeZone: "UTC",
        weekly: { saturday: [{ start: "00:00", end: "24:00" }], sunday: [{ start: "00:00", end: "24:00" }] },
      },
    },
  ],
};

describe("slotkit explain --day", { timeout: 30_000 }, () => {
  it("explains every start of the date", async () => {
    const { code, stdout } = await explain(monday, "--day", "2026-11-23");
    expect([code, stdout]).toEqual([
      0,
      `Monday 2026-11-23, times in Europe/Berlin
  ada: open 09:00–12:00

  ✓ 09:00–09:30 can be booked with ada
  ✗ 09:30–10:00 cannot be booked
      no host is free
      ada: busy 10:00–10:30 on calendar ada@example.com, buffer after 10 min
  ✗ 10:00–10:30 cannot be booked
      no host is free
      ada: busy 10:00–10:30 on calendar ada@example.com
  ✓ 10:30–11:00 can be booked with ada
  ✓ 11:00–11:30 can be booked with ada
  ✓ 11:30–12:00 can be booked with ada

4 of 6 starts can be booked
`,
    ]);
  });

  it("says in another zone what stands against a whole date", async () => {
    const { code, stdout } = await explain(monday, "--day", "2026-11-20", "--time-zone", "Asia/Tokyo");
    expect([code, stdout]).toEqual([
      3,
      `Friday 2026-11-20 in Europe/Berlin, times in Asia/Tokyo
  ✗ outside the range of the query
  ✗ no start lies inside the opening hours
  ada: closed on this date
`,
    ]);
  });

  it("knows dates that a zone has skipped", async () => {
    const { code, stdout } = await explain(monday, "--day", "2011-12-30", "--public", "--time-zone", "UTC");
    expect([code, stdout]).toEqual([3, expect.stringContaining("Friday 2011-12-30 in Europe/Berlin, times in UTC\n")]);
    const apia = { ...monday, timeZone: "Pacific/Apia" };
    expect(await explain(apia, "--day", "2011-12-30")).toMatchObject({
      code: 3,
      stdout: `Friday 2011-12-30, times in Pacific/Apia
  ✗ the clock never shows it: it is put forward past it, to 2011-12-31 00:00
`,
    });
  });

  it("prints hours and starts as JSON", async () => {
    const { code, stdout } = await explain(monday, "--day", "2026-11-23", "--json");
    const { starts, ...day } = JSON.parse(stdout);
    expect([code, day]).toEqual([
      0,
      {
        date: "2026-11-23",
        timeZone: "Europe/Berlin",
        reasons: [],
        hosts: [{ id: "ada", hours: [{ start: "2026-11-23T08:00:00Z", end: "2026-11-23T11:00:00Z" }] }],
      },
    ]);
    expect(starts[0]).toEqual({
      start: "2026-11-23T08:00:00Z",
      end: "2026-11-23T08:30:00Z",
      bookable: true,
      reasons: [],
      hosts: [{ id: "ada", reasons: [] }],
      slot: { start: "2026-11-23T08:00:00Z", end: "2026-11-23T08:30:00Z", hostIds: ["ada"] },
    });
  });
});

describe("slotkit explain refuses, with exit code 2,", () => {
  it.each([
    [[], "Say what to explain: --at for one start, --day for a date.\nSee slotkit explain --help."],
    [["--at", "2026-11-23T09:00", "--day", "2026-11-23"], "Give --at or --day, not both."],
    [["--at", "2026-02-30T09:00"], '--at: received "2026-02-30T09:00"; give an instant, such as'],
    [["--at", "tomorrow"], "or a local time, such as 2026-11-23T09:00"],
    [["--day", "23.11.2026"], '--day: received "23.11.2026"; give an existing date as YYYY-MM-DD'],
  ])("%j", async (args, message) => {
    expect(await refused(monday, ...args)).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringContaining(message),
    });
  });

  it("a query that cannot be answered", async () => {
    const { code, stderr } = await refused({ ...monday, hosts: [] }, "--at", "2026-11-23T09:00");
    expect([code, stderr]).toEqual([2, expect.stringContaining("hosts: received a list of 0; give at least one host")]);
  });
});
