import { BookingError, memoryStorage, type SlotKit, type Storage } from "@slotkit/core";
import { composeForTest, type TestComposition } from "@slotkit/testing/fakes";
import { describe, expect, it } from "vitest";

const minuteMs = 60_000;
/** Monday 2026-11-23, 10:00 in Berlin; half an hour. */
const start = Date.UTC(2026, 10, 23, 9);
const end = start + 30 * minuteMs;

const bookIntro = (slotkit: SlotKit, at = start) =>
  slotkit.book({ eventType: "intro", start: at, attendee: { name: "Grace Example", email: "grace@example.org" } });
const until = ({ clock }: TestComposition, instant: number) => clock.advance(instant - clock.now());
const nothing = { completed: 0, expired: 0, failed: 0 };

describe("closing what has ended", () => {
  it("completes a confirmed booking at its end, not before, and once", async () => {
    const parts = composeForTest();
    const { slotkit } = parts;
    const { booking } = await bookIntro(slotkit);
    await until(parts, end - 1);
    expect(await slotkit.closeEnded()).toEqual(nothing);
    await until(parts, end);
    expect(await slotkit.closeEnded()).toEqual({ ...nothing, completed: 1 });
    expect(await slotkit.closeEnded()).toEqual(nothing);
    expect((await slotkit.getBooking(booking.uid)).booking).toMatchObject({ status: "completed", version: 2 });
  });

  it("rejects a pending booking that nobody answered before its start, and tells its attendee", async () => {
    const parts = composeForTest({ eventType: { requiresConfirmation: true } });
    const { slotkit, notifier } = parts;
    const { booking } = await bookIntro(slotkit);
    await slotkit.deliver();
    await until(parts, start);
    expect(await slotkit.closeEnded()).toEqual({ ...nothing, expired: 1 });
    const { booking: closed } = await slotkit.getBooking(booking.uid);
    expect(closed).toMatchObject({ status: "rejected", reason: "Nobody answered in time." });
    await slotkit.deliver();
    expect(notifier.sent.at(-1)).toMatchObject({ kind: "declined" });
  });

  it("tells the CRM alone: neither calendar nor people learn anything new", async () => {
    const parts = composeForTest();
    const { slotkit, calendar, crm, notifier } = parts;
    const { booking } = await bookIntro(slotkit);
    await slotkit.deliver();
    const { length } = notifier.sent;
    await until(parts, end);
    const { sync } = await slotkit.complete({ uid: booking.uid });
    expect(sync).toEqual({ calendar: "synced", crm: "pending", mail: "synced" });
    expect(await slotkit.deliver()).toEqual({ delivered: 1, failed: 0 });
    expect([...crm.contacts.values()][0]?.bookings.get(booking.uid)?.status).toBe("completed");
    expect([...calendar.events.values()].map(({ version }) => version)).toEqual([1]);
    expect(notifier.sent).toHaveLength(length);
  });

  it("closes more bookings than one page holds, whatever their clients", async () => {
    const parts = composeForTest({
      eventType: { durationMinutes: 1, bookingWindowDays: 1 },
      weekly: { friday: [{ start: "00:00", end: "24:00" }] },
    });
    const { slotkit, clock } = parts;
    const first = clock.now() + minuteMs;
    for (let index = 0; index < 205; index++) await bookIntro(slotkit, first + index * minuteMs);
    await until(parts, first + 205 * minuteMs);
    expect(await slotkit.closeEnded()).toEqual({ ...nothing, completed: 205 });
  });

  it("is done once by several processes that walk at the same time", async () => {
    const parts = composeForTest();
    const { slotkit } = parts;
    const uids: string[] = [];
    for (let index = 0; index < 8; index++)
      uids.push((await bookIntro(slotkit, start + index * 30 * minuteMs)).booking.uid);
    await until(parts, start + 240 * minuteMs);
    const reports = await Promise.all([1, 2, 3].map(() => slotkit.closeEnded()));
    expect(reports.reduce((sum, { completed }) => sum + completed, 0)).toBe(8);
    const versions = await Promise.all(uids.map(async (uid) => (await slotkit.getBooking(uid)).booking.version));
    expect(new Set(versions)).toEqual(new Set([2]));
  });

  it("goes on with the others where one cannot be closed, and says how many are left", async () => {
    const parts = composeForTest({ storage: (clock) => refusing(memoryStorage({ clock }), "busy") });
    const { slotkit } = parts;
    const [first, second] = [await bookIntro(slotkit), await bookIntro(slotkit, end)];
    await until(parts, end + 30 * minuteMs);
    refused.add(first.booking.uid);
    expect(await slotkit.closeEnded()).toEqual({ completed: 1, expired: 0, failed: 1 });
    expect((await slotkit.getBooking(second.booking.uid)).booking.status).toBe("completed");
    refused.clear();
    expect(await slotkit.closeEnded()).toEqual({ completed: 1, expired: 0, failed: 0 });
  });

  it("is part of what the background worker does", async () => {
    const parts = composeForTest();
    const { slotkit, clock } = parts;
    const { booking } = await bookIntro(slotkit);
    await slotkit.start();
    await until(parts, end);
    await clock.advance(minuteMs);
    expect((await slotkit.getBooking(booking.uid)).booking.status).toBe("completed");
    await slotkit.stop();
  });
});

/** Uids of bookings that cannot be locked. */
const refused = new Set<string>();

/** A storage that cannot lock some bookings. */
function refusing(storage: Storage, code: "busy"): Storage {
  return {
    ...storage,
    forClient(clientId) {
      const client = storage.forClient(clientId);
      return {
        ...client,
        transaction: async (locks, fn) => {
          if (locks.some(({ id }) => refused.has(id))) throw new BookingError(code, "Held by somebody else.");
          return client.transaction(locks, fn);
        },
      };
    },
  };
}
