import { isBookingError, type SlotKit } from "@slotkit/core";
import fc from "fast-check";
import { expect } from "vitest";
import { HoldModel, holdMs, type Kind, seatsOf } from "./hold-model.ts";
import type { StoredComposition } from "./on-each-storage.ts";

const hourMs = 60 * 60_000;
/** Monday 2026-11-23, 10:00 in Berlin: the first of the starts that all commands crowd around. */
const firstStart = Date.UTC(2026, 10, 23, 9);
export const starts = [0, 1, 2].map((hour) => firstStart + hour * hourMs);

/** The same thing done to both, whose answers have to agree. */
type Command = fc.AsyncCommand<HoldModel, StoredComposition>;

function command(name: string, act: (model: HoldModel, real: StoredComposition) => Promise<void>): Command {
  return {
    check: () => true,
    async run(model, real) {
      await act(model, real);
      await expectAgreement(model, real.slotkit);
    },
    toString: () => name,
  };
}

/** The list offers what the model does: after every command, and whatever it was. */
async function expectAgreement(model: HoldModel, slotkit: SlotKit): Promise<void> {
  for (const kind of ["intro", "class"] as const) {
    const { slots } = await slotkit.listSlots({
      eventType: kind,
      start: firstStart,
      end: firstStart + starts.length * hourMs,
    });
    const offered = starts.map((start) => {
      const slot = slots.find((one) => one.start === start);
      return slot ? (slot.seatsRemaining ?? 1) : 0;
    });
    expect([kind, offered]).toEqual([kind, starts.map((start) => model.offeredAt(kind, start))]);
  }
}

const codeOf = (error: unknown): string => {
  if (isBookingError(error)) return error.code;
  throw error;
};

/** One of those there are, by any number; undefined when there are none. */
function pick(uids: Iterable<string>, number: number): string | undefined {
  const list = [...uids];
  return list[number % list.length];
}

const attendee = { name: "Grace Example", email: "grace@example.org" };
const guestsOf = (count: number) => Array.from({ length: count }, (_, n) => `guest${n}@example.org`);

const kind = fc.constantFrom<Kind>("intro", "class");
const start = fc.constantFrom(...starts);
const which = fc.nat({ max: 99 });
const sometimes = fc.option(which, { nil: undefined });

const reserve = fc.record({ kind, start, seats: fc.integer({ min: 1, max: 2 }) }).map((wish) => {
  const wanted = { ...wish, seats: wish.kind === "class" ? wish.seats : 1 };
  return command(`reserve ${JSON.stringify(wanted)}`, async (model, { slotkit }) => {
    const expected = model.answerTo(wanted);
    const outcome = await slotkit.reserve({ ...wanted, eventType: wanted.kind }).catch(codeOf);
    expect(typeof outcome === "string" ? outcome : "done").toBe(expected);
    if (typeof outcome === "string") return;
    const { uid, expiresAt } = outcome.reservation;
    expect(expiresAt).toBe(model.now + holdMs);
    model.holds.set(uid, { ...wanted, expiresAt, extensions: 0 });
  });
});

const extend = which.map((number) =>
  command(`extend ${number}`, async (model, { slotkit }) => {
    const uid = pick(model.holds.keys(), number);
    const hold = uid === undefined ? undefined : model.holds.get(uid);
    if (uid === undefined || !hold) return;
    const expected = model.answerToExtension(uid);
    const outcome = await slotkit.extendReservation({ uid }).catch(codeOf);
    expect(typeof outcome === "string" ? outcome : "done").toBe(expected);
    if (typeof outcome === "string") return;
    hold.extensions++;
    hold.expiresAt = Math.max(hold.expiresAt, model.now + holdMs);
    expect(outcome.reservation.expiresAt).toBe(hold.expiresAt);
  }),
);

const release = which.map((number) =>
  command(`release ${number}`, async (model, { slotkit }) => {
    const uid = pick(model.holds.keys(), number);
    if (uid === undefined) return;
    await slotkit.releaseReservation({ uid });
    model.holds.delete(uid);
  }),
);

const book = fc.record({ kind, start, guests: fc.integer({ min: 0, max: 1 }), hold: sometimes }).map((wish) =>
  command(`book ${JSON.stringify(wish)}`, async (model, { slotkit }) => {
    const hold = wish.hold === undefined ? undefined : pick(model.holds.keys(), wish.hold);
    const expected = model.answerTo({ ...wish, seats: seatsOf(wish), hold });
    const { kind: eventType, start: at, guests } = wish;
    const outcome = await slotkit
      .book({ eventType, start: at, attendee, guests: guestsOf(guests), reservationUid: hold })
      .catch(codeOf);
    expect(typeof outcome === "string" ? outcome : "done").toBe(expected);
    if (typeof outcome === "string") return;
    if (hold !== undefined) model.holds.delete(hold);
    model.bookings.set(outcome.booking.uid, { kind: eventType, start: at, guests, isLive: true });
  }),
);

const move = fc.record({ booking: which, start, hold: sometimes }).map((wish) =>
  command(`move ${JSON.stringify(wish)}`, async (model, { slotkit }) => {
    const uid = pick(model.bookings.keys(), wish.booking);
    const booking = uid === undefined ? undefined : model.bookings.get(uid);
    if (uid === undefined || !booking) return;
    const hold = wish.hold === undefined ? undefined : pick(model.holds.keys(), wish.hold);
    const expected = !booking.isLive
      ? "invalid_transition"
      : booking.start === wish.start
        ? "validation_failed"
        : model.answerTo({ kind: booking.kind, start: wish.start, seats: seatsOf(booking), hold, moving: uid });
    const outcome = await slotkit.reschedule({ uid, start: wish.start, reservationUid: hold }).catch(codeOf);
    expect(typeof outcome === "string" ? outcome : "done").toBe(expected);
    if (typeof outcome === "string") return;
    if (hold !== undefined) model.holds.delete(hold);
    booking.start = wish.start;
  }),
);

const cancel = which.map((number) =>
  command(`cancel ${number}`, async (model, { slotkit }) => {
    const uid = pick(model.bookings.keys(), number);
    const booking = uid === undefined ? undefined : model.bookings.get(uid);
    if (uid === undefined || !booking) return;
    const outcome = await slotkit.cancel({ uid }).catch(codeOf);
    expect(typeof outcome === "string" ? outcome : "done").toBe(booking.isLive ? "done" : "invalid_transition");
    booking.isLive = false;
  }),
);

const bringGuests = fc.record({ booking: which, guests: fc.integer({ min: 0, max: 2 }) }).map((wish) =>
  command(`guests ${JSON.stringify(wish)}`, async (model, { slotkit }) => {
    const uid = pick(model.bookings.keys(), wish.booking);
    const booking = uid === undefined ? undefined : model.bookings.get(uid);
    if (uid === undefined || !booking?.isLive || booking.guests === wish.guests) return;
    const seats = seatsOf({ ...booking, guests: wish.guests });
    const fits = seats <= seatsOf(booking) || model.answerTo({ ...booking, seats, moving: uid }) === "done";
    const add = guestsOf(wish.guests).slice(booking.guests);
    const remove = guestsOf(booking.guests).slice(wish.guests);
    const outcome = await slotkit.changeGuests({ uid, add, remove }).catch(codeOf);
    expect(typeof outcome === "string" ? outcome : "done").toBe(fits ? "done" : "seats_full");
    if (fits) booking.guests = wish.guests;
  }),
);

const wait = fc.constantFrom(1, 60_000, holdMs - 1, holdMs).map((ms) =>
  command(`wait ${ms}`, async (model, real) => {
    await real.advance(ms);
    model.now += ms;
  }),
);

export const holdCommands = [reserve, reserve, extend, release, book, book, move, cancel, bringGuests, wait];

/** A model of a composition in which nothing is taken. */
export async function newModel({ storage }: StoredComposition): Promise<HoldModel> {
  return new HoldModel(await storage.now());
}
