import assert from "node:assert/strict";
import type { StorageCase } from "./storage-case.ts";
import { allClaims, claimBlindly, claimTime, makeBooking, makeClaim, minute, morning } from "./storage-fixtures.ts";

/** What blocks a host's time, and until when. */
export const claimCases: readonly StorageCase[] = [
  {
    name: "claims come back as they were stored, those that only touch the range left out",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const hold = makeClaim({ start: morning + 30 * minute, kind: "hold", ownerUid: "rs_1", expiresAt: morning });
      const other = makeClaim({ hostId: "bob", ownerUid: "bk_2" });
      await client.transaction([], (tx) => tx.claims.insert([makeClaim(), hold, other]));
      const during = (hostIds: string[], from: number, to: number) =>
        client.claims.overlapping(hostIds, morning + from * minute, morning + to * minute, morning - 1);
      assert.deepEqual(await during(["ada", "bob"], 0, 60), [makeClaim(), other, hold]);
      assert.deepEqual(await during(["ada"], 29, 30), [makeClaim()]);
      assert.deepEqual(await during(["ada"], 30, 31), [hold]);
      assert.deepEqual(await during(["ada", "bob"], -30, 0), []);
      assert.deepEqual(await during(["carol"], 0, 60), []);
      assert.deepEqual(await during([], 0, 60), []);
    },
  },
  {
    name: "a host's last booking is the newest made of those that still hold its time, per event type",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const made = [
        { uid: "bk_1", hostId: "ada", createdAt: morning + 1, eventType: "intro" },
        { uid: "bk_2", hostId: "ada", createdAt: morning + 3, eventType: "intro" },
        { uid: "bk_3", hostId: "ada", createdAt: morning + 9, eventType: "demo" },
        { uid: "bk_4", hostId: "bob", createdAt: morning + 2, eventType: "intro" },
      ];
      await client.transaction([], async (tx) => {
        for (const [index, { hostId, ...booking }] of made.entries()) {
          const start = morning + index * 60 * minute;
          await tx.bookings.insert(makeBooking({ ...booking, start, end: start + 30 * minute, hostIds: [hostId] }));
          await tx.claims.insert([makeClaim({ hostId, start, end: start + 30 * minute, ownerUid: booking.uid })]);
        }
        const hold = { kind: "hold", ownerUid: "rs_1", expiresAt: morning + 60 * minute } as const;
        await tx.claims.insert([makeClaim({ hostId: "carol", ...hold })]);
      });
      const last = async (eventType: string) =>
        Object.fromEntries(await client.claims.lastBookedAt(["ada", "bob", "carol"], eventType));
      assert.deepEqual(await last("intro"), { ada: morning + 3, bob: morning + 2 });
      assert.deepEqual(await last("demo"), { ada: morning + 9 });
      assert.deepEqual(await client.claims.lastBookedAt([], "intro"), new Map());
      await client.transaction([], (tx) => tx.claims.removeOwnedBy("bk_2"));
      assert.deepEqual(await last("intro"), { ada: morning + 1, bob: morning + 2 });
      assert.deepEqual(await storage.forClient("other").claims.lastBookedAt(["ada"], "intro"), new Map());
    },
  },
  {
    name: "every kind of overlap with a claim is refused, and touching is none",
    async run({ storage }) {
      const client = storage.forClient("acme");
      await claimBlindly(client, [makeClaim()]);
      const spans: [from: number, to: number, expected: "won" | "refused"][] = [
        [0, 30, "refused"],
        [0, 10, "refused"],
        [20, 30, "refused"],
        [10, 20, "refused"],
        [-10, 40, "refused"],
        [-10, 30, "refused"],
        [0, 40, "refused"],
        [-10, 1, "refused"],
        [29, 40, "refused"],
        [-10, 0, "won"],
        [30, 40, "won"],
        [-30, -20, "won"],
        [50, 60, "won"],
      ];
      for (const [from, to, expected] of spans) {
        const claim = makeClaim({ start: morning + from * minute, end: morning + to * minute });
        assert.equal(await claimBlindly(client, [claim]), expected, `${from} to ${to}`);
      }
      assert.equal((await allClaims(client)).length, 5);
    },
  },
  {
    name: "two overlapping claims of one host are refused together, of two hosts they are not",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const shifted = makeClaim({ start: morning + 10 * minute });
      assert.equal(await claimBlindly(client, [makeClaim(), shifted]), "refused");
      assert.deepEqual(await allClaims(client), []);
      assert.equal(await claimBlindly(client, [makeClaim(), { ...shifted, hostId: "bob" }]), "won");
    },
  },
  {
    name: "an empty or reversed claim, which would protect nothing, is refused",
    async run({ storage }) {
      const client = storage.forClient("acme");
      for (const end of [morning, morning - minute, Number.NaN]) {
        await assert.rejects(
          client.transaction([], (tx) => tx.claims.insert([makeClaim({ end })])),
          `end ${end}`,
        );
      }
      assert.deepEqual(await allClaims(client), []);
    },
  },
  {
    name: "a hold has an end and a booking's claim has none",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const endless = makeClaim({ kind: "hold", ownerUid: "rs_1" });
      const expiring = makeClaim({ expiresAt: morning });
      await assert.rejects(client.transaction([], (tx) => tx.claims.insert([endless])));
      await assert.rejects(client.transaction([], (tx) => tx.claims.insert([expiring])));
    },
  },
  {
    name: "a live hold blocks, an expired one blocks nobody",
    async run({ storage, clock }) {
      const client = storage.forClient("acme");
      const expiresAt = (await storage.now()) + 10 * minute;
      const hold = makeClaim({ kind: "hold", ownerUid: "rs_1", expiresAt });
      assert.equal(await claimTime(client, [hold]), "won");
      assert.equal(await claimTime(client, [makeClaim()]), "refused");
      assert.deepEqual(await client.claims.overlapping(["ada"], hold.start, hold.end, expiresAt - 1), [hold]);
      assert.deepEqual(await client.claims.overlapping(["ada"], hold.start, hold.end, expiresAt), []);
      await clock.advance(10 * minute);
      assert.equal(await claimTime(client, [makeClaim()]), "won");
      assert.deepEqual(await allClaims(client), [makeClaim()]);
    },
  },
  {
    name: "only expired holds of the named hosts that overlap are removed",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const hold = (hostId: string, minutes: number, expiresAt: number) =>
        makeClaim({ hostId, start: morning + minutes * minute, kind: "hold", ownerUid: "rs_1", expiresAt });
      const kept = [
        makeClaim({ hostId: "ada", start: morning - 30 * minute }),
        hold("ada", 30, morning),
        hold("bob", 0, morning + 1),
        hold("carol", 0, morning),
      ];
      await client.transaction([], (tx) => tx.claims.insert([hold("ada", 0, morning), ...kept]));
      await client.transaction([], (tx) =>
        tx.claims.removeExpired(["ada", "bob"], morning - 30 * minute, morning + 30 * minute, morning),
      );
      const left = await allClaims(client, ["ada", "bob", "carol"]);
      assert.deepEqual(left, [kept[0], kept[2], kept[3], kept[1]]);
    },
  },
  {
    name: "a booking moves over its own time: its claims go before the new ones come",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const moved = makeClaim({ start: morning + 10 * minute });
      const bystander = makeClaim({ start: morning + 60 * minute, ownerUid: "bk_2" });
      await client.transaction([], (tx) => tx.claims.insert([makeClaim(), bystander]));
      await client.transaction([{ kind: "host", id: "ada" }], async (tx) => {
        await tx.claims.removeOwnedBy("bk_1");
        await tx.claims.insert([moved]);
      });
      assert.deepEqual(await allClaims(client), [moved, bystander]);
    },
  },
  {
    name: "a move to a taken time leaves the old claim",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const bystander = makeClaim({ start: morning + 60 * minute, ownerUid: "bk_2" });
      await client.transaction([], (tx) => tx.claims.insert([makeClaim(), bystander]));
      const move = client.transaction([], async (tx) => {
        await tx.claims.removeOwnedBy("bk_1");
        await tx.claims.insert([makeClaim({ start: morning + 45 * minute })]);
      });
      await assert.rejects(move, { code: "slot_unavailable" });
      assert.deepEqual(await allClaims(client), [makeClaim(), bystander]);
    },
  },
];
