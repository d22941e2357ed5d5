import { describe, expect, test } from "vitest";
import { explainLocalTime } from "./explain-local-time.ts";
import type { SlotQuery } from "./slot-query.ts";

const wholeDay = [{ start: "00:00", end: "24:00" }];
const query = (timeZone: string, from: string, until: string): SlotQuery => ({
  now: Date.parse("2009-01-01T00:00Z"),
  range: { start: Date.parse(`${from}T00:00Z`), end: Date.parse(`${until}T00:00Z`) },
  durationMinutes: 30,
  hosts: [{ id: "ada", schedule: { timeZone, weekly: { saturday: wholeDay, sunday: wholeDay } } }],
});
const berlin = query("Europe/Berlin", "2026-01-01", "2026-12-31");

test("explains the one instant at which the clock shows a time", () => {
  const { reasons, occurrences, timeZone } = explainLocalTime(berlin, { date: "2026-03-29", time: "01:30" });
  expect(timeZone).toBe("Europe/Berlin");
  expect(reasons).toEqual([]);
  expect(occurrences.map(({ start, reasons }) => [start, reasons])).toEqual([[Date.parse("2026-03-29T00:30Z"), []]]);
});

describe("a time that is skipped", () => {
  test.each([
    [berlin, "2026-03-29", "02:00", "2026-03-29T01:00Z"],
    [berlin, "2026-03-29", "02:59", "2026-03-29T01:00Z"],
    [query("Africa/Cairo", "2026-04-01", "2026-05-01"), "2026-04-24", "00:00", "2026-04-23T22:00Z"],
    [query("Australia/Lord_Howe", "2026-10-01", "2026-10-31"), "2026-10-04", "02:15", "2026-10-03T15:30Z"],
    // The whole date.
    [query("Pacific/Apia", "2011-12-01", "2011-12-31"), "2011-12-30", "09:00", "2011-12-30T10:00Z"],
  ])("%# has no instant, and says when the clock jumped", (asked, date, time, jump) => {
    const { reasons, occurrences } = explainLocalTime(asked, { date, time });
    expect(reasons).toEqual([{ code: "dst_gap", clockChangesAt: Date.parse(jump) }]);
    expect(occurrences).toEqual([]);
  });

  test("ends where the clock is shown again", () => {
    expect(explainLocalTime(berlin, { date: "2026-03-29", time: "03:00" }).reasons).toEqual([]);
  });
});

test("a repeated time has two instants, each with its own reasons", () => {
  const [ada] = berlin.hosts;
  const busy = { start: Date.parse("2026-10-25T01:30Z"), end: Date.parse("2026-10-25T02:00Z") };
  const hosts = [{ id: "ada", schedule: ada?.schedule ?? [], busy: [busy] }];
  const { reasons, occurrences } = explainLocalTime({ ...berlin, hosts }, { date: "2026-10-25", time: "02:30" });
  expect(reasons).toEqual([]);
  expect(occurrences.map((one) => [new Date(one.start).toISOString(), one.hosts[0]?.reasons])).toEqual([
    ["2026-10-25T00:30:00.000Z", []],
    ["2026-10-25T01:30:00.000Z", [{ code: "busy", interval: busy }]],
  ]);
});

test("a date may begin twice: the second midnight is no gap", () => {
  // One minute after midnight the clock went back into the day before.
  const asked = query("America/St_Johns", "2009-10-30", "2009-11-02");
  const { reasons, occurrences } = explainLocalTime(asked, { date: "2009-11-01", time: "00:00" });
  expect(reasons).toEqual([]);
  expect(occurrences.map(({ start }) => new Date(start).toISOString())).toEqual([
    "2009-11-01T02:30:00.000Z",
    "2009-11-01T03:30:00.000Z",
  ]);
});

test("reads the clock of another zone when one is named", () => {
  const { occurrences } = explainLocalTime(berlin, { date: "2026-03-28", time: "12:00", timeZone: "Asia/Kathmandu" });
  expect(occurrences.map(({ start }) => new Date(start).toISOString())).toEqual(["2026-03-28T06:15:00.000Z"]);
});

test.each([
  ["date", { date: "2026-02-30", time: "09:00" }],
  ["time", { date: "2026-02-20", time: "24:30" }],
  ["timeZone", { date: "2026-02-20", time: "09:00", timeZone: "Mars/Olympus" }],
])("refuses what it cannot read, naming %s", (field, localTime) => {
  expect(() => explainLocalTime(berlin, localTime)).toThrow(
    expect.objectContaining({ name: "SlotQueryError", code: "validation_failed", field }),
  );
});
