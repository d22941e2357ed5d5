import { isBookingError, type PersonRule, staticCatalog, systemRandom } from "@slotkit/core";
import { composeForTest } from "@slotkit/testing/fakes";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const monday = Date.UTC(2026, 10, 23, 8);
const always = [{ start: "00:00", end: "24:00" }];
const weekly = {
  monday: always,
  tuesday: always,
  wednesday: always,
  thursday: always,
  friday: always,
  saturday: always,
  sunday: always,
};

function compose(personRules: readonly PersonRule[]) {
  const { slotkit, clock } = composeForTest({ weekly, eventType: { personRules }, options: { random: systemRandom } });
  const book = (start: number, email = "grace@example.org", ignorePersonRules = false) =>
    slotkit.book({ eventType: "intro", start, attendee: { name: "Grace Example", email }, ignorePersonRules });
  return { slotkit, clock, book };
}

const codeOf = (booking: Promise<unknown>) =>
  booking.then(
    () => "booked",
    (error: unknown) => (isBookingError(error) ? error.code : "defect"),
  );

describe("a rule about a person", () => {
  it("lets exactly as many through as it allows, of a hundred at once under every spelling", async () => {
    const { book } = compose([{ maxCount: 3, per: { days: 30 } }]);
    const attempts = Array.from({ length: 100 }, (_, n) =>
      codeOf(book(monday + n * 30 * minuteMs, n % 2 === 0 ? "grace@example.org" : "Grace@EXAMPLE.org")),
    );
    const codes = await Promise.all(attempts);
    expect(codes.filter((code) => code === "booked")).toHaveLength(3);
    expect(codes.filter((code) => code === "frequency_limit")).toHaveLength(97);
    expect(await codeOf(book(monday + 200 * hourMs, "ada@example.org"))).toBe("booked");
  });

  it("says the same of one booking as of fifty, and nothing more", async () => {
    const refusals = [];
    for (const count of [1, 50]) {
      const { book } = compose([{ maxActive: 1 }]);
      for (let n = 0; n < count; n++) await book(monday + n * 30 * minuteMs, undefined, true);
      refusals.push(await book(monday + 100 * hourMs).catch((error: unknown) => error));
    }
    const [first, second] = refusals.map((refusal) => {
      if (!isBookingError(refusal)) throw refusal;
      const { code, message, errors, alternatives, retryAfterSeconds } = refusal;
      return { code, message, errors, alternatives, retryAfterSeconds };
    });
    expect(first).toEqual({
      code: "frequency_limit",
      message: "No further booking is possible with this e-mail address at the moment.",
      errors: [],
      alternatives: undefined,
      retryAfterSeconds: undefined,
    });
    expect(second).toEqual(first);
  });

  it("tells nobody about a person who asks for a taken time", async () => {
    const { book } = compose([{ maxActive: 1 }]);
    await book(monday);
    expect(await codeOf(book(monday))).toBe("slot_unavailable");
  });

  it("does not count a booking against its own move, but does count the others", async () => {
    const rule: PersonRule = { maxCount: 1, per: { calendar: "day", timeZone: "Europe/Berlin" }, by: "meeting" };
    const { book, slotkit } = compose([rule]);
    const { booking } = await book(monday);
    await book(monday + 24 * hourMs);
    await slotkit.reschedule({ uid: booking.uid, start: monday + hourMs });
    const move = { uid: booking.uid, start: monday + 25 * hourMs };
    expect(await codeOf(slotkit.reschedule(move))).toBe("frequency_limit");
    await slotkit.reschedule({ ...move, ignorePersonRules: true });
  });

  it("forgets a cancelled booking unless it counts those too", async () => {
    for (const [counts, expected] of [
      [undefined, "booked"],
      [["confirmed", "cancelled"], "frequency_limit"],
    ] as const) {
      const { book, slotkit } = compose([{ coolDownHours: 24, counts }]);
      const { booking } = await book(monday);
      await slotkit.cancel({ uid: booking.uid });
      expect(await codeOf(book(monday))).toBe(expected);
    }
  });

  it("of the client looks at all its event types, with its idea of who is the same person", async () => {
    const catalog = staticCatalog({
      schedules: [{ id: "always", timeZone: "UTC", weekly }],
      hosts: [{ id: "ada", name: "Ada Example", schedule: "always" }],
      eventTypes: ["intro", "demo"].map((slug) => ({ slug, title: slug, durationMinutes: 30, hosts: ["ada"] })),
      people: { identity: { ignorePlusTags: true, ignoreDots: true }, rules: [{ maxActive: 1 }] },
    });
    const { slotkit } = composeForTest({ options: { catalog } });
    const book = (eventType: string, email: string, start: number) =>
      codeOf(slotkit.book({ eventType, start, attendee: { name: "Grace Example", email } }));
    expect(await book("intro", "grace+a@example.org", monday)).toBe("booked");
    expect(await book("demo", "g.race+b@example.org", monday + hourMs)).toBe("frequency_limit");
    expect(await book("demo", "ada@example.org", monday + hourMs)).toBe("booked");
  });
});

it("a list for a known person offers exactly what a booking of theirs is given", async () => {
  const window = fc.oneof(
    fc.record({ days: fc.integer({ min: 1, max: 3 }) }),
    fc.record({
      calendar: fc.constantFrom("day" as const, "week" as const),
      timeZone: fc.constantFrom("Europe/Berlin", "America/New_York", "Pacific/Apia", "UTC"),
    }),
  );
  const rule = fc.oneof(
    fc.record({
      maxCount: fc.integer({ min: 1, max: 2 }),
      per: window,
      by: fc.constantFrom("booking" as const, "meeting" as const),
    }),
    fc.record({ coolDownHours: fc.integer({ min: 1, max: 30 }), by: fc.constant("meeting" as const) }),
  );
  // Nights on which the clocks change in Berlin, and in New York.
  const night = fc.constantFrom(Date.UTC(2026, 9, 24, 20), Date.UTC(2027, 2, 27, 20), Date.UTC(2026, 10, 1, 1), monday);
  const earlier = fc.array(fc.integer({ min: 0, max: 47 }), { maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(rule, night, earlier, async (personRule, from, hours) => {
      const { slotkit } = composeForTest({
        startMs: from - hourMs,
        weekly,
        eventType: { durationMinutes: 60, personRules: [personRule] },
        options: { random: systemRandom },
      });
      const attendee = { name: "Grace Example", email: "grace@example.org" };
      for (const hour of new Set(hours)) {
        await slotkit.book({ eventType: "intro", start: from + hour * hourMs, attendee, ignorePersonRules: true });
      }
      const range = { start: from, end: from + 48 * hourMs };
      const { slots } = await slotkit.listSlots({ eventType: "intro", ...range, attendeeEmail: "GRACE@example.org" });
      const offered = new Set(slots.map(({ start }) => start));
      const free = await slotkit.listSlots({ eventType: "intro", ...range });
      for (const { start } of free.slots) {
        const code = await codeOf(
          slotkit
            .book({ eventType: "intro", start, attendee })
            .then(({ booking }) => slotkit.cancel({ uid: booking.uid })),
        );
        expect(code, new Date(start).toISOString()).toBe(offered.has(start) ? "booked" : "frequency_limit");
      }
    }),
    { numRuns: 40 },
  );
}, 60_000);
