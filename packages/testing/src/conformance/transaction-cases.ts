import assert from "node:assert/strict";
import type { Transaction } from "@slotkit/core";
import type { StorageCase } from "./storage-case.ts";
import { allClaims, makeBooking, makeClaim, makeEffect, minute, store, times } from "./storage-fixtures.ts";

/** All or nothing, one after the other, on the schema that is expected. */
export const transactionCases: readonly StorageCase[] = [
  {
    name: "a transaction that rejects leaves nothing behind",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const key = { route: "book", key: "k1", owner: "run" };
      await client.idempotency.begin(key, "digest", minute);
      const failing = client.transaction([{ kind: "host", id: "ada" }], async (tx) => {
        await tx.bookings.insert(makeBooking());
        await tx.claims.insert([makeClaim()]);
        await tx.effects.save(makeEffect());
        await tx.idempotency.finish(key, "answer");
        throw new Error("pulled plug");
      });
      await assert.rejects(failing, { message: "pulled plug" });
      assert.equal(await client.bookings.find("bk_1"), null);
      assert.deepEqual(await allClaims(client), []);
      assert.deepEqual(await client.effects.ofSubjects(["bk_1"]), []);
      assert.deepEqual(await client.idempotency.begin(key, "digest", minute), { state: "running" });
    },
  },
  {
    name: "a transaction that rejects gives back what it removed and changed",
    async run({ storage }) {
      const client = storage.forClient("acme");
      await store(client, makeBooking(), [makeEffect()]);
      await client.transaction([], (tx) => tx.claims.insert([makeClaim()]));
      const failing = client.transaction([], async (tx) => {
        await tx.bookings.update(makeBooking({ version: 2, notes: "changed" }), 1);
        await tx.claims.removeOwnedBy("bk_1");
        await tx.effects.save(makeEffect({ revision: 2 }));
        throw new Error("pulled plug");
      });
      await assert.rejects(failing, { message: "pulled plug" });
      assert.deepEqual(await client.bookings.find("bk_1"), makeBooking());
      assert.deepEqual(await allClaims(client), [makeClaim()]);
      assert.deepEqual(await client.effects.ofSubjects(["bk_1"]), [makeEffect()]);
    },
  },
  {
    name: "a transaction sees its own writes, and nobody else does before it has ended",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const answer = await client.transaction([], async (tx) => {
        await tx.bookings.insert(makeBooking());
        await tx.claims.insert([makeClaim()]);
        assert.deepEqual(await tx.bookings.find("bk_1"), makeBooking());
        assert.equal((await tx.bookings.list({ limit: 9 })).length, 1);
        assert.equal((await tx.claims.overlapping(["ada"], 0, Number.MAX_SAFE_INTEGER, 0)).length, 1);
        assert.equal(await client.bookings.find("bk_1"), null);
        assert.deepEqual(await allClaims(client), []);
        return "the result of the function";
      });
      assert.equal(answer, "the result of the function");
      assert.deepEqual(await client.bookings.find("bk_1"), makeBooking());
    },
  },
  {
    name: "transactions under one lock run one after the other",
    async run({ storage }) {
      const client = storage.forClient("acme");
      await store(client, makeBooking({ metadata: { count: "0" } }));
      const increment = () =>
        client.transaction([{ kind: "booking", id: "bk_1" }], async (tx) => {
          const booking = await tx.bookings.find("bk_1");
          assert.ok(booking);
          const metadata = { count: String(Number(booking.metadata.count) + 1) };
          await tx.bookings.update({ ...booking, version: booking.version + 1, metadata }, booking.version);
        });
      await Promise.all(times(25, increment));
      assert.equal((await client.bookings.find("bk_1"))?.metadata.count, "25");
    },
  },
  {
    name: "a transaction that has ended refuses every further use",
    async run({ storage }) {
      const client = storage.forClient("acme");
      let kept: Transaction | undefined;
      await client.transaction([], async (tx) => {
        kept = tx;
      });
      await assert.rejects(async () => kept?.bookings.insert(makeBooking()));
      await assert.rejects(async () => kept?.claims.overlapping(["ada"], 0, 1, 0));
      assert.equal(await client.bookings.find("bk_1"), null);
    },
  },
  {
    name: "a failed transaction does not stop the next",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const attempts = times(10, (index) =>
        client.transaction([], async (tx) => {
          await tx.bookings.insert(makeBooking({ uid: `bk_${index}` }));
          if (index % 2 === 0) throw new Error("pulled plug");
        }),
      );
      const results = await Promise.allSettled(attempts);
      assert.equal(results.filter(({ status }) => status === "fulfilled").length, 5);
      assert.equal((await client.bookings.list({ limit: 99 })).length, 5);
    },
  },
  {
    name: "a migrated storage has nothing left to migrate, and answers",
    async run({ storage }) {
      const report = await storage.migrate();
      assert.deepEqual(report.applied, []);
      assert.notEqual(report.current, "");
      await storage.check();
    },
  },
  {
    name: "time is the clock's, inside a transaction too",
    async run({ storage, clock }) {
      const before = await storage.now();
      await clock.advance(minute);
      const after = await storage.now();
      const inside = await storage.forClient("acme").transaction([], (tx) => tx.now());
      assert.ok(after >= before + minute);
      assert.ok(inside >= after && inside < after + minute);
    },
  },
];
