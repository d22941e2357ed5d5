import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PersonBooking, PersonRule } from "../ports/person-rules.ts";
import { breaksPersonRule } from "./breaks-person-rule.ts";

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;
const at = Date.parse;
let uids = 0;

function made(createdAt: number, changes: Partial<PersonBooking> = {}): PersonBooking {
  const start = createdAt + dayMs;
  return {
    uid: `bk_${uids++}`,
    eventType: "intro",
    status: "confirmed",
    start,
    end: start + hourMs,
    createdAt,
    ...changes,
  };
}
const meeting = (start: number, changes: Partial<PersonBooking> = {}) =>
  made(0, { start, end: start + hourMs, ...changes });

interface Asked {
  history: readonly PersonBooking[];
  now?: number;
  start?: number;
  isMove?: boolean;
  scope?: "eventType" | "client";
}

function breaks(
  rule: PersonRule,
  { history, now = 0, start = now + dayMs, isMove = false, scope = "eventType" }: Asked,
) {
  return breaksPersonRule({ ...rule, scope }, history, { eventType: "intro", start, end: start + hourMs, isMove }, now);
}

describe("so many in so many days", () => {
  const rule = { maxCount: 2, per: { days: 30 } };
  const now = at("2026-11-20T08:00:00Z");

  it("counts those made less than that long ago, whatever the clock did meanwhile", () => {
    const first = made(now - 30 * dayMs);
    expect(breaks(rule, { now, history: [first, made(now - 1)] })).toBe(false);
    expect(breaks(rule, { now: now - 1, history: [first, made(now - 1)] })).toBe(true);
  });

  it("counts the states that it names, and bookings of its own event type unless it is the client's", () => {
    const history = [made(now - 1, { status: "cancelled" }), made(now - 1, { eventType: "demo" }), made(now - 1)];
    expect(breaks(rule, { now, history })).toBe(false);
    expect(breaks({ ...rule, counts: ["confirmed", "cancelled"] }, { now, history })).toBe(true);
    expect(breaks(rule, { now, history, scope: "client" })).toBe(true);
  });

  it("does not stand against a move, which makes no booking", () => {
    expect(breaks(rule, { now, isMove: true, history: [made(now - 1), made(now - 1)] })).toBe(false);
  });

  it("by meeting: no window of that length may hold more, before or after", () => {
    const byMeeting = { ...rule, by: "meeting" as const };
    const history = [meeting(now), meeting(now + 29 * dayMs)];
    const breaksAt = (days: number) => breaks(byMeeting, { history, start: now + days * dayMs, isMove: true });
    expect([-30, -15, -1, 0, 15, 29, 30, 58, 59].map(breaksAt)).toEqual([
      false,
      false,
      false,
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it("by meeting: as often as counting every window by hand", () => {
    const hours = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(
        fc.array(hours, { maxLength: 6 }),
        hours,
        fc.integer({ min: 1, max: 3 }),
        (taken, wanted, maxCount) => {
          const history = taken.map((hour) => meeting(hour * hourMs));
          const byHand = Array.from({ length: 24 }, (_, back) => wanted - back).some((from) => {
            const inside = (hour: number) => hour >= from && hour < from + 24;
            return taken.filter(inside).length + 1 > maxCount;
          });
          const asked = { history, start: wanted * hourMs };
          expect(breaks({ maxCount, per: { days: 1 }, by: "meeting" }, asked)).toBe(byHand);
        },
      ),
    );
  });
});

describe("so many in a period of the calendar", () => {
  const perDay = { maxCount: 1, per: { calendar: "day" as const, timeZone: "Europe/Berlin" }, by: "meeting" as const };

  it("takes the day of the rule's own zone, on the nights of the clock changes too", () => {
    for (const [first, last, next] of [
      ["2026-10-24T22:00:00Z", "2026-10-25T22:59:59Z", "2026-10-25T23:00:00Z"],
      ["2027-03-27T23:00:00Z", "2027-03-28T21:59:59Z", "2027-03-28T22:00:00Z"],
    ] as const) {
      const history = [meeting(at(first))];
      expect(breaks(perDay, { history, start: at(last) }), last).toBe(true);
      expect(breaks(perDay, { history, start: at(next) }), next).toBe(false);
    }
  });

  it("begins a week where the rule says", () => {
    const perWeek = (weekStartsOn: "monday" | "sunday") => ({
      maxCount: 1,
      per: { calendar: "week" as const, timeZone: "UTC", weekStartsOn },
      by: "meeting" as const,
    });
    const asked = { history: [meeting(at("2026-11-21T10:00:00Z"))], start: at("2026-11-22T10:00:00Z") };
    expect([breaks(perWeek("monday"), asked), breaks(perWeek("sunday"), asked)]).toEqual([true, false]);
  });

  it("by booking: counts those made in the present period", () => {
    const perMonth = { maxCount: 1, per: { calendar: "month" as const, timeZone: "America/New_York" } };
    const history = [made(at("2026-11-01T03:59:59Z"))];
    expect(breaks(perMonth, { history, now: at("2026-11-30T12:00:00Z") })).toBe(false);
    expect(breaks(perMonth, { history, now: at("2026-10-15T12:00:00Z") })).toBe(true);
  });
});

it("a cool-down runs from when the last booking was made, or around every meeting", () => {
  const now = at("2026-11-20T08:00:00Z");
  const rule = { coolDownHours: 48 };
  expect(breaks(rule, { now, history: [made(now - 48 * hourMs)] })).toBe(false);
  expect(breaks(rule, { now, history: [made(now - 48 * hourMs + 1)] })).toBe(true);
  const around = (hours: number) =>
    breaks({ ...rule, by: "meeting" }, { now, history: [meeting(now)], start: now + hours * hourMs, isMove: true });
  expect([-49, -48, 0, 48, 49].map(around)).toEqual([false, true, true, true, false]);
});

it("active bookings are those whose meeting is not over", () => {
  const history = [meeting(0), meeting(10 * hourMs)];
  const rule = { maxActive: 2 };
  expect(breaks(rule, { history, now: hourMs - 1 })).toBe(true);
  expect(breaks(rule, { history, now: hourMs })).toBe(false);
  expect(breaks(rule, { history, now: hourMs - 1, isMove: true })).toBe(false);
});
