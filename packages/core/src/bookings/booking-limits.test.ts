import {
  type BookRequest,
  type EventTypeOptions,
  isBookingError,
  staticCatalog,
  storedCatalog,
  systemRandom,
} from "@slotkit/core";
import { composeForTest } from "@slotkit/testing/fakes";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
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
const perDay = { period: "day", maxCount: 2 } as const;

function compose(eventType: Partial<EventTypeOptions>, otherHosts: readonly string[] = []) {
  const parts = composeForTest({ weekly, eventType, otherHosts, options: { random: systemRandom } });
  return { ...parts, ...callsOf(parts.slotkit) };
}

function callsOf(slotkit: ReturnType<typeof composeForTest>["slotkit"]) {
  const attendee = { name: "Grace Example", email: "grace@example.org" };
  const book = async (start: number, more: Partial<BookRequest> = {}) =>
    (await slotkit.book({ eventType: "intro", start, attendee, ...more })).booking;
  const startsOn = async (day: number, more = {}) => {
    const { slots } = await slotkit.listSlots({ eventType: "intro", start: day, end: day + dayMs, ...more });
    return slots.map(({ start }) => start);
  };
  return { book, startsOn };
}

const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => "done",
    (error: unknown) => (isBookingError(error) ? error.code : "defect"),
  );

/** Midnight of that Monday in Berlin. */
const berlinDay = Date.UTC(2026, 10, 22, 23);

describe("a limit of an event type", () => {
  it("closes the period for list and commit, names itself to operators alone, and opens it again", async () => {
    const { book, startsOn, slotkit } = compose({ limits: [perDay] });
    const first = await book(monday);
    await book(monday + hourMs);
    expect(await startsOn(berlinDay)).toEqual([]);
    expect(await startsOn(berlinDay + dayMs)).toHaveLength(48);
    expect(await codeOf(book(monday + 2 * hourMs))).toBe("limit_reached");
    const { starts } = await slotkit.explain({ eventType: "intro", start: monday + 2 * hourMs });
    expect(starts[0]?.reasons).toEqual([
      { code: "limit_reached", limitId: "limits.0", period: "day", usedCount: 2, usedMinutes: 60, maxCount: 2 },
    ]);
    await slotkit.cancel({ uid: first.uid });
    await book(monday + 2 * hourMs);
  });

  it("counts minutes, so that a short one still fits where a long one does not", async () => {
    const { book, startsOn } = compose({
      durationMinutes: [30, 60],
      limits: [{ period: "week", maxMinutes: 90, weekStartsOn: "sunday" }],
    });
    await book(monday, { durationMinutes: 60 });
    expect(await startsOn(berlinDay + dayMs, { durationMinutes: 60 })).toEqual([]);
    expect(await codeOf(book(monday + dayMs, { durationMinutes: 60 }))).toBe("limit_reached");
    await book(monday + dayMs);
    expect(await startsOn(berlinDay + 2 * dayMs)).toEqual([]);
    expect(await startsOn(berlinDay + 6 * dayMs)).not.toEqual([]);
  });

  it("counts by months and years of its own zone", async () => {
    const zone = "Pacific/Kiritimati";
    const { book, startsOn } = compose({
      limits: [
        { period: "month", maxCount: 1, timeZone: zone },
        { period: "year", maxCount: 2, timeZone: zone },
      ],
    });
    // On the islands the month, and at the end of December the year, begins fourteen hours before UTC.
    await book(Date.UTC(2026, 10, 30, 9));
    expect(await codeOf(book(Date.UTC(2026, 10, 30, 9, 30)))).toBe("limit_reached");
    await book(Date.UTC(2026, 10, 30, 10));
    expect(await startsOn(Date.UTC(2026, 11, 30, 10))).toEqual([]);
    const [first] = await startsOn(Date.UTC(2026, 11, 31));
    expect(first).toBe(Date.UTC(2026, 11, 31, 10));
  });

  it("counts what is held, but not for who holds it, and not what a booking leaves", async () => {
    const { book, slotkit, startsOn, clock } = compose({ limits: [{ period: "day", maxCount: 1 }] });
    const { reservation } = await slotkit.reserve({ eventType: "intro", start: monday });
    expect(await startsOn(berlinDay)).toEqual([]);
    expect(await startsOn(berlinDay, { reservationUid: reservation.uid })).toHaveLength(48);
    expect(await codeOf(book(monday + hourMs))).toBe("limit_reached");
    const booking = await book(monday, { reservationUid: reservation.uid });
    expect(await startsOn(berlinDay, { rescheduleUid: booking.uid })).toHaveLength(48);
    await slotkit.reschedule({ uid: booking.uid, start: monday + 2 * hourMs });
    const other = await book(monday + dayMs);
    expect(await codeOf(slotkit.reschedule({ uid: other.uid, start: monday }))).toBe("limit_reached");
    await slotkit.reserve({ eventType: "intro", start: monday + 3 * dayMs });
    await clock.advance(6 * minuteMs);
    await book(monday + 3 * dayMs + hourMs);
  });

  it("takes a session for one meeting, and further seats for none", async () => {
    const { book, slotkit, startsOn } = compose({ seats: { capacity: 3 }, limits: [{ period: "day", maxCount: 1 }] });
    const first = await book(monday);
    expect(await startsOn(berlinDay)).toEqual([monday]);
    expect(await codeOf(book(monday + hourMs))).toBe("limit_reached");
    await book(monday);
    expect(await codeOf(slotkit.reschedule({ uid: first.uid, start: monday + hourMs }))).toBe("limit_reached");
    await book(monday);
    expect(await codeOf(book(monday))).toBe("seats_full");
  });

  it("lets the only seat of a session move within the period", async () => {
    const { book, slotkit } = compose({ seats: { capacity: 3 }, limits: [{ period: "day", maxCount: 1 }] });
    const { uid } = await book(monday);
    await slotkit.reschedule({ uid, start: monday + hourMs });
    expect(await codeOf(book(monday))).toBe("limit_reached");
  });

  it("refuses a series that would pass it, whole", async () => {
    const { slotkit, book } = compose({
      recurring: { maxCount: 5, frequencies: ["daily"] },
      limits: [{ period: "week", maxCount: 3 }],
    });
    const series = (count: number) => book(monday, { recurrence: { frequency: "daily", count } });
    const refusal = await series(4).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: "limit_reached", errors: [{ field: "occurrences.3" }] });
    expect(await slotkit.listBookings({})).toEqual([]);
    await series(3);
  });
});

describe("a limit of hosts", () => {
  it("per event type hands on to the next host, and closes the slot when all are full", async () => {
    const { book, startsOn } = compose(
      {
        hosts: ["ada", "bob"],
        assignment: { kind: "roundRobin" },
        limits: [{ period: "day", maxCount: 1, per: "host" }],
      },
      ["bob"],
    );
    const hosts = [await book(monday), await book(monday + hourMs)].map(({ hostIds }) => hostIds[0]);
    expect(hosts.toSorted()).toEqual(["ada", "bob"]);
    expect(await startsOn(berlinDay)).toEqual([]);
    expect(await codeOf(book(monday + 2 * hourMs))).toBe("no_available_host");
  });

  it("of their own counts every event type they take part in, and who takes a booking over", async () => {
    const host = (id: string, limits = {}) => ({ id, name: id, schedule: "always", ...limits });
    const catalog = staticCatalog({
      schedules: [{ id: "always", timeZone: "Europe/Berlin", weekly }],
      hosts: [host("ada", { limits: [perDay] }), host("bob")],
      eventTypes: [
        {
          slug: "intro",
          title: "Intro",
          durationMinutes: 30,
          hosts: ["ada", "bob"],
          assignment: { kind: "roundRobin" },
        },
        { slug: "demo", title: "Demo", durationMinutes: 60, hosts: ["ada"] },
        { slug: "class", title: "Class", durationMinutes: 60, hosts: ["ada"], seats: { capacity: 9 } },
      ],
    });
    const parts = composeForTest({ options: { catalog, random: systemRandom } });
    const { book } = callsOf(parts.slotkit);
    await book(monday, { eventType: "demo" });
    for (let seat = 0; seat < 3; seat++) await book(monday + 2 * hourMs, { eventType: "class" });
    expect(await codeOf(book(monday + 4 * hourMs, { eventType: "demo" }))).toBe("slot_unavailable");
    const { uid, hostIds } = await book(monday + 5 * hourMs);
    expect(hostIds).toEqual(["bob"]);
    expect(await codeOf(parts.slotkit.reassign({ uid, toHostId: "ada" }))).toBe("slot_unavailable");
    const tomorrow = await book(monday + dayMs);
    const toHostId = tomorrow.hostIds[0] === "ada" ? "bob" : "ada";
    await parts.slotkit.reassign({ uid: tomorrow.uid, toHostId });
  });
});

describe("a limit of the client", () => {
  it("counts all event types", async () => {
    const types = ["intro", "demo"];
    const catalog = staticCatalog({
      schedules: [{ id: "always", timeZone: "Europe/Berlin", weekly }],
      hosts: types.map((id) => ({ id, name: id, schedule: "always" })),
      eventTypes: types.map((slug) => ({ slug, title: slug, durationMinutes: 30, hosts: [slug] })),
      limits: [{ ...perDay, timeZone: "Europe/Berlin" }],
    });
    const { book, startsOn } = callsOf(composeForTest({ options: { catalog, random: systemRandom } }).slotkit);
    await book(monday);
    await book(monday, { eventType: "demo" });
    expect(await startsOn(berlinDay)).toEqual([]);
    expect(await codeOf(book(monday + hourMs, { eventType: "demo" }))).toBe("limit_reached");
  });
});

it("limits of a stored catalog count from the moment they are stored", async () => {
  const catalog = storedCatalog({
    seed: {
      schedules: [{ id: "always", timeZone: "Europe/Berlin", weekly }],
      hosts: [{ id: "ada", name: "Ada Example", schedule: "always" }],
      eventTypes: [{ slug: "intro", title: "Intro", durationMinutes: 30, hosts: ["ada"] }],
      limits: [{ period: "year", maxCount: 3, timeZone: "UTC" }],
    },
  });
  const { slotkit } = composeForTest({ options: { catalog, random: systemRandom } });
  await slotkit.migrate();
  const { book } = callsOf(slotkit);
  await book(monday);
  await slotkit.catalog.eventTypes.update("intro", { limits: [{ period: "day", maxCount: 1 }] });
  expect(await codeOf(book(monday + hourMs))).toBe("limit_reached");
  await slotkit.catalog.eventTypes.update("intro", { limits: null });
  await slotkit.catalog.hosts.update("ada", { limits: [{ period: "day", maxMinutes: 60 }] });
  await book(monday + hourMs);
  expect(await codeOf(book(monday + 2 * hourMs))).toBe("slot_unavailable");
  await slotkit.catalog.hosts.update("ada", { limits: null });
  await book(monday + 2 * hourMs);
  expect(await codeOf(book(monday + 3 * hourMs))).toBe("limit_reached");
  const wrong = slotkit.catalog.eventTypes.update("intro", { limits: [{ period: "day" }] });
  await expect(wrong).rejects.toMatchObject({ errors: [{ field: "limits.0.maxCount" }] });
});

it("a commit takes what the list offers under any limits, and nothing else", async () => {
  const zone = fc.constantFrom(undefined, "America/New_York", "Pacific/Apia");
  const limit = fc.record({
    period: fc.constantFrom("day" as const, "week" as const, "month" as const, "year" as const),
    timeZone: zone,
    weekStartsOn: fc.constantFrom(undefined, "thursday" as const),
    maxCount: fc.integer({ min: 1, max: 3 }),
    maxMinutes: fc.constantFrom(undefined, 60, 150),
    per: fc.constantFrom(undefined, "host" as const),
  });
  // Nights on which the clocks change in Berlin, and in New York; and the turn of the year.
  const night = fc.constantFrom(Date.UTC(2026, 9, 24, 20), Date.UTC(2026, 9, 31, 20), Date.UTC(2026, 11, 31, 6));
  const earlier = fc.uniqueArray(fc.integer({ min: 0, max: 35 }), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(fc.array(limit, { minLength: 1, maxLength: 2 }), night, earlier, async (limits, from, hours) => {
      const { slotkit } = composeForTest({
        startMs: from - hourMs,
        weekly,
        otherHosts: ["bob"],
        eventType: { durationMinutes: 60, hosts: ["ada", "bob"], assignment: { kind: "roundRobin" }, limits },
        options: { random: systemRandom },
      });
      const { book } = callsOf(slotkit);
      for (const hour of hours) await codeOf(book(from + hour * hourMs));
      const range = { start: from, end: from + 36 * hourMs };
      const { slots } = await slotkit.listSlots({ eventType: "intro", ...range });
      const offered = new Set(slots.map(({ start }) => start));
      for (let start = range.start; start < range.end; start += hourMs) {
        const code = await codeOf(book(start).then(({ uid }) => slotkit.cancel({ uid })));
        expect(code === "done", new Date(start).toISOString()).toBe(offered.has(start));
      }
    }),
    { numRuns: 40 },
  );
}, 60_000);
