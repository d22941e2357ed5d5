import { describe, expect, test } from "vitest";
import { findFirstSlots, findNextSlot, findSlotAt, findSlots } from "./find-slots.ts";
import type { Schedule, SlotHost, SlotQuery, Span, TimeWindow } from "./slot-query.ts";
import { SlotQueryError } from "./slot-query-error.ts";

const berlin = "Europe/Berlin";

/** A span of UTC: `span("2026-11-23T09:00", "10:00")`. */
const span = (start: string, end: string): Span => ({
  start: Date.parse(`${start}Z`),
  end: Date.parse(end.length > 5 ? `${end}Z` : `${start.slice(0, 11)}${end}Z`),
});

const windows = (...texts: string[]): TimeWindow[] =>
  texts.map((text) => {
    const [start = "", end = ""] = text.split("-");
    return { start, end };
  });

const daily = (...texts: string[]): Schedule["weekly"] => {
  const day = windows(...texts);
  return { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day, saturday: day, sunday: day };
};

const host = (id: string, schedule: SlotHost["schedule"], more: Partial<SlotHost> = {}): SlotHost => ({
  id,
  schedule,
  ...more,
});

/** Monday 2026-11-23 in Berlin, asked long before, for hours of 60 minutes between 09:00 and 12:00. */
const monday: SlotQuery = {
  now: Date.parse("2026-11-01T00:00Z"),
  range: span("2026-11-22T23:00", "2026-11-23T23:00"),
  durationMinutes: 60,
  hosts: [host("ada", { timeZone: berlin, weekly: daily("09:00-12:00") })],
};

const ada = monday.hosts[0] as SlotHost;
const withAda = (more: Partial<SlotHost>, query: Partial<SlotQuery> = {}): SlotQuery => ({
  ...monday,
  ...query,
  hosts: [{ ...ada, ...more }],
});

/** Starts as UTC times of day, with the hosts where there are several. */
const timesOf = (query: SlotQuery) =>
  findSlots(query).map(({ start, hostIds }) => {
    const time = new Date(start).toISOString().slice(11, 16);
    return query.hosts.length === 1 ? time : `${time} ${hostIds.join("+")}`;
  });

test("answers start, end and host, in epoch milliseconds", () => {
  expect(findSlots(monday)).toEqual(
    ["08:00", "09:00", "10:00"].map((time) => {
      const start = Date.parse(`2026-11-23T${time}Z`);
      return { start, end: start + 3_600_000, hostIds: ["ada"] };
    }),
  );
});

describe("windows", () => {
  const open = (...texts: string[]) => withAda({ schedule: { timeZone: berlin, weekly: daily(...texts) } });

  test.each<[string, SlotQuery, string[]]>([
    ["a slot must end inside the window", open("09:00-10:59"), ["08:00"]],
    ["each window starts a grid of its own", open("09:00-10:30", "13:15-14:30"), ["08:00", "12:15"]],
    ["windows that touch are one", open("09:00-09:30", "09:30-10:00"), ["08:00"]],
    ["windows that overlap are one, in any order", open("09:30-11:00", "09:00-10:00"), ["08:00", "09:00"]],
    ["24:00 closes the day", open("22:30-24:00"), ["21:30"]],
    ["a day without windows is closed", withAda({ schedule: { timeZone: berlin, weekly: {} } }), []],
    [
      "an override replaces its date",
      withAda({
        schedule: {
          timeZone: berlin,
          weekly: daily("09:00-12:00"),
          overrides: [{ date: "2026-11-23", windows: windows("14:00-15:00") }],
        },
      }),
      ["13:00"],
    ],
    [
      "an empty override closes its date",
      withAda({
        schedule: { timeZone: berlin, weekly: daily("09:00-12:00"), overrides: [{ date: "2026-11-23", windows: [] }] },
      }),
      [],
    ],
    [
      "the schedule has its own zone",
      withAda({ schedule: { timeZone: "Asia/Kathmandu", weekly: daily("09:00-10:00") } }),
      ["03:15"],
    ],
  ])("%s", (_, query, times) => {
    expect(timesOf(query)).toEqual(times);
  });

  test("a night is two windows and one span; each local date restarts its grid", () => {
    const night = {
      timeZone: berlin,
      weekly: { monday: windows("22:30-24:00"), tuesday: windows("00:00-02:00") },
    };
    const range = span("2026-11-23T12:00", "2026-11-24T12:00");
    expect(timesOf(withAda({ schedule: night }, { range }))).toEqual(["21:30", "22:30", "23:00", "00:00"]);
    const closed = { ...night, overrides: [{ date: "2026-11-24", windows: [] }] };
    expect(timesOf(withAda({ schedule: closed }, { range }))).toEqual(["21:30"]);
  });

  test("of several schedules the first that is in force speaks", () => {
    const winter = {
      timeZone: berlin,
      effective: { from: "2026-11-24", until: "2026-11-24" },
      weekly: daily("14:00-15:00"),
    };
    const always = { timeZone: berlin, weekly: daily("09:00-10:00") };
    const query = withAda({ schedule: [winter, always] }, { range: span("2026-11-22T23:00", "2026-11-25T23:00") });
    expect(findSlots(query).map(({ start }) => new Date(start).toISOString().slice(5, 16))).toEqual([
      "11-23T08:00",
      "11-24T13:00",
      "11-25T08:00",
    ]);
    expect(timesOf(withAda({ schedule: winter }))).toEqual([]);
  });
});

describe("clock changes", () => {
  const night = (date: string, ...texts: string[]): SlotQuery =>
    withAda(
      { schedule: { timeZone: berlin, weekly: daily(...texts) } },
      {
        now: Date.parse("2026-01-01T00:00Z"),
        range: { start: Date.parse(`${date}T00:00Z`) - 3_600_000 * 2, end: Date.parse(`${date}T12:00Z`) },
        durationMinutes: 30,
      },
    );

  test.each<[string, SlotQuery, string[]]>([
    ["a skipped hour has no starts", night("2026-03-29", "02:00-03:00"), []],
    ["a window across it is shorter", night("2026-03-29", "01:30-03:30"), ["00:30", "01:00"]],
    ["a repeated hour has them twice", night("2026-10-25", "02:00-03:00"), ["00:00", "00:30", "01:00", "01:30"]],
    ["a window inside it is two spans", night("2026-10-25", "02:00-02:30"), ["00:00", "01:00"]],
    ["a working day stays at its wall time", night("2026-03-29", "09:00-10:00"), ["07:00", "07:30"]],
  ])("%s", (_, query, times) => {
    expect(timesOf(query)).toEqual(times);
  });
});

describe("busy time", () => {
  const busy = (start: string, end: string, query: Partial<SlotQuery> = {}) =>
    withAda({ busy: [span(`2026-11-23T${start}`, end)] }, { intervalMinutes: 30, ...query });

  test.each<[string, SlotQuery, string[]]>([
    ["takes what overlaps", busy("09:10", "09:20"), ["08:00", "09:30", "10:00"]],
    ["touching is not overlapping", busy("09:00", "09:30"), ["08:00", "09:30", "10:00"]],
    ["inside a slot counts", busy("08:15", "08:20"), ["08:30", "09:00", "09:30", "10:00"]],
    ["around the day leaves nothing", busy("05:00", "20:00"), []],
    ["keeps the buffer before", busy("08:30", "09:00", { bufferBeforeMinutes: 15 }), ["09:30", "10:00"]],
    ["keeps the buffer after", busy("09:30", "10:00", { bufferAfterMinutes: 15 }), ["08:00", "10:00"]],
    [
      "a buffer may be exactly as long as the gap",
      busy("08:30", "08:45", { bufferBeforeMinutes: 15 }),
      ["09:00", "09:30", "10:00"],
    ],
  ])("%s", (_, query, times) => {
    expect(timesOf(query)).toEqual(times);
  });

  test("a buffer may reach outside the window", () => {
    expect(timesOf({ ...monday, bufferBeforeMinutes: 30, bufferAfterMinutes: 30 })).toEqual([
      "08:00",
      "09:00",
      "10:00",
    ]);
  });

  test("unsorted, overlapping and nested intervals are one union", () => {
    const intervals = [
      span("2026-11-23T09:30", "10:00"),
      span("2026-11-23T07:00", "08:10"),
      span("2026-11-23T07:30", "08:05"),
    ];
    expect(timesOf(withAda({ busy: intervals }, { intervalMinutes: 30 }))).toEqual(["08:30", "10:00"]);
  });

  test.each(["timeOff", "unknown"] as const)("%s blocks like busy time", (kind) => {
    expect(timesOf(withAda({ [kind]: [span("2026-11-23T09:00", "10:00")] }))).toEqual(["08:00", "10:00"]);
  });
});

describe("rules", () => {
  test("minimum notice is elapsed time, and exactly enough is enough", () => {
    const at = (now: string) => timesOf({ ...monday, now: Date.parse(now), minimumNoticeMinutes: 120 });
    expect(at("2026-11-23T07:00Z")).toEqual(["09:00", "10:00"]);
    expect(at("2026-11-23T07:00:00.001Z")).toEqual(["10:00"]);
  });

  test("nothing is offered before now", () => {
    expect(timesOf({ ...monday, now: Date.parse("2026-11-23T09:00Z") })).toEqual(["09:00", "10:00"]);
  });

  test("the booking window counts calendar days of the query's zone", () => {
    const at = (now: string, timeZone?: string) =>
      timesOf({ ...monday, timeZone, now: Date.parse(now), bookingWindowDays: 2 });
    expect(at("2026-11-20T22:59Z")).toEqual([]);
    expect(at("2026-11-20T23:00Z")).toEqual(["08:00", "09:00", "10:00"]);
    expect(at("2026-11-20T23:00Z", "America/New_York")).toEqual([]);
  });

  test("the range holds starts: its end is excluded, and a slot may end after it", () => {
    expect(timesOf({ ...monday, range: span("2026-11-23T08:00", "09:00") })).toEqual(["08:00"]);
    expect(timesOf({ ...monday, range: span("2026-11-23T08:01", "09:01") })).toEqual(["09:00"]);
  });

  test("the grid does not depend on the range or on busy time", () => {
    const query = withAda({ busy: [span("2026-11-23T08:10", "08:20")] }, { intervalMinutes: 25 });
    expect(timesOf({ ...query, range: span("2026-11-23T08:07", "12:00") })).toEqual([
      "08:25",
      "08:50",
      "09:15",
      "09:40",
    ]);
  });

  test("the grid of an open-ended schedule restarts with each date of the query's zone", () => {
    const schedule = { timeZone: "UTC", weekly: daily("00:00-24:00") };
    const range = span("2026-11-23T20:00", "2026-11-24T08:00");
    const query = withAda({ schedule }, { durationMinutes: 420, range });
    expect(timesOf({ ...query, timeZone: "UTC" })).toEqual(["21:00", "00:00", "07:00"]);
    expect(timesOf({ ...query, timeZone: "Asia/Kathmandu" })).toEqual(["01:15"]);
  });
});

describe("limits", () => {
  const used = (start: string, minutes = 30) => ({ start: Date.parse(start), minutes });
  const twoDays = span("2026-11-22T23:00", "2026-11-24T23:00");
  const capped = (limit: Partial<NonNullable<SlotQuery["limits"]>[0]>) =>
    findSlots({
      ...monday,
      range: twoDays,
      limits: [{ id: "cap", period: "day", timeZone: berlin, ...limit }],
    }).map(({ start }) => new Date(start).toISOString().slice(8, 16));
  const [first, second] = [
    ["23T08:00", "23T09:00", "23T10:00"],
    ["24T08:00", "24T09:00", "24T10:00"],
  ] as const;

  test.each([
    ["one booking fits under two", { maxCount: 2, used: [used("2026-11-23T15:00Z")] }, [...first, ...second]],
    ["a full day is closed", { maxCount: 1, used: [used("2026-11-23T15:00Z")] }, [...second]],
    ["minutes count the new booking too", { maxMinutes: 90, used: [used("2026-11-23T15:00Z", 31)] }, [...second]],
    ["minutes may be used up", { maxMinutes: 90, used: [used("2026-11-23T15:00Z", 30)] }, [...first, ...second]],
    [
      "the limit's zone cuts the days",
      { maxCount: 1, timeZone: "Asia/Tokyo", used: [used("2026-11-23T15:30Z")] },
      [...first],
    ],
    [
      "a week starts on Monday",
      { period: "week" as const, maxCount: 1, used: [used("2026-11-22T15:00Z")] },
      [...first, ...second],
    ],
    [
      "unless another day is named",
      { period: "week" as const, weekStartsOn: "sunday" as const, maxCount: 1, used: [used("2026-11-22T15:00Z")] },
      [],
    ],
    ["a month", { period: "month" as const, maxCount: 1, used: [used("2026-11-01T00:00Z")] }, []],
    [
      "another month",
      { period: "month" as const, maxCount: 1, used: [used("2026-10-31T22:59Z")] },
      [...first, ...second],
    ],
    ["none at all", { maxCount: 0 }, []],
  ])("%s", (_, limit, starts) => {
    expect(capped(limit)).toEqual(starts);
  });

  test("of one host leave the others", () => {
    const query: SlotQuery = {
      ...monday,
      range: span("2026-11-23T08:00", "09:00"),
      assignment: { kind: "roundRobin" },
      hosts: [ada, { ...ada, id: "grace" }],
      limits: [{ id: "cap", period: "day", timeZone: berlin, hostId: "ada", maxCount: 0 }],
    };
    expect(timesOf(query)).toEqual(["08:00 grace"]);
  });
});

describe("several hosts", () => {
  const early = host("ada", { timeZone: berlin, weekly: daily("09:00-12:30") });
  const late = host("grace", { timeZone: berlin, weekly: daily("12:30-17:00") });
  const all = host("edsger", { timeZone: berlin, weekly: daily("11:30-13:30") });

  test("collective needs all of them", () => {
    expect(timesOf({ ...monday, assignment: { kind: "collective" }, hosts: [early, all] })).toEqual([
      "10:30 ada+edsger",
    ]);
  });

  test("roundRobin needs one; a change of hosts does not restart the grid", () => {
    expect(timesOf({ ...monday, assignment: { kind: "roundRobin" }, hosts: [early, late] })).toEqual([
      "08:00 ada",
      "09:00 ada",
      "10:00 ada",
      "12:00 grace",
      "13:00 grace",
      "14:00 grace",
      "15:00 grace",
    ]);
  });

  test("anyOf needs so many, and lists all who are free", () => {
    expect(timesOf({ ...monday, assignment: { kind: "anyOf", count: 2 }, hosts: [early, all, late] })).toEqual([
      "10:30 ada+edsger",
      "11:30 edsger+grace",
    ]);
    expect(timesOf({ ...monday, assignment: { kind: "anyOf", count: 9 }, hosts: [early, late] })).toEqual([]);
  });

  test("fixed hosts are needed beside one rotating host, and are listed first", () => {
    const hosts = [early, late, { ...all, fixed: true }];
    expect(timesOf({ ...monday, durationMinutes: 30, assignment: { kind: "roundRobin" }, hosts })).toEqual([
      "10:30 edsger+ada",
      "11:00 edsger+ada",
      "11:30 edsger+grace",
      "12:00 edsger+grace",
    ]);
  });
});

describe("the first slots", () => {
  const month = { ...monday, range: span("2026-11-22T23:00", "2026-12-22T23:00") };

  test("are those that the list begins with, however few or many are asked for", () => {
    const all = findSlots(month);
    expect(all).toHaveLength(90);
    for (const count of [1, 2, 3, 4, 31, 89, 90, 91, 1000]) {
      expect(findFirstSlots(month, count)).toEqual(all.slice(0, count));
    }
    expect(findNextSlot(month)).toEqual(all[0]);
  });

  test("are found behind weeks of absence", () => {
    const timeOff = [span("2026-11-01T00:00", "2026-12-22T09:00")];
    expect(findNextSlot({ ...withAda({ timeOff }), range: month.range })).toMatchObject(
      span("2026-12-22T09:00", "10:00"),
    );
    expect(findNextSlot({ ...withAda({ timeOff: [span("2026-11-01T00:00", "2027-01-01T00:00")] }) })).toBeUndefined();
  });

  test("begin after the notice and end with the booking window", () => {
    const late = { ...month, now: Date.parse("2026-12-20T10:30Z"), bookingWindowDays: 1 };
    expect(findFirstSlots(late, 9)).toEqual(findSlots(late));
    expect(findSlots(late)).toHaveLength(3);
  });

  test.each([0, -1, 1.5, Number.NaN, Infinity])("refuses %d as their count", (count) => {
    expect(() => findFirstSlots(month, count)).toThrow(expect.objectContaining({ field: "count" }));
  });
});

describe("align: pack", () => {
  const packed = (more: Partial<SlotQuery> = {}) =>
    withAda({ busy: [span("2026-11-23T09:10", "09:25")] }, { align: "pack", ...more });

  test("adds the start that ends flush before and the one that begins flush after", () => {
    expect(timesOf(packed())).toEqual(["08:00", "08:10", "09:25", "10:00"]);
    expect(timesOf(packed({ bufferAfterMinutes: 5, bufferBeforeMinutes: 10 }))).toEqual([
      "08:00",
      "08:05",
      "09:35",
      "10:00",
    ]);
  });

  test("a commit accepts any whole minute that is free, and nothing else", () => {
    const at = (time: string, query = packed()) => findSlotAt(query, Date.parse(`2026-11-23T${time}Z`));
    expect(at("08:03")).toMatchObject({ hostIds: ["ada"] });
    expect(at("08:03:30")).toBeUndefined();
    expect(at("08:11")).toBeUndefined();
    expect(at("08:03", { ...packed(), align: "grid" })).toBeUndefined();
  });

  test("each start is listed once, in order, and only where enough hosts are free", () => {
    const busy = [
      span("2026-11-23T09:10", "09:25"),
      span("2026-11-23T09:10", "09:25"),
      span("2026-11-23T08:30", "09:00"),
    ];
    const hosts = [
      { ...ada, busy },
      { ...ada, id: "grace", busy: [span("2026-11-23T06:00", "10:00")] },
    ];
    expect(
      timesOf({ ...monday, align: "pack", durationMinutes: 30, assignment: { kind: "roundRobin" }, hosts }),
    ).toEqual(["08:00 ada", "09:25 ada", "09:30 ada", "10:00 ada+grace", "10:30 ada+grace"]);
  });
});

describe("seats", () => {
  const session = { ...span("2026-11-23T09:00", "10:00"), hostIds: ["ada"], taken: 3 };
  const seated = (more: Partial<SlotQuery>) =>
    findSlots({ ...monday, capacity: 5, ...more }).map(
      ({ start, seatsRemaining }) => `${new Date(start).toISOString().slice(11, 16)} ${seatsRemaining}`,
    );

  test.each([
    ["are all free without a session", {}, ["08:00 5", "09:00 5", "10:00 5"]],
    ["are counted down by one", { sessions: [session] }, ["08:00 5", "09:00 2", "10:00 5"]],
    ["may run out", { sessions: [{ ...session, taken: 5 }] }, ["08:00 5", "10:00 5"]],
    ["may be fewer than were taken", { capacity: 2, sessions: [session] }, ["08:00 2", "10:00 2"]],
    [
      "block every other start of the host",
      { intervalMinutes: 30, sessions: [session] },
      ["08:00 5", "09:00 2", "10:00 5"],
    ],
    [
      "block all of it for another duration",
      { durationMinutes: 30, sessions: [session] },
      ["08:00 5", "08:30 5", "10:00 5", "10:30 5"],
    ],
    ["keep a session's own buffers", { bufferAfterMinutes: 15, sessions: [session] }, ["09:00 2"]],
  ])("%s", (_, more, expected) => {
    expect(seated(more)).toEqual(expected);
  });

  test("belong to the session's hosts, and nothing is offered beside it", () => {
    const hosts = [ada, { ...ada, id: "grace" }];
    const query: SlotQuery = { ...monday, capacity: 5, assignment: { kind: "roundRobin" }, hosts, sessions: [session] };
    expect(timesOf(query)).toEqual(["08:00 ada+grace", "09:00 ada", "10:00 ada+grace"]);
    expect(timesOf({ ...query, sessions: [{ ...session, taken: 5 }] })).toEqual(["08:00 ada+grace", "10:00 ada+grace"]);
    expect(timesOf({ ...query, sessions: [{ ...session, hostIds: ["gone"] }] })).toEqual([
      "08:00 ada+grace",
      "10:00 ada+grace",
    ]);
  });

  test("are not given away while the host is busy elsewhere", () => {
    const query = withAda({ busy: [span("2026-11-23T09:30", "09:40")] }, { capacity: 5, sessions: [session] });
    expect(timesOf(query)).toEqual(["08:00", "10:00"]);
  });
});

describe("refuses, naming the field,", () => {
  const schedule = (more: object) => withAda({ schedule: { timeZone: berlin, weekly: {}, ...more } });
  const reversed = { start: 2, end: 1 };
  const limit = { id: "cap", period: "day", timeZone: berlin, maxCount: 1 } as const;

  test.each<[string, SlotQuery]>([
    ["now", { ...monday, now: Number.NaN }],
    ["range.start", { ...monday, range: { start: Number.NaN, end: 1 } }],
    ["range.end", { ...monday, range: { start: 0, end: Infinity } }],
    ["range.end", { ...monday, range: { start: 1, end: 1 } }],
    ["range", { ...monday, range: span("2026-01-01T00:00", "2027-01-04T00:00") }],
    ["range", { ...monday, range: span("2026-01-01T00:00", "2027-01-01T00:00"), intervalMinutes: 1 }],
    ["range", { ...monday, range: { start: 0, end: 1_000_000 * 60_000 }, intervalMinutes: 1 }],
    ["timeZone", { ...monday, timeZone: "../../etc/passwd" }],
    ["timeZone", { ...monday, timeZone: "" }],
    ["durationMinutes", { ...monday, durationMinutes: -30 }],
    ["durationMinutes", { ...monday, durationMinutes: 0 }],
    ["durationMinutes", { ...monday, durationMinutes: 0.5 }],
    ["durationMinutes", { ...monday, durationMinutes: Number.NaN }],
    ["durationMinutes", { ...monday, durationMinutes: 367 * 24 * 60 }],
    ["durationMinutes", { ...monday, durationMinutes: "30" as unknown as number }],
    ["intervalMinutes", { ...monday, intervalMinutes: 0 }],
    ["bufferBeforeMinutes", { ...monday, bufferBeforeMinutes: -1 }],
    ["bufferAfterMinutes", { ...monday, bufferAfterMinutes: Number.NaN }],
    ["minimumNoticeMinutes", { ...monday, minimumNoticeMinutes: -1 }],
    ["bookingWindowDays", { ...monday, bookingWindowDays: 1.5 }],
    ["align", { ...monday, align: "tight" as "pack" }],
    ["assignment.kind", { ...monday, assignment: { kind: "lottery" as "single" } }],
    ["assignment.kind", { ...monday, hosts: [ada, { ...ada, id: "grace" }] }],
    ["assignment.count", { ...monday, assignment: { kind: "anyOf", count: 0 } }],
    ["hosts", { ...monday, hosts: [] }],
    ["hosts[1].id", { ...monday, assignment: { kind: "roundRobin" }, hosts: [ada, ada] }],
    ["hosts[0].schedule", withAda({ schedule: [] })],
    ["hosts[0].schedule[0].timeZone", withAda({ schedule: [{ timeZone: "GMT+25", weekly: {} }] })],
    ["hosts[0].schedule.weekly.monday[0].end", schedule({ weekly: { monday: windows("09:00-24:30") } })],
    ["hosts[0].schedule.weekly.monday[1].end", schedule({ weekly: { monday: windows("09:00-10:00", "22:00-02:00") } })],
    ["hosts[0].schedule.weekly.monday[0].start", schedule({ weekly: { monday: windows("9:00-10:00") } })],
    ["hosts[0].schedule.weekly.moonday", schedule({ weekly: { moonday: [] } })],
    ["hosts[0].schedule.timeZone", schedule({ timeZone: "+05:00" })],
    [
      "hosts[0].schedule.overrides[0].windows[0].end",
      schedule({ overrides: [{ date: "2026-02-20", windows: windows("09:00-24:30") }] }),
    ],
    ["hosts[0].schedule.overrides[0].date", schedule({ overrides: [{ date: "2026-02-30", windows: [] }] })],
    [
      "hosts[0].schedule.overrides[1].date",
      schedule({
        overrides: [
          { date: "2026-02-20", windows: [] },
          { date: "2026-02-20", windows: [] },
        ],
      }),
    ],
    ["hosts[0].schedule.effective.until", schedule({ effective: { from: "2026-02-02", until: "2026-02-01" } })],
    ["hosts[0].busy[1].end", withAda({ busy: [{ start: 1, end: 2 }, reversed] })],
    ["hosts[0].timeOff[0].end", withAda({ timeOff: [reversed] })],
    ["hosts[0].unknown[0].start", withAda({ unknown: [{ start: Number.NaN, end: 1 }] })],
    ["hosts[0].priority", withAda({ priority: Number.NaN })],
    ["hosts[0].weight", withAda({ weight: -1 })],
    ["hosts[0].weight", withAda({ weight: Infinity })],
    ["hosts[0].lastBookedAt", withAda({ lastBookedAt: Number.NaN })],
    ["limits[0].maxCount", { ...monday, limits: [{ ...limit, maxCount: -1 }] }],
    ["limits[0].maxMinutes", { ...monday, limits: [{ ...limit, maxMinutes: 0.5 }] }],
    ["limits[0].used[0].start", { ...monday, limits: [{ ...limit, used: [{ start: Number.NaN, minutes: 1 }] }] }],
    ["limits[0].weekStartsOn", { ...monday, limits: [{ ...limit, weekStartsOn: "moonday" as "monday" }] }],
    ["limits[0].hostId", { ...monday, limits: [{ ...limit, hostId: "nobody" }] }],
    ["limits[0].maxCount", { ...monday, limits: [{ ...limit, maxCount: undefined }] }],
    ["limits[0].period", { ...monday, limits: [{ ...limit, period: "decade" as "day" }] }],
    ["limits[0].timeZone", { ...monday, limits: [{ ...limit, timeZone: "Mars/Olympus" }] }],
    ["limits[0].used[0].minutes", { ...monday, limits: [{ ...limit, used: [{ start: 0, minutes: -1 }] }] }],
    ["capacity", { ...monday, capacity: 0 }],
    ["capacity", { ...monday, sessions: [{ start: 0, end: 1, hostIds: ["ada"], taken: 0 }] }],
    ["sessions[0].taken", { ...monday, capacity: 1, sessions: [{ start: 0, end: 1, hostIds: ["ada"], taken: -1 }] }],
  ])("%s", (field, query) => {
    const refusal = expect.objectContaining({ name: "SlotQueryError", code: "validation_failed", field });
    expect(() => findSlots(query)).toThrow(refusal);
    expect(() => findSlots(query)).toThrow(SlotQueryError);
  });

  test("and says what it received and what to give", () => {
    expect(() => findSlots({ ...monday, intervalMinutes: 0 })).toThrow(
      "intervalMinutes: received 0; give a whole number from 1 to 527040",
    );
  });
});
