import { type BookRequest, isBookingError, type SlotKit, staticCatalog, systemRandom } from "@slotkit/core";
import { expect, it } from "vitest";
import { onEachStorage } from "./on-each-storage.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const monday = Date.UTC(2026, 10, 23, 8);
const attempts = 100;
const allowed = 3;

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
const personRules = [{ maxCount: allowed, per: { days: 30 } }];
const options = { random: systemRandom, holds: { maxShareOfDay: 1 } };
const spellings = ["grace@example.org", "Grace@example.org", "grace@EXAMPLE.org", "GRACE@Example.Org"];

type Wish = Omit<BookRequest, "eventType" | "attendee"> & { eventType?: string | undefined };

/** Sends a request per wish at once, all of one person, in every spelling. */
async function bookAtOnce(slotkit: SlotKit, wishes: readonly Wish[]): Promise<readonly string[]> {
  return Promise.all(
    wishes.map((wish, n) => {
      const attendee = { name: "Grace Example", email: spellings[n % spellings.length] ?? "" };
      return slotkit.book({ ...wish, eventType: wish.eventType ?? "intro", attendee }).then(() => "booked", codeOf);
    }),
  );
}

function codeOf(error: unknown): string {
  if (isBookingError(error)) return error.code;
  throw error;
}

const times = <T>(make: (n: number) => T) => Array.from({ length: attempts }, (_, n) => make(n));

function expectWinners(codes: readonly string[], winners: number): void {
  expect(codes.filter((code) => code === "booked")).toHaveLength(winners);
  expect(codes.filter((code) => code === "frequency_limit")).toHaveLength(codes.length - winners);
}

onEachStorage((compose) => {
  it("of a hundred bookings that one person asks for at once exactly the allowed ones are made", async () => {
    const { slotkit } = await compose({ weekly, eventType: { personRules }, options });
    expectWinners(
      await bookAtOnce(
        slotkit,
        times((n) => ({ start: monday + n * 30 * minuteMs })),
      ),
      allowed,
    );
    expect(await slotkit.getBookingCountForEmail("GRACE@example.org")).toBe(allowed);
  });

  it("and no more where they ask for different hosts, who do not wait for each other", async () => {
    const ids = Array.from({ length: 10 }, (_, n) => `host${n}`);
    const catalog = staticCatalog({
      schedules: [{ id: "always", timeZone: "UTC", weekly }],
      hosts: ids.map((id) => ({ id, name: id, schedule: "always" })),
      eventTypes: ids.map((slug) => ({ slug, title: slug, durationMinutes: 30, hosts: [slug] })),
      people: { rules: [{ maxActive: allowed }] },
    });
    const { slotkit } = await compose({ options: { ...options, catalog } });
    const wishes = times((n) => ({ eventType: ids[n % ids.length], start: monday + n * 30 * minuteMs }));
    expectWinners(await bookAtOnce(slotkit, wishes), allowed);
  });

  it("seats of one session and of several count like any other booking", async () => {
    const eventType = { personRules, seats: { capacity: attempts } };
    const { slotkit } = await compose({ weekly, eventType, options });
    expectWinners(
      await bookAtOnce(
        slotkit,
        times((n) => ({ start: monday + (n % 4) * 30 * minuteMs })),
      ),
      allowed,
    );
  });

  it("a series counts with all of its bookings, and is made whole or not at all", async () => {
    const recurring = { maxCount: 4, frequencies: ["daily" as const] };
    const { slotkit } = await compose({ weekly, eventType: { personRules, recurring }, options });
    const pair = { frequency: "daily" as const, count: 2 };
    const wishes = times((n) => ({ start: monday + n * 10 * minuteMs * 3, recurrence: pair }));
    const codes = await bookAtOnce(slotkit, wishes.slice(0, 40));
    expectWinners(codes, 1);
    expect(await slotkit.getBookingCountForEmail("grace@example.org")).toBe(2);
    expectWinners(await bookAtOnce(slotkit, [{ start: monday + 10 * dayMs, recurrence: { ...pair, count: 4 } }]), 0);
    expectWinners(await bookAtOnce(slotkit, [{ start: monday + 10 * dayMs }]), 1);
  });

  it("a hold does not get anybody past the rules", async () => {
    const { slotkit } = await compose({ weekly, eventType: { personRules }, options });
    const starts = times((n) => monday + n * 30 * minuteMs).slice(0, 12);
    const holds = await Promise.all(starts.map((start) => slotkit.reserve({ eventType: "intro", start })));
    const wishes = holds.map(({ reservation: { start, uid } }) => ({ start, reservationUid: uid }));
    expectWinners(await bookAtOnce(slotkit, wishes), allowed);
  });

  it("of bookings moved into one day at once exactly the allowed ones arrive, and an operator passes", async () => {
    const rule = { maxCount: allowed, per: { calendar: "day" as const, timeZone: "UTC" }, by: "meeting" as const };
    const { slotkit } = await compose({ weekly, eventType: { personRules: [rule] }, options });
    const attendee = { name: "Grace Example", email: "grace@example.org" };
    const bookings = [];
    for (let n = 0; n < 20; n++) {
      const { booking } = await slotkit.book({ eventType: "intro", start: monday + (n + 1) * dayMs, attendee });
      bookings.push(booking);
    }
    const move = (uid: string, n: number, more = {}) =>
      slotkit.reschedule({ uid, start: monday + n * 30 * minuteMs, ...more }).then(() => "booked", codeOf);
    const codes = await Promise.all(bookings.map(({ uid }, n) => move(uid, n)));
    expectWinners(codes, allowed);
    const left = bookings.findIndex((_, n) => codes[n] !== "booked");
    expect(await move(bookings[left]?.uid ?? "", left, { ignorePersonRules: true })).toBe("booked");
  });
});
