import { type Booking, type EventTypeLimitOptions, isBookingError, staticCatalog, systemRandom } from "@slotkit/core";
import fc from "fast-check";
import { expect, it } from "vitest";
import { onEachStorage } from "./on-each-storage.ts";

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;
const from = Date.UTC(2026, 11, 28);
const startMs = from - dayMs;

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
const attendee = { name: "Grace Example", email: "grace@example.org" };
const zones = ["Europe/Berlin", "America/New_York", "Pacific/Kiritimati"] as const;

/** The calendar as the runtime's own formatter knows it: nothing is shared with what is being tried. */
function periodOf({ period, timeZone = "UTC" }: EventTypeLimitOptions, instant: number): string {
  const date = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(instant);
  if (period === "day") return date;
  if (period === "month") return date.slice(0, 7);
  if (period === "year") return date.slice(0, 4);
  const day = Date.parse(date);
  return new Date(day - ((new Date(day).getUTCDay() + 6) % 7) * dayMs).toISOString().slice(0, 10);
}

/** What the fullest period holds of these, as shares of what a limit allows. */
function fullest(limit: EventTypeLimitOptions, bookings: readonly Booking[]): { count: number; minutes: number } {
  const groups = Object.values(Object.groupBy(bookings, ({ start }) => periodOf(limit, start)));
  const minutesOf = (group: readonly Booking[] = []) =>
    group.reduce((sum, { start, end }) => sum + (end - start) / 60_000, 0);
  return {
    count: Math.max(0, ...groups.map((group) => group?.length ?? 0)),
    minutes: Math.max(0, ...groups.map(minutesOf)),
  };
}

const limitArbitrary = fc.record({
  period: fc.constantFrom("day" as const, "week" as const, "month" as const, "year" as const),
  timeZone: fc.constantFrom(...zones),
  maxCount: fc.integer({ min: 1, max: 4 }),
  maxMinutes: fc.constantFrom(undefined, 60, 150),
});

/** Whose limit it is: each has its own lock to be counted under. */
const whose = fc.constantFrom("eventType" as const, "eventTypeHost" as const, "host" as const, "client" as const);

/** Two event types whose hosts never wait for each other. */
const hostsOf = { intro: ["ada", "bob"], demo: ["cyd", "dan"] } as const;

type Owner = "eventType" | "eventTypeHost" | "host" | "client";

function catalogWith(owner: Owner, limit: EventTypeLimitOptions & { timeZone: string }) {
  const ofType = { eventType: [limit], eventTypeHost: [{ ...limit, per: "host" as const }], host: [], client: [] }[
    owner
  ];
  return staticCatalog({
    schedules: [{ id: "always", timeZone: "UTC", weekly }],
    hosts: Object.values(hostsOf)
      .flat()
      .map((id) => ({ id, name: id, schedule: "always", limits: owner === "host" ? [limit] : [] })),
    eventTypes: Object.entries(hostsOf).map(([slug, hosts]) => ({
      slug,
      title: slug,
      durationMinutes: [30, 60],
      hosts,
      assignment: { kind: "roundRobin" as const },
      limits: ofType,
    })),
    limits: owner === "client" ? [limit] : [],
  });
}

function expectKept(owner: Owner, limit: EventTypeLimitOptions, bookings: readonly Booking[]): void {
  const groups = {
    eventType: Object.groupBy(bookings, (booking) => booking.eventType),
    eventTypeHost: Object.groupBy(bookings, ({ eventType, hostIds }) => `${eventType}/${hostIds[0]}`),
    host: Object.groupBy(bookings, ({ hostIds }) => hostIds[0] ?? ""),
    client: { all: bookings },
  }[owner];
  for (const group of Object.values<readonly Booking[] | undefined>(groups)) {
    const { count, minutes } = fullest(limit, group ?? []);
    expect(count).toBeLessThanOrEqual(limit.maxCount ?? Number.POSITIVE_INFINITY);
    expect(minutes).toBeLessThanOrEqual(limit.maxMinutes ?? Number.POSITIVE_INFINITY);
  }
}

/** What one of many who come at once does, in two days around the turn of the year. */
const wish = fc.record({
  eventType: fc.constantFrom("intro", "demo"),
  start: fc.integer({ min: 0, max: 95 }).map((half) => from + 2.5 * dayMs + half * (hourMs / 2)),
  durationMinutes: fc.constantFrom(30, 60),
  holds: fc.boolean(),
  moveTo: fc.integer({ min: 0, max: 47 }).map((hour) => from + 2.5 * dayMs + hour * hourMs),
});

const ignoringRefusals = (error: unknown) => {
  if (!isBookingError(error) || error.code === "internal") throw error;
};

onEachStorage((compose, storage) => {
  it("no limit is passed by those who come at once, and the list knows what is left", async () => {
    await fc.assert(
      fc.asyncProperty(
        whose,
        limitArbitrary,
        fc.array(wish, { minLength: 24, maxLength: 40 }),
        async (owner, limit, wishes) => {
          const catalog = catalogWith(owner, limit);
          const options = { random: systemRandom, catalog, holds: { maxShareOfDay: 1 } };
          const { slotkit } = await compose({ startMs, options });
          const stored = async () => (await slotkit.listBookings({ limit: 200 })).map(({ booking }) => booking);
          await Promise.all(
            wishes
              .map(async ({ holds, moveTo: _, ...wanted }) => {
                const held = holds ? await slotkit.reserve(wanted) : null;
                await slotkit.book({ ...wanted, attendee, reservationUid: held?.reservation.uid });
              })
              .map((attempt) => attempt.catch(ignoringRefusals)),
          );
          const made = await stored();
          expect(made.length).toBeGreaterThan(0);
          expectKept(owner, limit, made);

          await Promise.all(
            made
              .map(({ uid }, n) => slotkit.reschedule({ uid, start: wishes[n]?.moveTo ?? from }))
              .map((attempt) => attempt.catch(ignoringRefusals)),
          );
          expectKept(owner, limit, await stored());

          // One after the other now: whatever the list still offers is given, and nothing beside it.
          const { slots } = await slotkit.listSlots({
            eventType: "intro",
            start: from + 2 * dayMs,
            end: from + 5 * dayMs,
          });
          const offered = slots.find(({ start }) => start >= from + 2.5 * dayMs)?.start;
          if (offered !== undefined) await slotkit.book({ eventType: "intro", start: offered, attendee });
        },
      ),
      // A race has no smallest example: what fails once need not fail again.
      { numRuns: storage === "memory" ? 40 : 8, seed: 31, endOnFailure: true },
    );
  });

  it("of a hundred who come at once exactly as many are taken as the limit allows", async () => {
    const limits = [{ period: "week" as const, maxCount: 7 }];
    const { slotkit } = await compose({ startMs, weekly, eventType: { limits }, options: { random: systemRandom } });
    const codes = await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        slotkit.book({ eventType: "intro", start: from + n * (hourMs / 2), attendee }).then(
          () => "booked",
          (error: unknown) => (isBookingError(error) ? error.code : "defect"),
        ),
      ),
    );
    expect(codes.filter((code) => code === "booked")).toHaveLength(7);
    expect(codes.filter((code) => code === "limit_reached")).toHaveLength(93);
  });
});
