import {
  BookingError,
  type FailureKind,
  IntegrationError,
  memoryStorage,
  type SlotKit,
  type Storage,
} from "@slotkit/core";
import type { FakeClock } from "@slotkit/testing/clock";
import { composeForTest } from "@slotkit/testing/fakes";
import { describe, expect, it } from "vitest";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** Monday 2026-11-23, 10:00 in Berlin. */
const start = Date.UTC(2026, 10, 23, 9);
const later = start + 120 * minuteMs;

const bookIntro = (slotkit: SlotKit, at = start) =>
  slotkit.book({ eventType: "intro", start: at, attendee: { name: "Grace Example", email: "grace@example.org" } });
const failure = (kind: FailureKind, retryAfterMs?: number) =>
  new IntegrationError(kind, "Refused.", { remedy: "Renew the key.", retryAfterMs });

/** Lets time pass, in small steps, until a promise settles. */
async function passing<T>(clock: FakeClock, promise: Promise<T>): Promise<T> {
  let settled = false;
  const end = () => {
    settled = true;
  };
  promise.then(end, end);
  while (!settled) await clock.advance(100);
  return promise;
}

describe("deliver", () => {
  it("brings calendar, CRM and people to the booking, once", async () => {
    const { slotkit, calendar, crm, notifier } = composeForTest();
    const { booking } = await bookIntro(slotkit);
    expect(await slotkit.deliver()).toEqual({ delivered: 4, failed: 0 });
    expect(await slotkit.deliver()).toEqual({ delivered: 0, failed: 0 });
    expect([...calendar.events.values()]).toMatchObject([
      {
        calendarId: "ada@example.com",
        uid: booking.uid,
        start,
        end: start + 30 * minuteMs,
        version: 1,
        snapshot: { parties: [{ attendee: { email: "grace@example.org" } }], seats: null },
      },
    ]);
    expect([...crm.contacts.values()].map(({ email }) => email)).toEqual(["grace@example.org"]);
    expect(notifier.sent.map(({ kind, audience, recipient }) => [kind, audience, recipient.email]).sort()).toEqual([
      ["confirmed", "attendee", "grace@example.org"],
      ["confirmed", "host", "ada@example.com"],
    ]);
    expect((await slotkit.getBooking(booking.uid)).booking).toMatchObject({
      calendarEventId: `event-of-${booking.uid}`,
      crmContactId: "1",
      calendarSynced: true,
      crmSynced: true,
      requiresManualCalendarSync: false,
      requiresManualCrmSync: false,
    });
  });

  it("moves the one event and tells both sides of the move", async () => {
    const { slotkit, calendar, notifier } = composeForTest();
    const { booking } = await bookIntro(slotkit);
    await slotkit.deliver();
    await slotkit.reschedule({ uid: booking.uid, start: later });
    expect((await slotkit.getBooking(booking.uid)).sync.calendar).toBe("pending");
    await slotkit.deliver();
    expect([...calendar.events.values()].map((event) => event.start)).toEqual([later]);
    const moved = notifier.sent.slice(2);
    expect(moved.map(({ kind, previousStart, sequence }) => [kind, previousStart, sequence])).toEqual([
      ["rescheduled", start, 1],
      ["rescheduled", start, 1],
    ]);
    expect(new Set(notifier.sent.map(({ icalUid }) => icalUid)).size).toBe(1);
  });

  it("sends the new link when a booking moved there and back before anybody was told", async () => {
    const { slotkit, notifier } = composeForTest();
    const { booking } = await bookIntro(slotkit);
    await slotkit.deliver();
    await slotkit.reschedule({ uid: booking.uid, start: later });
    const { manage } = await slotkit.reschedule({ uid: booking.uid, start });
    await slotkit.deliver();
    expect(notifier.sent.slice(2).map(({ kind, audience, manageUrl }) => [kind, audience, manageUrl])).toEqual([
      ["rescheduled", "attendee", manage.url],
    ]);
    await slotkit.deliver();
    expect(notifier.sent).toHaveLength(3);
  });

  it("removes the event of a cancelled booking and tells both sides", async () => {
    const { slotkit, calendar, notifier } = composeForTest();
    const { booking } = await bookIntro(slotkit);
    await slotkit.deliver();
    await slotkit.cancel({ uid: booking.uid });
    await slotkit.deliver();
    expect(calendar.events.size).toBe(0);
    const [forAttendee] = notifier.sent.slice(2).filter(({ audience }) => audience === "attendee");
    expect([forAttendee?.kind, forAttendee?.manageUrl]).toEqual(["cancelled", null]);
  });

  it("tells what holds, not what once held, when a mail was late", async () => {
    const { slotkit, notifier } = composeForTest();
    const { booking } = await bookIntro(slotkit);
    notifier.failSends = failure("transient");
    await slotkit.deliver();
    await slotkit.reschedule({ uid: booking.uid, start: later });
    notifier.failSends = null;
    await slotkit.deliver();
    expect(notifier.sent.map(({ kind, booking: told }) => [kind, told.start])).toEqual([
      ["confirmed", later],
      ["confirmed", later],
    ]);
  });

  it("leaves no event behind when a cancellation overtakes the creation", async () => {
    const { slotkit, calendar } = composeForTest();
    const { booking } = await bookIntro(slotkit);
    await slotkit.cancel({ uid: booking.uid });
    await slotkit.deliver();
    expect(calendar.events.size).toBe(0);
  });

  it("keeps the newer revision due when the booking changes during a write", async () => {
    const { slotkit, calendar } = composeForTest();
    const { booking } = await bookIntro(slotkit);
    const putEvent = calendar.putEvent.bind(calendar);
    let changed = false;
    calendar.putEvent = async (wanted, options) => {
      if (!changed) {
        changed = true;
        await slotkit.reschedule({ uid: booking.uid, start: later });
      }
      return putEvent(wanted, options);
    };
    await slotkit.deliver();
    expect([...calendar.events.values()].map((event) => event.start)).toEqual([later]);
    expect((await slotkit.getBooking(booking.uid)).sync.calendar).toBe("synced");
  });

  it("heals by itself after an outage of three days", async () => {
    const { slotkit, calendar, clock } = composeForTest();
    const { booking } = await bookIntro(slotkit);
    calendar.failWrites = failure("transient");
    for (let hours = 0; hours < 48; hours++) {
      await slotkit.deliver();
      await clock.advance(hourMs);
    }
    expect((await slotkit.getBooking(booking.uid)).sync.calendar).toBe("pending");
    calendar.failWrites = null;
    await slotkit.deliver();
    expect((await slotkit.getBooking(booking.uid)).sync.calendar).toBe("synced");
  });

  it("parks what cannot succeed, with its cause and remedy", async () => {
    const { slotkit, storage, calendar, clock } = composeForTest();
    const { booking } = await bookIntro(slotkit);
    calendar.failWrites = failure("permanent");
    await slotkit.deliver();
    const { sync, booking: stored } = await slotkit.getBooking(booking.uid);
    expect([sync.calendar, stored.requiresManualCalendarSync]).toEqual(["manual", true]);
    const effects = await storage.forClient("default").effects.ofSubjects([booking.uid]);
    expect(effects.find(({ integration }) => integration === "calendar")?.failure).toEqual({
      kind: "permanent",
      message: "Refused.",
      remedy: "Renew the key.",
      at: clock.now(),
    });
  });

  it.each<[FailureKind, number | undefined, number]>([
    ["throttled", 30_000, 30_000],
    ["exhausted", undefined, hourMs],
    ["auth", undefined, 15 * minuteMs],
  ])("waits out %s", async (kind, retryAfterMs, waitMs) => {
    const { slotkit, calendar, clock } = composeForTest();
    await bookIntro(slotkit);
    calendar.failWrites = failure(kind, retryAfterMs);
    await slotkit.deliver();
    calendar.failWrites = null;
    await clock.advance(waitMs - 1);
    expect(await slotkit.deliver()).toEqual({ delivered: 0, failed: 0 });
    await clock.advance(1);
    expect(await slotkit.deliver()).toEqual({ delivered: 1, failed: 0 });
  });

  it("gives up waiting for an adapter that never answers", async () => {
    const { slotkit, calendar, clock } = composeForTest();
    await bookIntro(slotkit);
    calendar.putEvent = () => new Promise(() => {});
    const passed = slotkit.deliver();
    await clock.advance(30_000);
    expect(await passed).toEqual({ delivered: 3, failed: 1 });
  });

  it("gives up waiting for a catalog that never answers, and blames no adapter", async () => {
    const catalog = { findEventType: () => new Promise<never>(() => {}), listEventTypes: async () => [] };
    const { slotkit, storage, clock } = composeForTest();
    const { booking } = await bookIntro(slotkit);
    const hanging = composeForTest({ storage: () => storage, options: { catalog, clock } });
    const passed = hanging.slotkit.deliver();
    await clock.advance(10_000);
    expect(await passed).toEqual({ delivered: 0, failed: 4 });
    const [effect] = await storage.forClient("default").effects.ofSubjects([booking.uid]);
    expect(effect?.failure).toMatchObject({ message: "The booking or its event type could not be read." });
  });

  it.each(
    [false, true].flatMap((calendar) =>
      [false, true].flatMap((crm) => [false, true].map((mail) => [calendar, crm, mail] as const)),
    ),
  )("delivers exactly what is composed: calendar %s, CRM %s, mail %s", async (withCalendar, withCrm, withMail) => {
    const off = {
      ...(withCalendar ? {} : { calendar: false as const }),
      ...(withCrm ? {} : { crm: false as const }),
      ...(withMail ? {} : { notifications: false as const }),
    };
    const { slotkit, calendar, crm, notifier } = composeForTest({ options: off });
    const { booking } = await bookIntro(slotkit);
    await slotkit.deliver();
    expect([calendar.events.size, crm.contacts.size, notifier.sent.length]).toEqual([
      withCalendar ? 1 : 0,
      withCrm ? 1 : 0,
      withMail ? 2 : 0,
    ]);
    expect((await slotkit.getBooking(booking.uid)).sync).toEqual({
      calendar: withCalendar ? "synced" : "off",
      crm: withCrm ? "synced" : "off",
      mail: withMail ? "synced" : "off",
    });
  });
});

describe("when the storage is busy as an attempt ends", () => {
  /** A booked composition whose next so many transactions are refused. */
  async function composeBusy(refusals: number) {
    const refused = { left: 0 };
    const logged: string[] = [];
    const log = (message: string) => void logged.push(message);
    const parts = composeForTest({
      storage: (clock) => refusing(memoryStorage({ clock }), refused),
      options: { logger: { debug() {}, info() {}, warn: log, error: log } },
    });
    const { booking } = await bookIntro(parts.slotkit);
    refused.left = refusals;
    return { ...parts, logged, uid: booking.uid };
  }

  it("writes that down again, and tells nobody twice", async () => {
    const { slotkit, clock, notifier, logged, uid } = await composeBusy(5);
    expect(await passing(clock, slotkit.deliver())).toEqual({ delivered: 4, failed: 0 });
    expect([notifier.sent.length, logged]).toEqual([2, []]);
    expect((await slotkit.getBooking(uid)).sync).toEqual({ calendar: "synced", crm: "synced", mail: "synced" });
  });

  it("gives up in the end, says so and leaves the leases to expire", async () => {
    const { slotkit, clock, logged, storage, uid } = await composeBusy(Number.POSITIVE_INFINITY);
    expect(await passing(clock, slotkit.deliver())).toEqual({ delivered: 0, failed: 4 });
    expect(logged).toEqual(Array(4).fill("The end of an attempt could not be stored; it will be repeated."));
    const effects = await storage.forClient("default").effects.ofSubjects([uid]);
    expect(effects.map(({ failure, leaseOwner }) => [failure, leaseOwner !== null])).toEqual(
      Array(4).fill([null, true]),
    );
  });

  it("blames no adapter for a booking that cannot be read", async () => {
    const { slotkit, storage, uid } = await composeBusy(0);
    const client = storage.forClient("default");
    const forClient = storage.forClient;
    const bookings = { ...client.bookings, find: () => Promise.reject(new Error("disk")) };
    storage.forClient = () => ({ ...client, bookings });
    expect(await slotkit.deliver()).toEqual({ delivered: 0, failed: 4 });
    storage.forClient = forClient;
    const [effect] = await client.effects.ofSubjects([uid]);
    expect(effect?.failure).toMatchObject({ message: "The booking or its event type could not be read." });
  });

  function refusing(storage: Storage, refused: { left: number }): Storage {
    return {
      ...storage,
      forClient(clientId) {
        const client = storage.forClient(clientId);
        return {
          ...client,
          async transaction(locks, fn) {
            if (refused.left-- > 0) throw new BookingError("busy", "The storage is busy.");
            return client.transaction(locks, fn);
          },
        };
      },
    };
  }
});

describe("the background worker", () => {
  it("delivers a booking without being asked, and stops when told", async () => {
    const { slotkit, calendar, clock } = composeForTest();
    await slotkit.start();
    await bookIntro(slotkit);
    await clock.advance(1);
    expect(calendar.events.size).toBe(1);
    await slotkit.stop();
    expect(clock.pending).toBe(0);
  });

  /** A started worker, told to stop while it waits for the answer to a mail that takes so long. */
  async function stopDuringMail(mailMs: number) {
    const parts = composeForTest({ options: { calendar: false, crm: false } });
    const { slotkit, clock, notifier } = parts;
    const send = notifier.send;
    let begun = 0;
    notifier.send = async (mail, options) => {
      begun++;
      await clock.sleep(mailMs, options?.signal);
      await send(mail, options);
    };
    const speedUp = () => {
      notifier.send = send;
    };
    await slotkit.start();
    const { booking } = await bookIntro(slotkit);
    while (begun < 2) await clock.advance(1);
    return { ...parts, stopped: slotkit.stop(), uid: booking.uid, speedUp };
  }

  it("lets a mail that is under way go out and writes it down before it stops", async () => {
    const { slotkit, clock, notifier, stopped, uid } = await stopDuringMail(4_000);
    await passing(clock, stopped);
    expect([notifier.sent.length, (await slotkit.getBooking(uid)).sync.mail]).toEqual([2, "synced"]);
    expect(clock.pending).toBe(0);
  });

  it("tells an attempt to stop that takes longer, and leaves its effect due at once", async () => {
    const { slotkit, clock, notifier, stopped, uid } = await stopDuringMail(10_000);
    await passing(clock, stopped);
    expect([notifier.sent.length, (await slotkit.getBooking(uid)).sync.mail]).toEqual([0, "pending"]);
    expect(await passing(clock, slotkit.deliver())).toEqual({ delivered: 2, failed: 0 });
  });

  it("begins nothing new once it is told to stop", async () => {
    const { slotkit, clock, notifier, stopped } = await stopDuringMail(4_000);
    await bookIntro(slotkit, later);
    await passing(clock, stopped);
    expect(notifier.sent.map(({ booking }) => booking.start)).toEqual([start, start]);
  });
});
