import { BookingError, type Claim, memoryStorage, type Storage, type Transaction } from "@slotkit/core";
import { expect, it } from "vitest";
import { createFakeClock } from "../clock/create-fake-clock.ts";
import { storageConformance } from "./storage-conformance.ts";

const startMs = Date.parse("2026-11-20T08:00:00Z");

it("fails an adapter that looks before it writes and leaves the rest to luck", async () => {
  expect(await failedRaces(() => false)).toEqual([
    "race: of 50 who want one empty slot exactly one gets it",
    "race: of 50 who write without looking the database lets exactly one through",
    "race: starts shifted by ten minutes overlap all the same",
    "race: overlapping starts over a whole day never overlap in what is stored",
    "race: two hosts wanted in opposite orders are had by one, and nobody waits for ever",
    "race: an expired hold is replaced once",
    "race: of ten bookings that move to one free time one arrives and nine stay",
  ]);
});

it("fails an adapter whose database refuses equal starts only", async () => {
  expect(await failedRaces((one, other) => one.hostId === other.hostId && one.start === other.start)).toEqual([
    "race: starts shifted by ten minutes overlap all the same",
    "race: overlapping starts over a whole day never overlap in what is stored",
    "race: of ten bookings that move to one free time one arrives and nine stay",
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

/** Runs the function of every transaction at once, over one list of claims and without rolling back. */
function unlocked(storage: Storage, clashes: (one: Claim, other: Claim) => boolean): Storage {
  const stores = new Map<string, Transaction["claims"]>();
  return {
    ...storage,
    forClient(clientId) {
      const client = storage.forClient(clientId);
      const claims = stores.get(clientId) ?? claimList(clashes);
      stores.set(clientId, claims);
      return {
        ...client,
        claims,
        transaction: (_locks, fn) =>
          client.transaction([], async (tx) => tx).then((tx) => fn({ ...tx, now: storage.now, claims })),
      };
    },
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
