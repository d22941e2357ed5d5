import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findSlots } from "../slots/find-slots.ts";
import type { BusyInterval, SlotQuery } from "../slots/slot-query.ts";
import { createSlotMemory } from "./slot-memory.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** The Friday before the clocks of Berlin and New York change in autumn (Berlin two days later). */
const friday = Date.UTC(2026, 9, 23, 4);
const everyDay = [{ start: "08:00", end: "18:00" }];

function queryAt(now: number, changes: Partial<SlotQuery> = {}, busy: readonly BusyInterval[] = []): SlotQuery {
  const weekly = { monday: everyDay, friday: everyDay, saturday: everyDay, sunday: everyDay };
  return {
    now,
    range: { start: Math.max(now, friday), end: friday + 5 * 24 * hourMs },
    timeZone: "Europe/Berlin",
    durationMinutes: 30,
    minimumNoticeMinutes: 60,
    bookingWindowDays: 3,
    hosts: [{ id: "ada", schedule: { timeZone: "Europe/Berlin", weekly }, busy }],
    ...changes,
  };
}

describe("createSlotMemory", () => {
  it("answers as the engine does, whatever passes and changes between two questions", () => {
    const step = fc.record({
      minutes: fc.integer({ min: -30, max: 600 }),
      busyHour: fc.option(fc.integer({ min: 0, max: 100 })),
      changes: fc.constantFrom<Partial<SlotQuery>>(
        {},
        {},
        { minimumNoticeMinutes: 0 },
        { bookingWindowDays: undefined },
        { durationMinutes: 45 },
        { align: "pack" },
      ),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 2, maxLength: 20 }), (steps) => {
        const memory = createSlotMemory();
        let now = friday;
        for (const { minutes, busyHour, changes } of steps) {
          now += minutes * minuteMs;
          const at = friday + (busyHour ?? 0) * hourMs;
          const query = queryAt(now, changes, busyHour === null ? [] : [{ start: at, end: at + 90 * minuteMs }]);
          expect(memory.find("one", query)).toEqual(findSlots(query));
        }
      }),
    );
  });

  it("gives the same array again while nothing has changed, and another when something has", () => {
    const memory = createSlotMemory();
    const first = memory.find("one", queryAt(friday));
    const [slot] = first;
    const lastMoment = (slot?.start ?? 0) - 60 * minuteMs;
    expect(memory.find("one", queryAt(friday + 1))).toBe(first);
    expect(memory.find("one", queryAt(lastMoment))).toBe(first);
    expect(memory.find("one", queryAt(lastMoment + 1))).not.toBe(first);
    expect(memory.find("two", queryAt(friday))).not.toBe(first);
    expect(Object.isFrozen(first)).toBe(true);
  });

  it("looks again when a day has begun on which the booking window reaches further", () => {
    const memory = createSlotMemory();
    const query = (now: number) => queryAt(now, { minimumNoticeMinutes: 0, bookingWindowDays: 1 });
    const saturdayEvening = Date.UTC(2026, 9, 24, 21, 59);
    expect(memory.find("one", query(saturdayEvening)).at(-1)?.start).toBeLessThan(Date.UTC(2026, 9, 26));
    expect(memory.find("one", query(saturdayEvening + minuteMs)).at(-1)?.start).toBeGreaterThan(Date.UTC(2026, 9, 26));
  });

  it("forgets what was asked longest ago", () => {
    const memory = createSlotMemory(2);
    const [one, two] = ["one", "two"].map((key) => memory.find(key, queryAt(friday)));
    expect(memory.find("one", queryAt(friday))).toBe(one);
    memory.find("three", queryAt(friday));
    expect(memory.find("one", queryAt(friday))).toBe(one);
    expect(memory.find("two", queryAt(friday))).not.toBe(two);
  });
});
