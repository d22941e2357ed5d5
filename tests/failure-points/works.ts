import type { SlotKit } from "@slotkit/core";
import type { BookingRow, StoredRows } from "../simulator/audit/facts.ts";

/** Where and when the work is done. */
export interface Site {
  clientId: string;
  /** Epoch milliseconds of the first start of a day to come; every half hour after it is one too. */
  start: number;
  /** Lets time jump: leases end, holds run out. */
  advance(ms: number): Promise<void>;
}

/** Something that is asked of SlotKit, of which any call to the storage may fail. */
export interface Work<State = unknown> {
  name: string;
  /** What there is before. */
  prepare(kit: SlotKit, site: Site): Promise<State>;
  /** What is asked, and asked again with the same words when it failed. */
  ask(kit: SlotKit, site: Site, state: State): Promise<unknown>;
  /** What the rows have to say in the end. @returns What is wrong. */
  judge(rows: StoredRows, site: Site, state: State): string[];
}

const minuteMs = 60_000;
const halfHourMs = 30 * minuteMs;
const attendee = { name: "Grace Example", email: "grace@example.org" };

interface Booked {
  uid: string;
}

/** A request under its key; the booking carries its name. */
function requestFor(site: Site, eventType: string, name = "asked") {
  const { clientId, start } = site;
  return { clientId, eventType, start, attendee, idempotencyKey: keyOf(site, name), metadata: { request: name } };
}

function keyOf({ clientId }: Site, name = "asked"): string {
  return `${clientId}-${name}`;
}

function book(eventType: string, more: object = {}): Pick<Work, "ask"> {
  return { ask: (kit, site) => kit.book({ ...requestFor(site, eventType), ...more }) };
}

/** One booking before the work, told to everybody outside. */
function booked(eventType: string, more: object = {}) {
  return async (kit: SlotKit, site: Site): Promise<Booked> => {
    const { booking } = await kit.book({ ...requestFor(site, eventType, "before"), ...more });
    await kit.deliver();
    return { uid: booking.uid };
  };
}

/** A change under its key. */
function change(
  ask: (kit: SlotKit, of: { clientId: string; uid: string; idempotencyKey: string }, site: Site) => Promise<unknown>,
): Pick<Work<Booked>, "ask"> {
  return { ask: (kit, site, { uid }) => ask(kit, { clientId: site.clientId, uid, idempotencyKey: keyOf(site) }, site) };
}

/** Exactly these bookings, each described by `status version start host`, whatever they are called. */
function expectBookings(...expected: ((site: Site) => string)[]): Pick<Work, "judge"> {
  const textOf = ({ status, version, start, hostIds }: BookingRow) => `${status} ${version} ${start} ${hostIds}`;
  return {
    judge: ({ bookings, reservations }, site) => {
      const has = bookings.map(textOf).sort().join("; ");
      const should = expected
        .map((describe) => describe(site))
        .sort()
        .join("; ");
      return [
        ...(has === should ? [] : [`the bookings are [${has}] and should be [${should}]`]),
        ...(reservations.length === 0 ? [] : ["a hold is left"]),
      ];
    },
  };
}

const at =
  (status: string, version: number, hosts: string, laterMs = 0) =>
  ({ start }: Site) =>
    `${status} ${version} ${start + laterMs} ${hosts}`;

function work<State>(name: string, parts: Omit<Work<State>, "name">): Work {
  return { name, ...parts } as Work;
}

const nothing = async () => null;
const weekMs = 7 * 24 * 60 * minuteMs;
const weekly = { recurrence: { frequency: "weekly", count: 3 } } as const;

export const works: readonly Work[] = [
  work("a booking", { prepare: nothing, ...book("both"), ...expectBookings(at("confirmed", 1, "bob,ada")) }),
  work("a booking that waits for an answer", {
    prepare: nothing,
    ...book("ask"),
    ...expectBookings(at("pending", 1, "ada")),
  }),
  work("a booking of a hold", {
    prepare: (kit, { clientId, start }) => kit.reserve({ clientId, eventType: "either", start }),
    ask: (kit, site, { reservation }) => kit.book({ ...requestFor(site, "either"), reservationUid: reservation.uid }),
    judge: ({ bookings, reservations }, _site, { reservation }) => [
      ...(bookings.length === 1 && bookings[0]?.hostIds.join() === reservation.hostIds.join()
        ? []
        : [`there are ${bookings.length} bookings, and one should have the host of the hold`]),
      ...(reservations.length === 0 ? [] : ["the hold is left"]),
    ],
  }),
  work("a series", {
    prepare: nothing,
    ...book("weekly", weekly),
    ...expectBookings(
      at("confirmed", 1, "ada"),
      at("confirmed", 1, "ada", weekMs),
      at("confirmed", 1, "ada", 2 * weekMs),
    ),
  }),
  work("a first seat", { prepare: nothing, ...book("class"), ...expectBookings(at("confirmed", 1, "ada")) }),
  work("a second seat", {
    prepare: booked("class"),
    ...book("class"),
    ...expectBookings(at("confirmed", 1, "ada"), at("confirmed", 1, "ada")),
  }),
  work("a hold", {
    prepare: nothing,
    ask: (kit, site) =>
      kit.reserve({
        clientId: site.clientId,
        eventType: "both",
        start: site.start,
        sender: "198.51.100.7",
        idempotencyKey: keyOf(site),
      }),
    judge: ({ bookings, reservations, claims }) =>
      bookings.length === 0 && reservations.length === 1 && claims.length === 2
        ? []
        : [`there are ${reservations.length} holds with ${claims.length} claims, and should be 1 with 2`],
  }),
  work("a move", {
    prepare: booked("both"),
    ...change((kit, of, { start }) => kit.reschedule({ ...of, start: start + halfHourMs })),
    ...expectBookings(at("confirmed", 2, "bob,ada", halfHourMs)),
  }),
  work("a move of a seat", {
    prepare: booked("class"),
    ...change((kit, of, { start }) => kit.reschedule({ ...of, start: start + halfHourMs })),
    ...expectBookings(at("confirmed", 2, "ada", halfHourMs)),
  }),
  work("a cancellation", {
    prepare: booked("both"),
    ...change((kit, of) => kit.cancel(of)),
    ...expectBookings(at("cancelled", 2, "bob,ada")),
  }),
  work("a cancellation of the last seat", {
    prepare: booked("class"),
    ...change((kit, of) => kit.cancel(of)),
    ...expectBookings(at("cancelled", 2, "ada")),
  }),
  work("a cancellation of a series", {
    prepare: booked("weekly", weekly),
    ...change((kit, of) => kit.cancelSeries({ ...of, scope: "all" })),
    ...expectBookings(
      at("cancelled", 2, "ada"),
      at("cancelled", 2, "ada", weekMs),
      at("cancelled", 2, "ada", 2 * weekMs),
    ),
  }),
  work("an approval", {
    prepare: booked("ask"),
    ...change((kit, of) => kit.confirm(of)),
    ...expectBookings(at("confirmed", 2, "ada")),
  }),
  work("a refusal", {
    prepare: booked("ask"),
    ...change((kit, of) => kit.decline(of)),
    ...expectBookings(at("rejected", 2, "ada")),
  }),
  work("a change of host", {
    prepare: async (kit, site) => {
      const { booking } = await kit.book(requestFor(site, "either", "before"));
      await kit.deliver();
      return { uid: booking.uid, to: booking.hostIds[0] === "ada" ? "bob" : "ada" };
    },
    ask: (kit, site, { uid, to }) =>
      kit.reassign({ clientId: site.clientId, uid, toHostId: to, idempotencyKey: keyOf(site) }),
    judge: ({ bookings }, _site, { to }) =>
      bookings.length === 1 && bookings[0]?.hostIds.join() === to && bookings[0].version === 2
        ? []
        : [`the host is ${bookings[0]?.hostIds} at version ${bookings[0]?.version}, and should be ${to} at 2`],
  }),
  work("a change of guests", {
    prepare: booked("both"),
    ...change((kit, of) => kit.changeGuests({ ...of, add: ["ken@example.org"] })),
    ...expectBookings(at("confirmed", 2, "bob,ada")),
  }),
  work("a delivery", {
    prepare: (kit, site) => kit.book(requestFor(site, "both")),
    ask: (kit) => kit.deliver(),
    ...expectBookings(at("confirmed", 1, "bob,ada")),
  }),
  work("a delivery of an end", {
    prepare: async (kit, site) => {
      const { uid } = await booked("both")(kit, site);
      await kit.cancel({ clientId: site.clientId, uid });
    },
    ask: (kit) => kit.deliver(),
    ...expectBookings(at("cancelled", 2, "bob,ada")),
  }),
  work("a delivery of a session", {
    prepare: (kit, site) => kit.book(requestFor(site, "class")),
    ask: (kit) => kit.deliver(),
    ...expectBookings(at("confirmed", 1, "ada")),
  }),
];
