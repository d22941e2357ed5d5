import { describe, expect, test } from "vitest";
import { explainSlot } from "./explain-slot.ts";
import type { SlotHost, SlotQuery, Span } from "./slot-query.ts";

const at = (time: string) => Date.parse(`2026-11-23T${time}Z`);
const span = (start: string, end: string): Span => ({ start: at(start), end: at(end) });

const ada: SlotHost = {
  id: "ada",
  schedule: { timeZone: "UTC", weekly: { monday: [{ start: "09:00", end: "12:00" }] } },
};

/** Monday, 09:00 to 12:00 UTC, in hours. */
const monday: SlotQuery = {
  now: at("00:00"),
  range: span("00:00", "20:00"),
  durationMinutes: 60,
  hosts: [ada],
};

const codesOf = (query: SlotQuery, time: string) => {
  const { reasons, hosts } = explainSlot(query, at(time));
  return { slot: reasons.map(({ code }) => code), hosts: hosts.map((host) => host.reasons.map(({ code }) => code)) };
};

test("has no reason where a slot is offered, and shows it", () => {
  expect(explainSlot(monday, at("09:00"))).toEqual({
    start: at("09:00"),
    end: at("10:00"),
    reasons: [],
    hosts: [{ id: "ada", reasons: [] }],
    slot: { start: at("09:00"), end: at("10:00"), hostIds: ["ada"] },
  });
});

describe("for a host", () => {
  const because = (more: Partial<SlotHost>, query: Partial<SlotQuery> = {}) =>
    explainSlot({ ...monday, ...query, hosts: [{ ...ada, ...more }] }, at("09:00")).hosts[0]?.reasons;

  test("names the busy interval and where it was read", () => {
    const busy = { ...span("09:30", "10:30"), kind: "outside", source: "ada@example.com" } as const;
    expect(because({ busy: [busy] })).toEqual([{ code: "busy", interval: busy }]);
  });

  test("tells a reservation from a booking", () => {
    const hold = { ...span("09:30", "10:30"), kind: "hold" } as const;
    expect(because({ busy: [hold] })).toEqual([{ code: "held", interval: hold }]);
  });

  test("tells padding from the meeting itself", () => {
    const busy = span("10:00", "10:30");
    expect(because({ busy: [busy] })).toEqual([]);
    expect(because({ busy: [busy] }, { bufferAfterMinutes: 5 })).toEqual([
      { code: "buffer", interval: busy, side: "after", bufferMinutes: 5 },
    ]);
    const before = span("08:30", "09:00");
    expect(because({ busy: [before] }, { bufferBeforeMinutes: 5 })).toEqual([
      { code: "buffer", interval: before, side: "before", bufferMinutes: 5 },
    ]);
  });

  test("says everything at once", () => {
    const interval = span("09:00", "10:00");
    const used = [{ start: at("13:00"), minutes: 45 }];
    const limits = [{ id: "daily", period: "day", timeZone: "UTC", hostId: "ada", maxCount: 1, used } as const];
    expect(because({ busy: [interval], timeOff: [interval], unknown: [interval] }, { limits })).toEqual([
      { code: "time_off", interval },
      { code: "busy", interval },
      { code: "calendar_unavailable", interval },
      { code: "limit_reached", limitId: "daily", period: "day", usedCount: 1, usedMinutes: 45, maxCount: 1 },
    ]);
  });

  test("names the hours of the date where the start lies outside of them", () => {
    expect(explainSlot(monday, at("12:00")).hosts[0]?.reasons).toEqual([
      { code: "outside_hours", hours: [span("09:00", "12:00")] },
    ]);
    expect(explainSlot(monday, at("12:00") + 86_400_000).hosts[0]?.reasons).toEqual([
      { code: "outside_hours", hours: [] },
    ]);
  });

  test("a session of another start is busy time", () => {
    const session = { ...span("09:30", "10:30"), hostIds: ["ada"], taken: 1 };
    expect(because({}, { capacity: 2, sessions: [session] })).toEqual([
      { code: "busy", interval: { ...span("09:30", "10:30"), kind: "booking" } },
    ]);
  });
});

describe("for the slot", () => {
  test("names the nearest starts", () => {
    expect(explainSlot(monday, at("09:20")).reasons).toEqual([
      { code: "not_a_start", nearestStarts: [at("09:00"), at("10:00")] },
    ]);
    expect(explainSlot(monday, at("08:00")).reasons[0]).toEqual({ code: "not_a_start", nearestStarts: [at("09:00")] });
    expect(explainSlot(monday, at("13:00")).reasons[0]).toEqual({ code: "not_a_start", nearestStarts: [at("11:00")] });
  });

  test("names the first start that keeps the notice", () => {
    expect(explainSlot({ ...monday, minimumNoticeMinutes: 600 }, at("09:00")).reasons).toEqual([
      { code: "min_notice", firstStart: at("10:00") },
    ]);
  });

  test.each<[string, Partial<SlotQuery>, string, string[], string[]]>([
    [
      "a grid start that ends after the window",
      { intervalMinutes: 30 },
      "11:30",
      ["not_enough_hosts"],
      ["outside_hours"],
    ],
    ["a start outside the window", {}, "15:00", ["not_a_start", "not_enough_hosts"], ["outside_hours"]],
    ["a day too far", { now: at("00:00") - 2 * 86_400_000, bookingWindowDays: 1 }, "09:00", ["beyond_window"], []],
    ["a start outside the range", { range: span("10:00", "12:00") }, "09:00", ["outside_range"], []],
    [
      "the event type's limit",
      { limits: [{ id: "weekly", period: "week", timeZone: "UTC", maxMinutes: 30 }] },
      "09:00",
      ["limit_reached"],
      [],
    ],
    [
      "a full session",
      { capacity: 3, sessions: [{ ...span("09:00", "10:00"), hostIds: ["ada"], taken: 3 }] },
      "09:00",
      ["seats_full"],
      [],
    ],
    [
      "a session of a host who left",
      { capacity: 3, sessions: [{ ...span("09:00", "10:00"), hostIds: ["gone"], taken: 1 }] },
      "09:00",
      ["not_enough_hosts"],
      [],
    ],
  ])("%s", (_, more, time, slot, host) => {
    expect(codesOf({ ...monday, ...more }, time)).toEqual({ slot, hosts: [host] });
  });

  test("one busy host of two does not matter to roundRobin, but does to collective", () => {
    const hosts = [
      { ...ada, busy: [span("09:00", "10:00")] },
      { ...ada, id: "grace" },
    ];
    const query: SlotQuery = { ...monday, hosts, assignment: { kind: "roundRobin" } };
    expect(codesOf(query, "09:00")).toEqual({ slot: [], hosts: [["busy"], []] });
    expect(explainSlot({ ...query, assignment: { kind: "collective" } }, at("09:00")).reasons).toEqual([
      { code: "not_enough_hosts", freeHostIds: ["grace"] },
    ]);
  });
});

test("refuses a start that is no instant", () => {
  expect(() => explainSlot(monday, Number.NaN)).toThrow("start: received NaN");
});
