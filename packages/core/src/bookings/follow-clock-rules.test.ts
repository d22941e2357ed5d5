import { composeForTest } from "@slotkit/testing/fakes";
import { describe, expect, it } from "vitest";
import { offsetMsAt } from "../time/time-zone.ts";
import type { ZoneRules } from "../time/zone-rules.ts";

const hourMs = 60 * 60_000;
/** Monday 2026-11-23, 10:00 in Berlin. */
const start = Date.UTC(2026, 10, 23, 9);

/** As if the zone had been an hour further ahead at the bookings. */
const newer: ZoneRules = { version: "next", offsetMsAt: (zone, instant) => offsetMsAt(zone, instant) - hourMs };

function compose(eventType = {}) {
  const parts = composeForTest({ eventType: { seats: { capacity: 5 }, ...eventType } });
  const seatFor = async (name: string, at = start) => {
    const attendee = { name, email: `${name.toLowerCase()}@example.org` };
    return (await parts.slotkit.book({ eventType: "intro", start: at, attendee })).booking;
  };
  const { sessions, claims } = parts.storage.forClient("default");
  return {
    ...parts,
    seatFor,
    allSessions: () => sessions.startingIn("intro", 0, Number.MAX_SAFE_INTEGER),
    allClaims: () => claims.overlapping(["ada"], 0, Number.MAX_SAFE_INTEGER, parts.clock.now()),
  };
}

describe("a session under new clock rules", () => {
  it("moves with all its seats, its claim, its holds and its one event", async () => {
    const { slotkit, seatFor, allSessions, allClaims, calendar, notifier } = compose();
    const seats = [await seatFor("Grace"), await seatFor("Alan")];
    const gone = await seatFor("Edsger");
    await slotkit.cancel({ uid: gone.uid });
    const { reservation } = await slotkit.reserve({ eventType: "intro", start });
    await slotkit.deliver();
    const told = notifier.sent.length;

    const report = await slotkit.recheckTimeZones({ rules: newer });
    expect(report).toMatchObject({ checked: 2, overlapping: [], unresolved: [], failed: [] });
    expect(report.moved.map(({ uid }) => uid).sort()).toEqual(seats.map(({ uid }) => uid).sort());
    const to = start + hourMs;
    expect(await allSessions()).toMatchObject([{ start: to, end: to + hourMs / 2, booked: 2 }]);
    expect(await allClaims()).toMatchObject([{ start: to, end: to + hourMs / 2, kind: "booking" }]);
    for (const { uid } of seats) {
      const { booking } = await slotkit.getBooking(uid);
      expect(booking).toMatchObject({ start: to, localStart: "2026-11-23T10:00:00+00:00", tzdbVersion: "next" });
    }
    expect((await slotkit.getBooking(gone.uid)).booking.start).toBe(start);

    await slotkit.deliver();
    expect([...calendar.events.values()].map((event) => event.start)).toEqual([to]);
    expect(notifier.sent.slice(told).filter(({ audience }) => audience === "attendee")).toHaveLength(2);
    expect(notifier.sent.slice(told).every(({ kind }) => kind === "rescheduled")).toBe(true);
    const attendee = { name: "Barbara", email: "barbara@example.org" };
    const held = { eventType: "intro", start: to, attendee, reservationUid: reservation.uid };
    expect((await slotkit.book(held)).booking.sessionUid).toBe(seats[0]?.sessionUid);
    expect((await slotkit.recheckTimeZones({ rules: newer })).moved).toEqual([]);
  });

  it("stays, and is named with all its seats, where its new time is taken or its seats were agreed by different rules", async () => {
    const { slotkit, seatFor, storage, allSessions } = compose();
    const [first, second] = [await seatFor("Grace"), await seatFor("Alan")];
    const other = await seatFor("Barbara", start + hourMs);
    const client = storage.forClient("default");
    const agreedBy = (uid: string, localStart: string) =>
      client.transaction([], async (tx) => {
        const booking = await tx.bookings.find(uid);
        if (booking) await tx.bookings.update({ ...booking, localStart }, booking.version);
      });
    // Agreed by the newer rules, so it stands where it should.
    await agreedBy(other.uid, "2026-11-23T10:00:00+00:00");
    const blocked = await slotkit.recheckTimeZones({ rules: newer });
    expect(new Set(blocked.overlapping.map(({ uid }) => uid))).toEqual(new Set([first.uid, second.uid]));
    expect(blocked.overlapping.map(({ takenBy }) => takenBy)).toEqual([[other.sessionUid], [other.sessionUid]]);
    await slotkit.cancel({ uid: other.uid });

    await agreedBy(second.uid, "2026-11-23T09:00:00+00:00");
    const divided = await slotkit.recheckTimeZones({ rules: newer });
    expect(divided.unresolved).toMatchObject([{ uid: first.uid, cause: "seats_differ" }]);
    expect((await allSessions())[0]).toMatchObject({ start, version: 2 });
  });
});
