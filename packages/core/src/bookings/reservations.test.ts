import { BookingError, type BookRequest, type ReserveRequest } from "@slotkit/core";
import { composeForTest, type TestComposition } from "@slotkit/testing/fakes";
import { describe, expect, it } from "vitest";

const minuteMs = 60_000;
/** Monday 2026-11-23, 10:00 in Berlin. */
const start = Date.UTC(2026, 10, 23, 9);
const later = start + 120 * minuteMs;

const hold = (changes: Partial<ReserveRequest> = {}): ReserveRequest => ({ eventType: "intro", start, ...changes });

const grace = (changes: Partial<BookRequest> = {}): BookRequest => ({
  eventType: "intro",
  start,
  attendee: { name: "Grace Example", email: "grace@example.org" },
  ...changes,
});

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error: unknown) => (error instanceof BookingError ? error.code : String(error)),
  );

async function isOffered({ slotkit }: TestComposition, own: { reservationUid?: string } = {}, at = start) {
  const { slots } = await slotkit.listSlots({ eventType: "intro", start: at, end: at + 1, ...own });
  return slots.length > 0;
}

const stored = ({ storage }: TestComposition) => storage.forClient("default");
const claimsOf = (composed: TestComposition, hostIds = ["ada"]) =>
  stored(composed).claims.overlapping(hostIds, 0, Number.MAX_SAFE_INTEGER, 0);

describe("a hold", () => {
  it("keeps the time from everybody but its holder, and ends by itself", async () => {
    const composed = composeForTest();
    const { slotkit, clock } = composed;
    const { reservation, extensionsLeft } = await slotkit.reserve(hold());
    expect(reservation.uid).toMatch(/^rs_[0-9a-v]{26}$/);
    expect(extensionsLeft).toBe(2);
    expect(reservation.expiresAt).toBe(clock.now() + 5 * minuteMs);
    expect(await isOffered(composed)).toBe(false);
    expect(await isOffered(composed, { reservationUid: reservation.uid })).toBe(true);
    expect(await codeOf(slotkit.book(grace()))).toBe("slot_unavailable");
    expect(await codeOf(slotkit.reserve(hold()))).toBe("slot_unavailable");
    await clock.advance(5 * minuteMs - 1);
    expect(await isOffered(composed)).toBe(false);
    await clock.advance(1);
    expect(await isOffered(composed)).toBe(true);
    expect(await codeOf(slotkit.book(grace()))).toBe("done");
  });

  it("goes to one of fifty who want it at once", async () => {
    const composed = composeForTest();
    const codes = await Promise.all(Array.from({ length: 50 }, () => codeOf(composed.slotkit.reserve(hold()))));
    expect(codes.filter((code) => code === "done")).toHaveLength(1);
    expect(codes.filter((code) => code === "slot_unavailable")).toHaveLength(49);
    expect(await claimsOf(composed)).toHaveLength(1);
  });

  it("or a booking wins the slot, never both", async () => {
    const composed = composeForTest();
    const attempts = Array.from({ length: 20 }, (_, index) =>
      codeOf(index % 2 === 0 ? composed.slotkit.reserve(hold()) : composed.slotkit.book(grace())),
    );
    expect((await Promise.all(attempts)).filter((code) => code === "done")).toHaveLength(1);
    expect(await claimsOf(composed)).toHaveLength(1);
  });

  it("is used up by the booking it was made for, once", async () => {
    const composed = composeForTest();
    const { slotkit } = composed;
    const { reservation } = await slotkit.reserve(hold());
    const requests = Array.from({ length: 10 }, () => codeOf(slotkit.book(grace({ reservationUid: reservation.uid }))));
    const codes = await Promise.all(requests);
    expect(codes.filter((code) => code === "done")).toHaveLength(1);
    expect(codes.filter((code) => code === "reservation_expired")).toHaveLength(9);
    expect((await claimsOf(composed)).map(({ kind }) => kind)).toEqual(["booking"]);
    expect(await stored(composed).reservations.find(reservation.uid)).toBeNull();
  });

  it("that has ended books as long as the time is free, and says so when it is not", async () => {
    const composed = composeForTest();
    const { slotkit, clock } = composed;
    const first = await slotkit.reserve(hold());
    await clock.advance(5 * minuteMs);
    expect(await codeOf(slotkit.book(grace({ reservationUid: first.reservation.uid })))).toBe("done");

    const second = await slotkit.reserve(hold({ start: later }));
    await clock.advance(5 * minuteMs);
    await slotkit.book(grace({ start: later }));
    const late = slotkit.book(grace({ start: later, reservationUid: second.reservation.uid }));
    await expect(late).rejects.toMatchObject({
      code: "reservation_expired",
      errors: [{ field: "reservationUid" }],
      alternatives: [{}, {}, {}],
    });
  });

  it("stays when the booking it was shown for is refused", async () => {
    const composed = composeForTest();
    const { slotkit } = composed;
    await slotkit.book(grace({ start: later }));
    const { reservation } = await slotkit.reserve(hold());
    const wrong = slotkit.book(grace({ start: later, reservationUid: reservation.uid }));
    expect(await codeOf(wrong)).toBe("slot_unavailable");
    expect(await isOffered(composed)).toBe(false);
    expect(await codeOf(slotkit.book(grace({ reservationUid: reservation.uid })))).toBe("done");
  });

  it("is given back by a booking of another time, and by a move", async () => {
    const composed = composeForTest();
    const { slotkit } = composed;
    const first = await slotkit.reserve(hold());
    const { booking } = await slotkit.book(grace({ start: later, reservationUid: first.reservation.uid }));
    expect(await isOffered(composed)).toBe(true);
    const second = await slotkit.reserve(hold());
    expect(await codeOf(slotkit.reschedule({ uid: booking.uid, start }))).toBe("slot_unavailable");
    const { uid: reservationUid } = second.reservation;
    expect(await codeOf(slotkit.reschedule({ uid: booking.uid, start, reservationUid }))).toBe("done");
    expect((await claimsOf(composed)).map(({ ownerUid }) => ownerUid)).toEqual([booking.uid]);
  });

  it("fixes the host whose turn it was", async () => {
    const composed = composeForTest({
      otherHosts: ["bob"],
      eventType: { hosts: ["ada", "bob"], assignment: { kind: "roundRobin" } },
    });
    const { slotkit } = composed;
    const { reservation } = await slotkit.reserve(hold());
    const between = await slotkit.book(grace({ start: later }));
    expect(between.booking.hostIds).toEqual(reservation.hostIds);
    const { booking } = await slotkit.book(grace({ reservationUid: reservation.uid }));
    expect(booking.hostIds).toEqual(reservation.hostIds);
  });

  it("of two hosts together is had by one of many, in whatever order they are named", async () => {
    const both = (hosts: string[]) => ({ hosts, assignment: { kind: "collective" as const } });
    const storage = composeForTest().storage;
    const [one, other] = [
      ["ada", "bob"],
      ["bob", "ada"],
    ].map((hosts) => composeForTest({ otherHosts: ["bob"], eventType: both(hosts), storage: () => storage }));
    const attempts = Array.from({ length: 20 }, (_, index) =>
      codeOf((index % 2 === 0 ? one : other)?.slotkit.reserve(hold()) ?? Promise.reject()),
    );
    expect((await Promise.all(attempts)).filter((code) => code === "done")).toHaveLength(1);
    expect(
      await stored(composeForTest({ storage: () => storage })).claims.overlapping(["ada", "bob"], 0, later, 0),
    ).toHaveLength(2);
  });

  it("asks the outside calendar as a booking does", async () => {
    const composed = composeForTest();
    composed.calendar.busy.set("ada@example.com", [{ start, end: start + minuteMs }]);
    expect(await codeOf(composed.slotkit.reserve(hold()))).toBe("slot_unavailable");
  });

  it.each([
    ["a start between slots", { start: start + minuteMs }, "slot_unavailable"],
    ["a start in the past", { start: Date.UTC(2026, 10, 19, 9) }, "min_notice"],
    ["a start that is no instant", { start: Number.NaN }, "validation_failed"],
    ["a duration that is not offered", { durationMinutes: 45 }, "validation_failed"],
    ["no seat at all", { seats: 0 }, "validation_failed"],
    ["an event type that is not there", { eventType: "none" }, "not_found"],
  ])("of %s is refused", async (_what, changes, code) => {
    const composed = composeForTest();
    expect(await codeOf(composed.slotkit.reserve(hold(changes)))).toBe(code);
    expect(await claimsOf(composed)).toEqual([]);
  });
});

describe("extending and releasing", () => {
  it("lasts twice more from when it is asked for, and not a third time", async () => {
    const { slotkit, clock } = composeForTest();
    const { reservation, secret } = await slotkit.reserve(hold());
    const { uid } = reservation;
    for (const left of [1, 0]) {
      await clock.advance(4 * minuteMs);
      const extended = await slotkit.extendReservation({ uid, secret });
      expect(extended.extensionsLeft).toBe(left);
      expect(extended.reservation.expiresAt).toBe(clock.now() + 5 * minuteMs);
      expect(await codeOf(slotkit.book(grace()))).toBe("slot_unavailable");
    }
    expect(await codeOf(slotkit.extendReservation({ uid, secret }))).toBe("limit_reached");
    await clock.advance(5 * minuteMs);
    expect(await codeOf(slotkit.extendReservation({ uid, secret }))).toBe("reservation_expired");
    expect(await codeOf(slotkit.book(grace()))).toBe("done");
  });

  it("is for whoever has the secret, which tells nothing of other holds", async () => {
    const { slotkit } = composeForTest();
    const { reservation, secret } = await slotkit.reserve(hold());
    const other = await slotkit.reserve(hold({ start: later }));
    for (const wrong of [other.secret, "", secret.toUpperCase()]) {
      expect(await codeOf(slotkit.extendReservation({ uid: reservation.uid, secret: wrong }))).toBe("forbidden");
      expect(await codeOf(slotkit.releaseReservation({ uid: reservation.uid, secret: wrong }))).toBe("forbidden");
    }
    expect(await slotkit.verifyReservationSecret(reservation.uid, secret)).toBe(true);
    expect(await slotkit.verifyReservationSecret("rs_unknown", secret)).toBe(false);
    expect(await slotkit.verifyReservationSecret(reservation.uid, secret, { clientId: "acme" })).toBe(false);
  });

  it("frees the time at once, and may be asked for again", async () => {
    const composed = composeForTest();
    const { reservation, secret } = await composed.slotkit.reserve(hold());
    const { uid } = reservation;
    for (let times = 0; times < 2; times++) await composed.slotkit.releaseReservation({ uid, secret });
    expect(await claimsOf(composed)).toEqual([]);
    expect(await codeOf(composed.slotkit.extendReservation({ uid, secret }))).toBe("reservation_expired");
  });

  it("race: a hold that ends is extended or taken over, never both", async () => {
    const composed = composeForTest();
    const { slotkit, clock } = composed;
    const { reservation, secret } = await slotkit.reserve(hold());
    await clock.advance(5 * minuteMs);
    const codes = await Promise.all([
      codeOf(slotkit.extendReservation({ uid: reservation.uid, secret })),
      codeOf(slotkit.book(grace())),
      codeOf(slotkit.reserve(hold())),
    ]);
    expect(codes[0]).toBe("reservation_expired");
    expect(codes.filter((code) => code === "done")).toHaveLength(1);
    expect(await claimsOf(composed)).toHaveLength(1);
  });
});

describe("what may be held", () => {
  it("is two slots per sender, who is told when to come back and is not stored", async () => {
    const composed = composeForTest();
    const { slotkit, clock } = composed;
    const mine = { sender: "192.0.2.1" };
    await slotkit.reserve(hold(mine));
    await clock.advance(minuteMs);
    const { reservation, secret } = await slotkit.reserve(hold({ ...mine, start: later }));
    const third = slotkit.reserve(hold({ ...mine, start: start + 24 * 60 * minuteMs }));
    await expect(third).rejects.toMatchObject({ code: "rate_limited", retryAfterSeconds: 240 });
    expect(reservation.sender).not.toContain("192.0.2.1");
    await slotkit.releaseReservation({ uid: reservation.uid, secret });
    expect(await codeOf(slotkit.reserve(hold({ ...mine, start: later })))).toBe("done");
    const other = hold({ sender: "192.0.2.2", start: start + 24 * 60 * minuteMs });
    expect(await codeOf(slotkit.reserve(other))).toBe("done");
  });

  it("race: of twenty holds of one sender two are made", async () => {
    const { slotkit } = composeForTest();
    const attempts = Array.from({ length: 20 }, (_, index) =>
      codeOf(
        slotkit.reserve(
          hold({ sender: "me", start: start + (index % 5) * 30 * minuteMs + (index % 3) * 24 * 60 * minuteMs }),
        ),
      ),
    );
    expect((await Promise.all(attempts)).filter((code) => code === "done")).toHaveLength(2);
  });

  it("is a fifth of a host's day, and always one", async () => {
    const day = composeForTest();
    const codes = [];
    // Eight hours hold sixteen meetings of half an hour; a fifth of them are three.
    for (let index = 0; index < 5; index++) {
      codes.push(await codeOf(day.slotkit.reserve(hold({ start: start + index * 30 * minuteMs }))));
    }
    expect(codes).toEqual(["done", "done", "done", "rate_limited", "rate_limited"]);
    expect(await codeOf(day.slotkit.reserve(hold({ start: start + 24 * 60 * minuteMs })))).toBe("done");
    expect(await codeOf(day.slotkit.book(grace({ start: later })))).toBe("done");

    const short = composeForTest({ eventType: { durationMinutes: 240, intervalMinutes: 60 } });
    expect(await codeOf(short.slotkit.reserve(hold()))).toBe("done");
    const next = hold({ start: start + 240 * minuteMs - 60 * minuteMs });
    expect(await codeOf(short.slotkit.reserve(next))).not.toBe("done");
  });

  it("can be set, and a hold made shorter", async () => {
    const options = { holds: { minutes: 1, maxPerSender: 1, maxShareOfDay: 1 } };
    const { slotkit, clock } = composeForTest({ options });
    const { reservation } = await slotkit.reserve(hold({ sender: "me" }));
    expect(reservation.expiresAt).toBe(clock.now() + minuteMs);
    expect(await codeOf(slotkit.reserve(hold({ sender: "me", start: later })))).toBe("rate_limited");
    expect(() => composeForTest({ options: { holds: { minutes: 6 } } })).toThrow(/holds.minutes/);
  });

  it("is forgotten when it has ended, with the next hold that is made", async () => {
    const composed = composeForTest({ eventType: { seats: { capacity: 5 } } });
    const { slotkit, clock } = composed;
    const { reservation } = await slotkit.reserve(hold());
    await clock.advance(6 * minuteMs);
    await slotkit.reserve(hold({ start: later }));
    expect(await stored(composed).reservations.find(reservation.uid)).toBeNull();
    expect(await stored(composed).sessions.find(reservation.sessionUid ?? "")).toBeNull();
    expect(await claimsOf(composed)).toHaveLength(1);
  });
});

describe("held seats", () => {
  const compose = (seats = {}) =>
    composeForTest({ eventType: { seats: { capacity: 2, ...seats } }, options: { holds: { maxShareOfDay: 1 } } });
  const left = async ({ slotkit }: TestComposition, own = {}) =>
    (await slotkit.listSlots({ eventType: "intro", start, end: start + 1, ...own })).slots[0]?.seatsRemaining ?? null;

  it("count as taken for everybody but their holder", async () => {
    const composed = compose();
    const { slotkit } = composed;
    const { reservation } = await slotkit.reserve(hold());
    expect([await left(composed), await left(composed, { reservationUid: reservation.uid })]).toEqual([1, 2]);
    await slotkit.book(grace());
    expect(await codeOf(slotkit.book(grace()))).toBe("seats_full");
    const { booking } = await slotkit.book(grace({ reservationUid: reservation.uid }));
    const [session] = await stored(composed).sessions.startingIn("intro", start, start + 1);
    expect(session).toMatchObject({ uid: booking.sessionUid, booked: 2 });
    expect((await claimsOf(composed)).map(({ kind, ownerUid }) => [kind, ownerUid])).toEqual([
      ["booking", session?.uid],
    ]);
  });

  it("hold the hosts of a session that nobody has booked, as long as the last of them", async () => {
    const composed = compose();
    const { slotkit, clock } = composed;
    const first = await slotkit.reserve(hold());
    await clock.advance(3 * minuteMs);
    const second = await slotkit.reserve(hold());
    const until = async () => (await claimsOf(composed)).map(({ kind, expiresAt }) => [kind, expiresAt]);
    expect(await until()).toEqual([["hold", second.reservation.expiresAt]]);
    await slotkit.releaseReservation({ uid: second.reservation.uid });
    expect(await until()).toEqual([["hold", first.reservation.expiresAt]]);
    const extended = await slotkit.extendReservation({ uid: first.reservation.uid });
    expect(await until()).toEqual([["hold", extended.reservation.expiresAt]]);
    await clock.advance(5 * minuteMs);
    expect(await left(composed)).toBe(2);
    const { booking } = await slotkit.book(grace());
    expect(booking.sessionUid).not.toBe(first.reservation.sessionUid);
  });

  it("keep the session when the last who booked gives up", async () => {
    const composed = compose();
    const { slotkit, calendar } = composed;
    const { booking } = await slotkit.book(grace());
    const { reservation } = await slotkit.reserve(hold());
    await slotkit.deliver();
    await slotkit.cancel({ uid: booking.uid });
    await slotkit.deliver();
    expect(calendar.events.size).toBe(0);
    expect((await claimsOf(composed)).map(({ kind }) => kind)).toEqual(["hold"]);
    const again = await slotkit.book(grace({ reservationUid: reservation.uid }));
    await slotkit.deliver();
    expect([...calendar.events.values()].map(({ uid }) => uid)).toEqual([again.booking.sessionUid]);
  });

  it("can be several, where guests take seats", async () => {
    const composed = compose({ capacity: 4, guestsTakeSeats: true });
    const { slotkit } = composed;
    const { reservation } = await slotkit.reserve(hold({ seats: 3 }));
    expect(await left(composed)).toBe(1);
    const guests = ["eve@example.org", "alan@example.org"];
    expect(await codeOf(slotkit.book(grace({ guests })))).toBe("seats_full");
    expect(await codeOf(slotkit.book(grace({ guests, reservationUid: reservation.uid })))).toBe("done");
    expect(await codeOf(slotkit.reserve(hold({ seats: 2 })))).toBe("seats_full");
  });
});
