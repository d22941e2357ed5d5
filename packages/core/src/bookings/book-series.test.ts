import { BookingError, type BookRequest, type EventTypeOptions, formatInstant, type Recurrence } from "@slotkit/core";
import { type ComposeForTestOptions, composeForTest } from "@slotkit/testing/fakes";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { occurrencesOf } from "./occurrences.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Monday 2026-11-23, 10:00 in Berlin. */
const start = Date.UTC(2026, 10, 23, 9);
const weekly = (count: number, interval = 1): Recurrence => ({ frequency: "weekly", interval, count });

const series = (changes: Partial<EventTypeOptions> = {}, more: ComposeForTestOptions = {}) =>
  composeForTest({ ...more, eventType: { recurring: { maxCount: 10 }, bookingWindowDays: 365, ...changes } });
const request = (recurrence: Recurrence, changes: Partial<BookRequest> = {}): BookRequest => ({
  eventType: "intro",
  start,
  attendee: { name: "Grace Example", email: "grace@example.org" },
  recurrence,
  ...changes,
});

async function refusalOf(promise: Promise<unknown>): Promise<string[]> {
  return promise.then(
    () => ["done"],
    (error: unknown) =>
      error instanceof BookingError ? [error.code, ...error.errors.map(({ field }) => field)] : [String(error)],
  );
}

describe("a series", () => {
  it("is booked whole: one booking, one event and one secret for each of its times", async () => {
    const { slotkit, calendar } = series();
    const booked = await slotkit.book(request(weekly(3)));
    const bookings = booked.series?.bookings ?? [];
    expect(bookings.map(({ booking }) => [booking.start, booking.seriesIndex])).toEqual([
      [start, 0],
      [start + 7 * dayMs, 1],
      [start + 14 * dayMs, 2],
    ]);
    expect(new Set(bookings.map(({ booking }) => booking.seriesUid))).toEqual(new Set([booked.series?.uid]));
    expect(booked.booking.uid).toBe(bookings[0]?.booking.uid);
    for (const { booking, manage } of bookings) {
      expect(await slotkit.verifyManageSecret(booking.uid, manage.secret)).toBe(true);
    }
    await slotkit.deliver();
    expect(calendar.events.size).toBe(3);
    const listed = await slotkit.listBookings({ seriesUid: booked.series?.uid });
    expect(listed.map(({ booking }) => booking.seriesIndex)).toEqual([2, 1, 0]);
  });

  it("is stored whole or not at all, and names everything that stands in its way", async () => {
    const { slotkit } = series();
    const taken = [1, 3].map((week) => start + week * 7 * dayMs);
    for (const at of taken) await slotkit.book({ ...request(weekly(2)), recurrence: undefined, start: at });
    expect(await refusalOf(slotkit.book(request(weekly(5))))).toEqual([
      "slot_unavailable",
      "occurrences.1",
      "occurrences.3",
    ]);
    expect(await slotkit.listBookings({})).toHaveLength(2);
    expect(await refusalOf(slotkit.book({ ...request(weekly(2)), recurrence: undefined }))).toEqual(["done"]);
  });

  it("reaches no further than the booking window", async () => {
    const { slotkit } = series({ bookingWindowDays: 20 });
    const refused = await refusalOf(slotkit.book(request(weekly(4))));
    expect(refused).toEqual(["outside_booking_window", "occurrences.3"]);
  });

  it("answers repeats of one key alike, with all of its bookings", async () => {
    const { slotkit } = series();
    const keyed = request(weekly(3), { idempotencyKey: "a-key-of-enough-letters" });
    const [first, second] = [await slotkit.book(keyed), await slotkit.book(keyed)];
    expect(second).toEqual(first);
    expect(await slotkit.listBookings({})).toHaveLength(3);
    expect(await refusalOf(slotkit.book({ ...keyed, recurrence: weekly(4) }))).toEqual(["idempotency_conflict"]);
  });

  it("keeps its hosts: who takes the first takes all", async () => {
    const { slotkit, calendar } = series(
      { hosts: ["ada", "bob"], assignment: { kind: "roundRobin" } },
      { otherHosts: ["bob"] },
    );
    const second = start + 7 * dayMs;
    calendar.busy.set("ada@example.com", [{ start: second, end: second + hourMs }]);
    const booked = await slotkit.book(request(weekly(3)));
    expect(booked.series?.bookings.map(({ booking }) => booking.hostIds)).toEqual([["bob"], ["bob"], ["bob"]]);
  });

  it("is refused where somebody is free each time but nobody for all", async () => {
    const { slotkit, calendar } = series(
      { hosts: ["ada", "bob"], assignment: { kind: "roundRobin" } },
      { otherHosts: ["bob"] },
    );
    const at = (week: number) => ({ start: start + week * 7 * dayMs, end: start + week * 7 * dayMs + hourMs });
    calendar.busy.set("ada@example.com", [at(1)]);
    calendar.busy.set("bob@example.com", [at(0), at(2)]);
    expect(await refusalOf(slotkit.book(request(weekly(3))))).toEqual(["no_available_host", "occurrences.1"]);
    expect(await slotkit.listBookings({})).toHaveLength(0);
  });

  it("is refused where the event type does not offer it as asked", async () => {
    const { slotkit } = series({ recurring: { maxCount: 3, frequencies: ["weekly"] } });
    expect(await refusalOf(slotkit.book(request(weekly(4))))).toEqual(["validation_failed", "recurrence.count"]);
    const daily = request({ frequency: "daily", count: 2 });
    expect(await refusalOf(slotkit.book(daily))).toEqual(["validation_failed", "recurrence.frequency"]);
    const single = composeForTest().slotkit;
    expect(await refusalOf(single.book(request(weekly(2))))).toEqual(["validation_failed", "recurrence"]);
    expect(await refusalOf(slotkit.book(request(weekly(1))))).toEqual(["validation_failed", "recurrence.count"]);
  });

  it("of many that overlap is booked as often as there is time for, and never in part", async () => {
    const { slotkit } = series({ intervalMinutes: 15 });
    const attempts = Array.from({ length: 12 }, (_, index) =>
      refusalOf(slotkit.book(request(weekly(4), { start: start + (index % 4) * 15 * 60_000 }))),
    );
    const won = (await Promise.all(attempts)).filter(([code]) => code === "done").length;
    const stored = (await slotkit.listBookings({ limit: 200 })).map(({ booking }) => booking);
    expect(won).toBeGreaterThan(0);
    expect(stored).toHaveLength(4 * won);
    for (const one of stored) {
      const overlaps = stored.filter((other) => other.start < one.end && one.start < other.end);
      expect(overlaps).toEqual([one]);
    }
  });
});

describe("cancelling in a series", () => {
  async function booked(policies?: EventTypeOptions["policies"]) {
    const parts = series({ policies });
    const { series: made } = await parts.slotkit.book(request(weekly(4)));
    const uids = made?.bookings.map(({ booking }) => booking.uid) ?? [];
    const secrets = made?.bookings.map(({ manage }) => manage.secret) ?? [];
    const statuses = async () =>
      (await parts.slotkit.listSeries(uids[0] ?? "")).map(({ booking }) => booking.status.slice(0, 4)).join(" ");
    return { ...parts, uids, secrets, statuses };
  }

  it("takes one, this and the following, or all; with any current secret of it", async () => {
    const { slotkit, uids, secrets, statuses } = await booked();
    const [first = "", second = "", third = ""] = uids;
    await slotkit.cancel({ uid: second, manageSecret: secrets[1] });
    expect(await statuses()).toBe("conf canc conf conf");
    const following = await slotkit.cancelSeries({ uid: third, manageSecret: secrets[2], scope: "following" });
    expect(following.map(({ booking }) => booking.uid)).toEqual(uids.slice(2));
    expect(await statuses()).toBe("conf canc canc canc");
    const wrong = slotkit.cancelSeries({ uid: first, manageSecret: secrets[2], scope: "all" });
    expect(await refusalOf(wrong)).toEqual(["forbidden"]);
    const all = await slotkit.cancelSeries({
      uid: first,
      manageSecret: secrets[0],
      scope: "all",
      reason: "Moved away",
    });
    expect(all.map(({ booking }) => [booking.uid, booking.reason])).toEqual([[first, "Moved away"]]);
  });

  it("goes by the places in the series, whatever was moved, and leaves what has begun", async () => {
    const { slotkit, clock, uids, statuses } = await booked();
    const [, second = "", third = ""] = uids;
    await slotkit.reschedule({ uid: second, start: start + 29 * dayMs });
    await clock.advance(start - clock.now());
    await slotkit.cancelSeries({ uid: third, scope: "following" });
    expect(await statuses()).toBe("conf conf canc canc");
    await slotkit.cancelSeries({ uid: second, scope: "all" });
    expect(await statuses()).toBe("conf canc canc canc");
  });

  it("cancels nothing where a policy keeps the attendee from one of them", async () => {
    const { slotkit, clock, uids, secrets, statuses } = await booked({ cancel: { minimumNoticeMinutes: 24 * 60 } });
    await clock.advance(start - hourMs - clock.now());
    const all = { uid: uids[3] ?? "", manageSecret: secrets[3], scope: "all" } as const;
    expect(await refusalOf(slotkit.cancelSeries(all))).toEqual(["too_late"]);
    expect(await statuses()).toBe("conf conf conf conf");
    await slotkit.cancelSeries({ ...all, manageSecret: undefined });
    expect(await statuses()).toBe("canc canc canc canc");
  });

  it("is refused for a booking without a series, which is a list of one", async () => {
    const { slotkit } = series();
    const { uid } = (await slotkit.book({ ...request(weekly(2)), recurrence: undefined })).booking;
    expect(await refusalOf(slotkit.cancelSeries({ uid, scope: "all" }))).toEqual(["validation_failed", "scope"]);
    expect((await slotkit.listSeries(uid)).map(({ booking }) => booking.uid)).toEqual([uid]);
  });
});

describe("the times of a series", () => {
  it("keep the wall time over every clock change of these zones, or are named as skipped", () => {
    const zone = fc.constantFrom(
      "Europe/Berlin",
      "America/New_York",
      "Australia/Lord_Howe",
      "Africa/Cairo",
      "Asia/Kathmandu",
      "America/Santiago",
    );
    const frequency = fc.constantFrom("daily" as const, "weekly" as const, "monthly" as const);
    const first = fc
      .integer({ min: 0, max: 365 * 24 * 4 })
      .map((quarter) => Date.UTC(2027, 0, 1) + quarter * 15 * 60_000);
    fc.assert(
      fc.property(zone, frequency, first, fc.integer({ min: 1, max: 5 }), (timeZone, every, at, interval) => {
        const agreed = formatInstant(at, timeZone).slice(11, 16);
        const dates = new Set<string>();
        for (const { date, start: instant } of occurrencesOf({ frequency: every, interval, count: 20 }, at, timeZone)) {
          dates.add(date);
          if (instant === null) continue;
          const local = formatInstant(instant, timeZone);
          expect([local.slice(0, 10), local.slice(11, 16)]).toEqual([date, agreed]);
        }
        expect(dates.size).toBe(20);
      }),
    );
  });

  it("are named where the clock skips them, and where a month has no such day", async () => {
    const allDay = [{ start: "00:00", end: "24:00" }];
    const open = { saturday: allDay, sunday: allDay };
    const { slotkit } = series({}, { startMs: Date.UTC(2027, 2, 1), weekly: open });
    // Sunday 2027-03-21, 02:30 in Berlin; a week later the clock goes from 02:00 to 03:00.
    const skipped = request(weekly(3), { start: Date.UTC(2027, 2, 21, 1, 30) });
    expect(await refusalOf(slotkit.book(skipped))).toEqual(["validation_failed", "occurrences.1"]);
    const monthly = occurrencesOf({ frequency: "monthly", count: 4 }, Date.UTC(2027, 0, 31, 9), "UTC");
    expect(monthly.map(({ date, start: at }) => [date, at !== null])).toEqual([
      ["2027-01-31", true],
      ["2027-02", false],
      ["2027-03-31", true],
      ["2027-04", false],
    ]);
  });

  it("that the clock shows twice are the first of the two", () => {
    // Berlin shows 02:30 twice on 2027-10-31.
    const [, second] = occurrencesOf(weekly(2), Date.UTC(2027, 9, 24, 0, 30), "Europe/Berlin");
    expect(formatInstant(second?.start ?? 0, "Europe/Berlin")).toBe("2027-10-31T02:30:00+02:00");
  });
});
