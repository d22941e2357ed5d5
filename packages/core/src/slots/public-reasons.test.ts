import { describe, expect, test } from "vitest";
import { explainSlot } from "./explain-slot.ts";
import { publicReasons } from "./public-reasons.ts";
import type { SlotHost, SlotQuery, Span } from "./slot-query.ts";

const at = (time: string) => Date.parse(`2026-11-23T${time}Z`);
const span = (start: string, end: string): Span => ({ start: at(start), end: at(end) });
const ada: SlotHost = {
  id: "ada",
  schedule: { timeZone: "UTC", weekly: { monday: [{ start: "09:00", end: "12:00" }] } },
};
const query: SlotQuery = { now: at("00:00"), range: span("00:00", "20:00"), durationMinutes: 60, hosts: [ada] };
const told = (more: Partial<SlotQuery>, host: Partial<SlotHost> = {}, time = "09:00") =>
  publicReasons(explainSlot({ ...query, ...more, hosts: [{ ...ada, ...host }] }, at(time)));

describe("does not tell apart", () => {
  const interval = span("09:00", "10:00");
  test.each<[string, Partial<SlotHost>]>([
    ["busy", { busy: [{ ...interval, source: "ada@example.com" }] }],
    ["held", { busy: [{ ...interval, kind: "hold" }] }],
    ["away", { timeOff: [interval] }],
    ["unknown", { unknown: [interval] }],
  ])("%s from the others", (_, host) => {
    expect(told({}, host)).toEqual([{ code: "not_enough_hosts" }]);
  });

  test("a host's own limit from a busy host", () => {
    const limits = [{ id: "ada-daily", period: "day", timeZone: "UTC", hostId: "ada", maxCount: 0 }] as const;
    expect(told({ limits })).toEqual([{ code: "not_enough_hosts" }]);
  });

  test.each<[string, Partial<SlotQuery>, string, string]>([
    ["too soon", { minimumNoticeMinutes: 600 }, "09:00", "min_notice"],
    ["too far", { now: at("00:00") - 2 * 86_400_000, bookingWindowDays: 1 }, "09:00", "beyond_window"],
    ["out of the range", { range: span("10:00", "11:00") }, "09:00", "outside_range"],
    ["no start", {}, "09:20", "not_a_start"],
  ])("free from busy where a start is %s", (_, more, time, code) => {
    const free = told(more, {}, time);
    expect(free.map((reason) => reason.code)).toEqual([code]);
    expect(told(more, { busy: [span("08:00", "12:00")] }, time)).toEqual(free);
  });
});

test("names no limit, and only the first thing that closes an open start", () => {
  const limits = [{ id: "vip-cap", period: "day", timeZone: "UTC", maxCount: 0 }] as const;
  expect(told({ limits }, { busy: [span("09:00", "10:00")] })).toEqual([{ code: "limit_reached" }]);
});

test("keeps what follows from published hours: the nearest starts and the first one that keeps the notice", () => {
  expect(told({ minimumNoticeMinutes: 600 }, {}, "09:20")).toEqual([
    { code: "not_a_start", nearestStarts: [at("09:00"), at("10:00")] },
    { code: "min_notice", firstStart: at("10:00") },
  ]);
});

test("has nothing to say about a start that is offered", () => {
  expect(told({})).toEqual([]);
});
