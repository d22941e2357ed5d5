import assert from "node:assert/strict";
import type { Claim, ClientStorage } from "@slotkit/core";
import type { StorageCase } from "./storage-case.ts";
import {
  allClaims,
  claimBlindly,
  claimTime,
  countWins,
  makeClaim,
  minute,
  morning,
  times,
  wonOrRefused,
} from "./storage-fixtures.ts";

/** Many at once: exactly the right number wins, and no two claims overlap. An adapter that checks and then inserts fails here. */
export const raceCases: readonly StorageCase[] = [
  {
    name: "race: of 50 who want one empty slot exactly one gets it",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const results = await Promise.all(
        times(50, (index) => claimTime(client, [makeClaim({ ownerUid: `bk_${index}` })])),
      );
      assert.equal(countWins(results), 1);
      assert.equal((await allClaims(client)).length, 1);
    },
  },
  {
    name: "race: of 50 who write without looking the database lets exactly one through",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const results = await Promise.all(
        times(50, (index) => claimBlindly(client, [makeClaim({ ownerUid: `bk_${index}` })])),
      );
      assert.equal(countWins(results), 1);
      assert.equal((await allClaims(client)).length, 1);
    },
  },
  {
    name: "race: starts shifted by ten minutes overlap all the same",
    async run({ storage }) {
      const client = storage.forClient("acme");
      for (const claim of [claimTime, claimBlindly]) {
        const hostId = claim.name;
        const shifted = times(48, (index) => makeClaim({ hostId, start: morning + (index % 3) * 10 * minute }));
        const results = await Promise.all(shifted.map((wanted) => claim(client, [wanted])));
        assert.equal(countWins(results), 1);
        assert.equal((await allClaims(client, [hostId])).length, 1);
      }
    },
  },
  {
    name: "race: overlapping starts over a whole day never overlap in what is stored",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const wanted = times(96, (index) => makeClaim({ start: morning + ((index * 37) % 96) * 5 * minute }));
      const results = await Promise.all(wanted.map((claim) => claimTime(client, [claim])));
      const stored = await allClaims(client);
      assert.equal(stored.length, countWins(results));
      assert.ok(stored.length > 1);
      assertApart(stored);
    },
  },
  {
    name: "race: claims that only touch all succeed",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const results = await Promise.all(
        times(20, (index) => claimTime(client, [makeClaim({ start: morning + index * 30 * minute })])),
      );
      assert.equal(countWins(results), 20);
    },
  },
  {
    name: "race: two hosts wanted in opposite orders are had by one, and nobody waits for ever",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const both = [makeClaim({ hostId: "ada" }), makeClaim({ hostId: "bob" })];
      const results = await Promise.all(
        times(40, (index) => claimTime(client, index % 2 === 0 ? both : both.toReversed())),
      );
      assert.equal(countWins(results), 1);
      assert.equal((await allClaims(client, ["ada", "bob"])).length, 2);
    },
  },
  {
    name: "race: an expired hold is replaced once",
    async run({ storage, clock }) {
      const client = storage.forClient("acme");
      const expiresAt = (await storage.now()) + minute;
      await claimTime(client, [makeClaim({ kind: "hold", ownerUid: "rs_1", expiresAt })]);
      await clock.advance(minute);
      const results = await Promise.all(
        times(30, (index) => claimTime(client, [makeClaim({ ownerUid: `bk_${index}` })])),
      );
      assert.equal(countWins(results), 1);
      assert.equal((await allClaims(client)).length, 1);
    },
  },
  {
    name: "race: of ten bookings that move to one free time one arrives and nine stay",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const before = times(10, (index) => makeClaim({ start: morning + index * 60 * minute, ownerUid: `bk_${index}` }));
      await client.transaction([], (tx) => tx.claims.insert(before));
      const target = morning + 24 * 60 * minute;
      const results = await Promise.all(before.map(({ ownerUid }) => move(client, ownerUid, target)));
      assert.equal(countWins(results), 1);
      const stored = await allClaims(client);
      assert.equal(stored.length, 10);
      assert.equal(stored.filter(({ start }) => start === target).length, 1);
    },
  },
  {
    name: "race: hosts and clients do not stand in each other's way",
    async run({ storage }) {
      const results = await Promise.all(
        times(30, (index) =>
          claimTime(storage.forClient(`client${index % 3}`), [makeClaim({ hostId: `host${index}` })]),
        ),
      );
      assert.equal(countWins(results), 30);
    },
  },
];

function move(client: ClientStorage, ownerUid: string, start: number): Promise<"won" | "refused"> {
  const attempt = client.transaction([{ kind: "host", id: "ada" }], async (tx) => {
    await tx.claims.removeOwnedBy(ownerUid);
    await tx.claims.insert([makeClaim({ start, ownerUid })]);
  });
  return wonOrRefused(attempt);
}

/** Compares every pair, so that the check shares no reasoning with what it checks. */
function assertApart(claims: readonly Claim[]): void {
  for (const one of claims) {
    for (const other of claims) {
      const overlap = one !== other && one.start < other.end && other.start < one.end;
      assert.ok(!overlap, `${one.start} to ${one.end} overlaps ${other.start} to ${other.end}`);
    }
  }
}
