import { systemRandom } from "@slotkit/core";
import { composeForTest } from "@slotkit/testing/fakes";
import fc from "fast-check";
import { expect, it } from "vitest";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const attendee = { name: "Grace Example", email: "grace@example.org" };
/** The nights on which the clocks change in Berlin, and a common day; epoch milliseconds of midnight UTC. */
const days = [Date.UTC(2026, 10, 23), Date.UTC(2027, 2, 28), Date.UTC(2026, 9, 25)];

const wallTime = fc
  .integer({ min: 0, max: 96 })
  .map(
    (quarter) => `${String(Math.floor(quarter / 4)).padStart(2, "0")}:${String((quarter % 4) * 15).padStart(2, "0")}`,
  );

const situation = fc.record({
  day: fc.constantFrom(...days),
  window: fc.uniqueArray(wallTime, { minLength: 2, maxLength: 2 }).map((times) => times.sort()),
  durationMinutes: fc.constantFrom(15, 30, 50),
  intervalMinutes: fc.constantFrom(15, 20, 30),
  bufferBeforeMinutes: fc.constantFrom(0, 10),
  bufferAfterMinutes: fc.constantFrom(0, 15),
  minimumNoticeMinutes: fc.constantFrom(0, 60, 600),
  align: fc.constantFrom("grid" as const, "pack" as const),
  busy: fc.array(fc.record({ at: fc.integer({ min: 0, max: 23 * 60 }), minutes: fc.integer({ min: 1, max: 90 }) }), {
    maxLength: 4,
  }),
});

it("a commit takes what the list offers on the same data, and on the grid nothing else", async () => {
  await fc.assert(
    fc.asyncProperty(situation, async ({ day, window: [from = "", to = ""], busy, ...eventType }) => {
      const weekday = [{ start: from, end: to }];
      const names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
      const weekly = Object.fromEntries(names.map((name) => [name, weekday]));
      const { slotkit, calendar } = composeForTest({
        startMs: day - 2 * hourMs,
        eventType,
        weekly,
        options: { random: systemRandom },
      });
      const spans = busy.map(({ at, minutes }) => ({
        start: day + at * minuteMs,
        end: day + (at + minutes) * minuteMs,
      }));
      calendar.busy.set("ada@example.com", spans);

      const range = { start: day, end: day + 8 * hourMs };
      const { slots } = await slotkit.listSlots({ eventType: "intro", ...range });
      const offered = new Set(slots.map(({ start }) => start));
      for (let start = range.start; start < range.end; start += 5 * minuteMs) {
        const taken = await slotkit.book({ eventType: "intro", start, attendee }).then(
          ({ booking }) => slotkit.cancel({ uid: booking.uid }).then(() => true),
          () => false,
        );
        if (offered.has(start)) expect(taken, new Date(start).toISOString()).toBe(true);
        else if (eventType.align === "grid") expect(taken, new Date(start).toISOString()).toBe(false);
      }
    }),
    { numRuns: 60 },
  );
}, 60_000);
