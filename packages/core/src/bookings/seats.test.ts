import { BookingError, type BookRequest } from "@slotkit/core";
import { composeForTest, type TestComposition } from "@slotkit/testing/fakes";
import { describe, expect, it } from "vitest";

const minuteMs = 60_000;
/** Monday 2026-11-23, 10:00 in Berlin. */
const start = Date.UTC(2026, 10, 23, 9);
const later = start + 120 * minuteMs;

const compose = (seats = {}, eventType = {}, more = {}) =>
  composeForTest({ eventType: { seats: { capacity: 5, ...seats }, ...eventType }, ...more });

const seatFor = (name: string, changes: Partial<BookRequest> = {}): BookRequest => ({
  eventType: "intro",
  start,
  attendee: { name, email: `${name.toLowerCase()}@example.org` },
  ...changes,
});

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error: unknown) => (error instanceof BookingError ? error.code : String(error)),
  );

async function seatsLeft({ slotkit }: TestComposition, at = start, own = {}) {
  const { slots } = await slotkit.listSlots({ eventType: "intro", start: at, end: at + 1, ...own });
  return slots[0]?.seatsRemaining ?? null;
}

async function sessionsOf({ storage }: TestComposition) {
  return storage.forClient("default").sessions.startingIn("intro", 0, Number.MAX_SAFE_INTEGER);
}

async function claimsOf({ storage }: TestComposition, hostIds = ["ada"]) {
  return storage.forClient("default").claims.overlapping(hostIds, 0, Number.MAX_SAFE_INTEGER, 0);
}

describe("seats", () => {
  it("go to five of fifty who want one at once, in one session with one claim", async () => {
    const composed = compose();
    const codes = await Promise.all(
      Array.from({ length: 50 }, (_, index) => codeOf(composed.slotkit.book(seatFor(`Grace${index}`)))),
    );
    expect(codes.filter((code) => code === "done")).toHaveLength(5);
    expect(codes.filter((code) => code === "seats_full")).toHaveLength(45);
    expect((await sessionsOf(composed)).map(({ booked, capacity }) => [booked, capacity])).toEqual([[5, 5]]);
    expect(await claimsOf(composed)).toHaveLength(1);
    const bookings = await composed.slotkit.listBookings({});
    expect(new Set(bookings.map(({ booking }) => booking.sessionUid)).size).toBe(1);
    expect(await seatsLeft(composed)).toBeNull();
  });

  it("are counted down in the list, and offered nowhere beside the session", async () => {
    const composed = compose({}, { intervalMinutes: 15 });
    expect(await seatsLeft(composed)).toBe(5);
    await composed.slotkit.book(seatFor("Grace"));
    expect(await seatsLeft(composed)).toBe(4);
    expect(await seatsLeft(composed, start + 15 * minuteMs)).toBeNull();
    expect(await codeOf(composed.slotkit.book(seatFor("Alan", { start: start + 15 * minuteMs })))).toBe(
      "slot_unavailable",
    );
  });

  it("tell who comes too late of other times", async () => {
    const { slotkit } = compose({ capacity: 1 });
    await slotkit.book(seatFor("Grace"));
    const refusal = await slotkit.book(seatFor("Alan")).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: "seats_full", alternatives: [{}, {}, {}] });
  });

  it("come back when one is given up, and the time with the last", async () => {
    const composed = compose({ capacity: 2 });
    const { slotkit } = composed;
    const grace = await slotkit.book(seatFor("Grace"));
    const alan = await slotkit.book(seatFor("Alan"));
    expect(await codeOf(slotkit.book(seatFor("Eve")))).toBe("seats_full");
    await slotkit.cancel({ uid: grace.booking.uid });
    expect(await seatsLeft(composed)).toBe(1);
    await slotkit.cancel({ uid: alan.booking.uid });
    expect(await claimsOf(composed)).toEqual([]);
    const eve = await slotkit.book(seatFor("Eve"));
    expect(eve.booking.sessionUid).not.toBe(alan.booking.sessionUid);
    expect((await sessionsOf(composed)).map(({ booked }) => booked).sort()).toEqual([0, 1]);
  });

  it("count every guest where the event type says so, and none otherwise", async () => {
    const guests = ["eve@example.org", "mallory@example.org"];
    const free = compose();
    await free.slotkit.book(seatFor("Grace", { guests }));
    expect(await seatsLeft(free)).toBe(4);

    const counted = compose({ guestsTakeSeats: true });
    const { booking } = await counted.slotkit.book(seatFor("Grace", { guests }));
    expect(booking.seats).toBe(3);
    expect(await seatsLeft(counted)).toBe(2);
    expect(await codeOf(counted.slotkit.book(seatFor("Alan", { guests })))).toBe("seats_full");
    await counted.slotkit.cancel({ uid: booking.uid });
    expect(await seatsLeft(counted)).toBe(5);
  });

  it("follow the guests who join and leave", async () => {
    const composed = compose({ guestsTakeSeats: true, capacity: 3 });
    const { slotkit } = composed;
    const { booking } = await slotkit.book(seatFor("Grace"));
    await slotkit.book(seatFor("Alan"));
    const add = ["eve@example.org"];
    expect((await slotkit.changeGuests({ uid: booking.uid, add })).booking.seats).toBe(2);
    expect(await seatsLeft(composed)).toBeNull();
    expect(await codeOf(slotkit.changeGuests({ uid: booking.uid, add: ["mallory@example.org"] }))).toBe("seats_full");
    await slotkit.changeGuests({ uid: booking.uid, remove: add });
    expect(await seatsLeft(composed)).toBe(1);
  });

  it("are taken in every session of a series, and all given back", async () => {
    const composed = compose({ capacity: 1 }, { recurring: { maxCount: 4, frequencies: ["daily"] } });
    const { slotkit } = composed;
    const recurrence = { frequency: "daily", count: 3 } as const;
    const { series } = await slotkit.book(seatFor("Grace", { recurrence }));
    expect(series?.bookings).toHaveLength(3);
    expect((await sessionsOf(composed)).map(({ booked }) => booked)).toEqual([1, 1, 1]);
    expect(await codeOf(slotkit.book(seatFor("Alan", { recurrence, start: start + 24 * 60 * minuteMs })))).toBe(
      "seats_full",
    );
    expect((await sessionsOf(composed)).length).toBe(3);
  });

  it("move to another session, open it or join it, and leave nothing behind", async () => {
    const composed = compose();
    const { slotkit } = composed;
    const grace = await slotkit.book(seatFor("Grace"));
    const alan = await slotkit.book(seatFor("Alan"));
    const opened = await slotkit.reschedule({ uid: grace.booking.uid, start: later });
    expect([await seatsLeft(composed), await seatsLeft(composed, later)]).toEqual([4, 4]);
    const joined = await slotkit.reschedule({ uid: alan.booking.uid, start: later });
    expect(joined.booking.sessionUid).toBe(opened.booking.sessionUid);
    expect([await seatsLeft(composed), await seatsLeft(composed, later)]).toEqual([5, 3]);
    expect((await claimsOf(composed)).map(({ ownerUid }) => ownerUid)).toEqual([opened.booking.sessionUid]);
  });

  it("of the only one who comes move by half their own length, as the list says", async () => {
    const composed = compose({}, { intervalMinutes: 15 });
    const { booking } = await composed.slotkit.book(seatFor("Grace"));
    const half = start + 15 * minuteMs;
    expect(await seatsLeft(composed, half, { rescheduleUid: booking.uid })).toBe(5);
    expect(await codeOf(composed.slotkit.reschedule({ uid: booking.uid, start: half }))).toBe("done");
    await composed.slotkit.book(seatFor("Alan", { start: half }));
    expect(await seatsLeft(composed, start, { rescheduleUid: booking.uid })).toBeNull();
    expect(await codeOf(composed.slotkit.reschedule({ uid: booking.uid, start }))).toBe("slot_unavailable");
  });

  it("swap places at the same moment without one too many", async () => {
    const composed = compose({ capacity: 1 });
    const { slotkit } = composed;
    const grace = await slotkit.book(seatFor("Grace"));
    const alan = await slotkit.book(seatFor("Alan", { start: later }));
    const codes = await Promise.all([
      codeOf(slotkit.reschedule({ uid: grace.booking.uid, start: later })),
      codeOf(slotkit.reschedule({ uid: alan.booking.uid, start })),
    ]);
    expect(codes).toEqual(["seats_full", "seats_full"]);
    expect((await claimsOf(composed)).length).toBe(2);
  });

  it("wait for approval in their seat", async () => {
    const composed = compose({ capacity: 1 }, { requiresConfirmation: true });
    const { slotkit, calendar } = composed;
    const grace = await slotkit.book(seatFor("Grace"));
    expect(grace.booking.status).toBe("pending");
    expect(await codeOf(slotkit.book(seatFor("Alan")))).toBe("seats_full");
    await slotkit.deliver();
    const shown = () => [...calendar.events.values()].map(({ snapshot }) => snapshot.status);
    expect(shown()).toEqual(["pending"]);
    await slotkit.confirm({ uid: grace.booking.uid });
    await slotkit.deliver();
    expect(shown()).toEqual(["confirmed"]);
    const alan = await slotkit.book(seatFor("Alan", { start: later }));
    await slotkit.decline({ uid: alan.booking.uid });
    expect(await seatsLeft(composed, later)).toBe(1);
  });

  it("stay with the hosts of the session, whoever's turn it is", async () => {
    const composed = compose(
      {},
      { hosts: ["ada", "bob"], assignment: { kind: "roundRobin" } },
      { otherHosts: ["bob"] },
    );
    const grace = await composed.slotkit.book(seatFor("Grace"));
    const alan = await composed.slotkit.book(seatFor("Alan"));
    expect(alan.booking.hostIds).toEqual(grace.booking.hostIds);
    const next = await composed.slotkit.book(seatFor("Eve", { start: later }));
    expect(next.booking.hostIds).not.toEqual(grace.booking.hostIds);
  });

  it("go back to an event of their own once the event type has no seats any more", async () => {
    const storage = compose().storage;
    const seated = compose({}, {}, { storage: () => storage });
    const alone = composeForTest({ storage: () => storage });
    const { booking } = await seated.slotkit.book(seatFor("Grace"));
    const moved = await alone.slotkit.reschedule({ uid: booking.uid, start: later });
    expect(moved.booking).toMatchObject({ sessionUid: null, calendarId: "ada@example.com" });
    expect((await claimsOf(seated)).map(({ ownerUid }) => ownerUid)).toEqual([booking.uid]);
    const back = await seated.slotkit.reschedule({ uid: booking.uid, start });
    expect(back.booking.sessionUid).toMatch(/^ss_/);
    await seated.slotkit.deliver();
    expect([...seated.calendar.events.values()].map(({ uid }) => uid)).toEqual([back.booking.sessionUid]);
  });
});

describe("the calendar event of a session", () => {
  it("is one for all who come, follows them, and goes with the last", async () => {
    const composed = compose();
    const { slotkit, calendar, clock } = composed;
    const grace = await slotkit.book(seatFor("Grace"));
    await clock.advance(1);
    expect(grace.sync).toEqual({ calendar: "pending", crm: "pending", mail: "pending" });
    const alan = await slotkit.book(seatFor("Alan"));
    await slotkit.deliver();
    const events = () =>
      [...calendar.events.values()].map(({ uid, snapshot }) => [
        uid,
        snapshot.seats?.taken,
        snapshot.parties.map(({ attendee }) => attendee.name),
      ]);
    const uid = grace.booking.sessionUid;
    expect(events()).toEqual([[uid, 2, ["Grace", "Alan"]]]);
    expect((await slotkit.getBooking(grace.booking.uid)).sync.calendar).toBe("synced");
    const [session] = await sessionsOf(composed);
    expect(session).toMatchObject({ calendarSynced: true, calendarEventId: expect.any(String) });

    await slotkit.cancel({ uid: grace.booking.uid });
    expect((await slotkit.getBooking(alan.booking.uid)).sync.calendar).toBe("pending");
    await slotkit.deliver();
    expect(events()).toEqual([[uid, 1, ["Alan"]]]);
    await slotkit.cancel({ uid: alan.booking.uid });
    await slotkit.deliver();
    expect(events()).toEqual([]);
  });

  it("tells nobody who has a seat of another, in whatever is sent to them", async () => {
    const { slotkit, crm, notifier, calendar } = compose();
    const people = ["Grace", "Alan"];
    for (const name of people) await slotkit.book(seatFor(name, { notes: `canary of ${name}` }));
    await slotkit.deliver();
    expect([...calendar.events.values()].map(({ snapshot }) => snapshot.showAttendees)).toEqual([false]);
    for (const [index, name] of people.entries()) {
      const other = people[1 - index] ?? "";
      const mails = notifier.sent.filter(({ recipient }) => recipient.name === name);
      const contact = [...crm.contacts.values()].find(({ email }) => email === `${name.toLowerCase()}@example.org`);
      expect(mails).toHaveLength(1);
      const seen = JSON.stringify([mails, [...(contact?.bookings.values() ?? [])]]);
      expect(seen).toContain(name);
      expect(seen).not.toMatch(new RegExp(other, "i"));
    }
  });

  it("keeps its busy time from blocking the next seat, delivered or not", async () => {
    const composed = compose();
    await composed.slotkit.book(seatFor("Grace"));
    await composed.slotkit.deliver();
    expect(await codeOf(composed.slotkit.book(seatFor("Alan")))).toBe("done");
  });

  it("is what mails tell hosts of, with everybody in it, and attendees of nobody else", async () => {
    const composed = compose({ guestsTakeSeats: true }, { guests: { allowed: true } });
    const { slotkit, notifier } = composed;
    const { booking } = await slotkit.book(seatFor("Grace"));
    await slotkit.book(seatFor("Alan", { guests: ["bob@example.org"] }));
    await slotkit.deliver();
    await slotkit.cancel({ uid: booking.uid });
    await slotkit.deliver();
    const toHost = notifier.sent.filter(({ audience }) => audience === "host");
    expect(toHost.map(({ kind, session }) => [kind, session?.seats])).toEqual([
      ["confirmed", { taken: 3, capacity: 5 }],
      ["confirmed", { taken: 3, capacity: 5 }],
      ["cancelled", { taken: 2, capacity: 5 }],
    ]);
    expect(toHost.map(({ session }) => session?.parties.map(({ attendee }) => attendee.name).sort())).toEqual([
      ["Alan", "Grace"],
      ["Alan", "Grace"],
      ["Alan"],
    ]);
    expect(toHost.every(({ calendar }) => calendar !== "off")).toBe(true);
    const toAttendees = notifier.sent.filter(({ audience }) => audience === "attendee");
    expect(toAttendees.map(({ session }) => session)).toEqual([null, null, null]);
  });

  it("is left by every booking of a series that is cancelled, and goes with the last of its seats", async () => {
    const recurring = { maxCount: 3, frequencies: ["daily" as const] };
    const composed = compose({}, { recurring });
    const { slotkit, calendar } = composed;
    const { booking } = await slotkit.book(seatFor("Grace", { recurrence: { frequency: "daily", count: 3 } }));
    await slotkit.book(seatFor("Alan"));
    await slotkit.deliver();
    expect(calendar.events.size).toBe(3);
    expect((await slotkit.listSeries(booking.uid)).map(({ sync }) => sync.calendar)).toEqual(Array(3).fill("synced"));
    expect(await slotkit.cancelSeries({ uid: booking.uid, scope: "all" })).toHaveLength(3);
    expect((await sessionsOf(composed)).map(({ booked }) => booked)).toEqual([1, 0, 0]);
    expect(await claimsOf(composed)).toHaveLength(1);
    expect(await seatsLeft(composed)).toBe(4);
    await slotkit.deliver();
    expect([...calendar.events.values()].map(({ snapshot }) => snapshot.parties.length)).toEqual([1]);
  });
});
