import {
  type Booking,
  BookingError,
  type Claim,
  memoryStorage,
  type Reservation,
  type SeatedSession,
  type Storage,
  type Transaction,
} from "@slotkit/core";
import { expect, it } from "vitest";
import { createFakeClock } from "../clock/create-fake-clock.ts";
import { storageConformance } from "./storage-conformance.ts";

const startMs = Date.parse("2026-11-20T08:00:00Z");

/** Races of bookings from their request to their end, which stand on locks and rollback in every step. */
const wholeLives = [
  "race: of 40 who ask for one time that waits for approval one gets it, and of 40 approvals one counts",
  "race: an approval and a refusal of one booking end in one of the two, and claims follow",
  "race: of two bookings given to one host at one time one gets there, and nobody is left without a host",
  "race: hosts handed round while others book never have two bookings at one time",
  "race: two bookings that want each other's time both keep theirs, and both move once it is free",
  "race: series that overlap in one of their times are stored whole or not at all",
];

it("fails an adapter that looks before it writes and leaves the rest to luck", async () => {
  expect(await failedRaces(() => false)).toEqual([
    "race: of 20 reservations of one sender that look before they write two are stored",
    "race: of 50 who want one of five seats five get one, in one session",
    "race: of 50 who take a seat without a lock no more are let through than are written down",
    "race: of 50 who want one empty slot exactly one gets it",
    "race: of 50 who write without looking the database lets exactly one through",
    "race: starts shifted by ten minutes overlap all the same",
    "race: overlapping starts over a whole day never overlap in what is stored",
    "race: two hosts wanted in opposite orders are had by one, and nobody waits for ever",
    "race: an expired hold is replaced once",
    "race: of ten bookings that move to one free time one arrives and nine stay",
    ...wholeLives,
  ]);
});

it("fails an adapter whose database refuses equal starts only", async () => {
  expect(await failedRaces((one, other) => one.hostId === other.hostId && one.start === other.start)).toEqual([
    "race: of 20 reservations of one sender that look before they write two are stored",
    "race: of 50 who want one of five seats five get one, in one session",
    "race: of 50 who take a seat without a lock no more are let through than are written down",
    "race: starts shifted by ten minutes overlap all the same",
    "race: overlapping starts over a whole day never overlap in what is stored",
    "race: of ten bookings that move to one free time one arrives and nine stay",
    ...wholeLives,
  ]);
});

/** Names of the race cases that an adapter without locks fails, when its database refuses what `clashes` says. */
async function failedRaces(clashes: (one: Claim, other: Claim) => boolean): Promise<string[]> {
  const create = async () => {
    const clock = createFakeClock({ startMs });
    return { storage: unlocked(memoryStorage({ clock }), clashes), clock };
  };
  const failed: string[] = [];
  for (const { name, run } of storageConformance(create).filter((each) => each.name.startsWith("race: "))) {
    await run().catch(() => failed.push(name));
  }
  return failed;
}

type Lists = Pick<Transaction, "bookings" | "claims" | "reservations" | "sessions">;

/** Runs the function of every transaction at once, over plain lists and without rolling back. */
function unlocked(storage: Storage, clashes: (one: Claim, other: Claim) => boolean): Storage {
  const stores = new Map<string, Lists>();
  return {
    ...storage,
    forClient(clientId) {
      const client = storage.forClient(clientId);
      const lists = stores.get(clientId) ?? {
        bookings: bookingList(),
        claims: claimList(clashes),
        reservations: reservationList(),
        sessions: sessionList(),
      };
      stores.set(clientId, lists);
      return {
        ...client,
        ...lists,
        transaction: (_locks, fn) =>
          client.transaction([], async (tx) => tx).then((tx) => fn({ ...tx, now: storage.now, ...lists })),
      };
    },
  };
}

function bookingList(): Transaction["bookings"] {
  const rows = new Map<string, Booking>();
  return {
    find: async (uid) => rows.get(uid) ?? null,
    list: async () => [...rows.values()],
    inSession: async (sessionUid) => [...rows.values()].filter((row) => row.sessionUid === sessionUid),
    insert: async (row) => void rows.set(row.uid, row),
    update: async (row) => void rows.set(row.uid, row),
  };
}

function reservationList(): Transaction["reservations"] {
  const rows = new Map<string, Reservation>();
  return {
    find: async (uid) => rows.get(uid) ?? null,
    live: async () => [...rows.values()],
    inSession: async () => [],
    async liveOfSender(sender) {
      await roundTrip();
      return [...rows.values()].filter((row) => row.sender === sender);
    },
    expired: async () => [],
    async insert(row) {
      await roundTrip();
      rows.set(row.uid, row);
    },
    async update(row) {
      await roundTrip();
      rows.set(row.uid, row);
    },
    remove: async (uid) => void rows.delete(uid),
  };
}

/** Overwrites without looking at the version. */
function sessionList(): Transaction["sessions"] {
  const rows = new Map<string, SeatedSession>();
  return {
    find: async (uid) => rows.get(uid) ?? null,
    async startingIn() {
      await roundTrip();
      return [...rows.values()];
    },
    async insert(row) {
      await roundTrip();
      rows.set(row.uid, row);
    },
    async update(row) {
      await roundTrip();
      rows.set(row.uid, row);
    },
    remove: async (uid) => void rows.delete(uid),
  };
}

function claimList(clashes: (one: Claim, other: Claim) => boolean): Transaction["claims"] {
  let list: Claim[] = [];
  const overlaps = (claim: Claim, hostIds: readonly string[], start: number, end: number) =>
    hostIds.includes(claim.hostId) && claim.start < end && claim.end > start;
  const hasExpired = (claim: Claim, now: number) => claim.expiresAt !== null && claim.expiresAt <= now;
  return {
    async overlapping(hostIds, start, end, now) {
      await roundTrip();
      return list.filter((claim) => overlaps(claim, hostIds, start, end) && !hasExpired(claim, now));
    },
    lastBookedAt: async () => new Map(),
    async insert(claims) {
      await roundTrip();
      if (claims.some((claim) => list.some((other) => clashes(claim, other)))) {
        throw new BookingError("slot_unavailable", "Refused by the database.");
      }
      list.push(...claims);
    },
    async removeOwnedBy(ownerUid) {
      list = list.filter((claim) => claim.ownerUid !== ownerUid);
    },
    async removeExpired(hostIds, start, end, now) {
      list = list.filter((claim) => !(overlaps(claim, hostIds, start, end) && hasExpired(claim, now)));
    },
  };
}

/** A database answers after other requests have had their turn. */
function roundTrip(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
