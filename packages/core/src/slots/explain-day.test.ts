import { describe, expect, test } from "vitest";
import { explainDay } from "./explain-day.ts";
import { explainSlot } from "./explain-slot.ts";
import { findSlots } from "./find-slots.ts";
import type { SlotQuery, Span } from "./slot-query.ts";

const at = (time: string) => Date.parse(`2026-11-${time}Z`);
const span = (start: string, end: string): Span => ({ start: at(start), end: at(end) });
const morning = [{ start: "09:00", end: "12:00" }];

/** Monday 2026-11-23 and Tuesday in Berlin, 09:00 to 12:00 in hours, a meeting on Monday at ten. */
const query: SlotQuery = {
  now: at("22T00:00"),
  range: span("22T00:00", "30T00:00"),
  durationMinutes: 60,
  hosts: [
    {
      id: "ada",
      schedule: { timeZone: "Europe/Berlin", weekly: { monday: morning, tuesday: morning } },
      busy: [{ ...span("23T09:00", "23T09:30"), kind: "outside", source: "ada@example.com" }],
    },
  ],
};
const codesOf = (asked: SlotQuery, date: string) => explainDay(asked, date).reasons.map(({ code }) => code);

test("explains each candidate start, as explainSlot does", () => {
  const { date, timeZone, reasons, hosts, starts } = explainDay(query, "2026-11-23");
  expect({ date, timeZone, reasons }).toEqual({ date: "2026-11-23", timeZone: "Europe/Berlin", reasons: [] });
  expect(hosts).toEqual([{ id: "ada", hours: [span("23T08:00", "23T11:00")] }]);
  expect(starts).toEqual(["23T08:00", "23T09:00", "23T10:00"].map((time) => explainSlot(query, at(time))));
  expect(starts.filter(({ slot }) => slot).map(({ slot }) => slot)).toEqual(
    findSlots({ ...query, range: span("22T23:00", "23T23:00") }),
  );
});

test("shows the starts flush against busy intervals where the event type packs", () => {
  const starts = (align: SlotQuery["align"]) =>
    explainDay({ ...query, align }, "2026-11-23").starts.map(({ start }) =>
      new Date(start).toISOString().slice(11, 16),
    );
  expect(starts("pack")).toEqual(["08:00", "09:00", "09:30", "10:00"]);
});

describe("says what closes the whole date:", () => {
  test.each<[string, Partial<SlotQuery>, string, string[]]>([
    ["no hours", {}, "2026-11-25", ["outside_hours"]],
    ["the range", {}, "2026-12-07", ["outside_range"]],
    ["the notice", { minimumNoticeMinutes: 4 * 1440 }, "2026-11-23", ["min_notice"]],
    ["not the notice when it ends on that date", { minimumNoticeMinutes: 1440 + 540 }, "2026-11-23", []],
    ["the booking window", { bookingWindowDays: 1 }, "2026-11-24", ["beyond_window"]],
    ["not the last date of the booking window", { bookingWindowDays: 1 }, "2026-11-23", []],
    [
      "a limit",
      { limits: [{ id: "daily", period: "day", timeZone: "Europe/Berlin", maxCount: 0 }] },
      "2026-11-23",
      ["limit_reached"],
    ],
    [
      "not a limit that cuts its periods elsewhere",
      {
        limits: [
          {
            id: "daily",
            period: "day",
            timeZone: "Asia/Tokyo",
            maxCount: 1,
            used: [{ start: at("23T01:00"), minutes: 5 }],
          },
        ],
      },
      "2026-11-23",
      [],
    ],
  ])("%s", (_, more, date, codes) => {
    expect(codesOf({ ...query, ...more }, date)).toEqual(codes);
  });

  test("the clock, where it skipped the date", () => {
    const apia: SlotQuery = {
      ...query,
      timeZone: "Pacific/Apia",
      now: Date.parse("2011-12-01T00:00Z"),
      range: { start: Date.parse("2011-12-01T00:00Z"), end: Date.parse("2012-01-01T00:00Z") },
    };
    expect(explainDay(apia, "2011-12-30")).toEqual({
      date: "2011-12-30",
      timeZone: "Pacific/Apia",
      reasons: [{ code: "dst_gap", clockChangesAt: Date.parse("2011-12-30T10:00Z") }],
      hosts: [],
      starts: [],
    });
  });
});

test("refuses a date that does not exist", () => {
  expect(() => explainDay(query, "2026-02-30")).toThrow(expect.objectContaining({ field: "date" }));
});
