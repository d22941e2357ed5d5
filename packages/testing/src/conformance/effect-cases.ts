import assert from "node:assert/strict";
import type { Effect, Storage } from "@slotkit/core";
import type { StorageCase } from "./storage-case.ts";
import { makeBooking, makeEffect, minute, morning, store, times } from "./storage-fixtures.ts";

/** Outbox rows: one per target, handed to one worker at a time, in order. */
export const effectCases: readonly StorageCase[] = [
  {
    name: "an effect comes back with every field as it was stored",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const full = makeEffect({
        id: "ef_2",
        integration: "mail",
        target: "host:ada",
        revision: 3,
        state: "manual",
        delivered: {
          version: 2,
          generation: 5,
          status: "confirmed",
          start: morning,
          end: morning + minute,
          hostIds: ["zoe", "ada"],
          calendarId: "a@example.com",
        },
        uncertain: true,
        attempt: 4,
        wantedAt: morning - 1,
        leaseOwner: "worker",
        leaseUntil: morning + minute,
        failure: { kind: "auth", message: "refused „✗“", remedy: "Renew the credential.", at: morning },
      });
      const elsewhere = {
        version: 1,
        generation: 1,
        status: "cancelled",
        start: morning,
        end: morning + minute,
        hostIds: [],
        calendarId: null,
      } as const;
      const withdrawn = makeEffect({ id: "ef_3", integration: "crm", delivered: elsewhere });
      await store(client, makeBooking(), [full, withdrawn, makeEffect()]);
      assert.deepEqual(await client.effects.ofSubjects(["bk_1"]), [makeEffect(), withdrawn, full]);
      const found = await client.transaction([], (tx) =>
        Promise.all([tx.effects.find("ef_2"), tx.effects.find("ef_9")]),
      );
      assert.deepEqual(found, [full, null]);
    },
  },
  {
    name: "saving the same subject, integration and target replaces the row, which keeps its id",
    async run({ storage }) {
      const client = storage.forClient("acme");
      await store(client, makeBooking(), [makeEffect(), makeEffect({ id: "ef_2", target: "host:ada" })]);
      await client.transaction([], (tx) => tx.effects.save(makeEffect({ id: "ef_3", revision: 2, state: "done" })));
      assert.deepEqual(await client.effects.ofSubjects(["bk_1"]), [
        makeEffect({ revision: 2, state: "done" }),
        makeEffect({ id: "ef_2", target: "host:ada" }),
      ]);
    },
  },
  {
    name: "an effect belongs to a stored booking",
    async run({ storage }) {
      const client = storage.forClient("acme");
      await assert.rejects(
        client.transaction([], (tx) =>
          tx.effects.save(makeEffect({ subject: { kind: "booking", uid: "bk_unknown" } })),
        ),
      );
    },
  },
  {
    name: "delivered spans are those of calendar effects in the named calendars that overlap",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const at = (minutes: number, calendarId: string | null): Partial<Effect> => {
        const start = morning + minutes * minute;
        return {
          delivered: {
            version: 1,
            generation: 1,
            status: "confirmed",
            start,
            end: start + 30 * minute,
            hostIds: ["ada"],
            calendarId,
          },
        };
      };
      await store(client, makeBooking(), [
        makeEffect({ id: "ef_1", target: "1", ...at(30, "ada@example.com") }),
        makeEffect({ id: "ef_2", target: "2", ...at(0, "bob@example.com") }),
        makeEffect({ id: "ef_3", target: "3", ...at(60, "ada@example.com") }),
        makeEffect({ id: "ef_4", target: "4", ...at(-30, "ada@example.com") }),
        makeEffect({ id: "ef_5", target: "5", ...at(0, "carol@example.com") }),
        makeEffect({ id: "ef_6", target: "6", ...at(0, null) }),
        makeEffect({ id: "ef_7", integration: "mail", ...at(0, "ada@example.com") }),
        makeEffect({ id: "ef_8", target: "8" }),
      ]);
      const calendars = ["ada@example.com", "bob@example.com"];
      const spans = await client.effects.deliveredSpans(calendars, morning, morning + 60 * minute);
      assert.deepEqual(spans, [
        { calendarId: "bob@example.com", start: morning, end: morning + 30 * minute },
        { calendarId: "ada@example.com", start: morning + 30 * minute, end: morning + 60 * minute },
      ]);
      assert.deepEqual(await client.effects.deliveredSpans([], morning, morning + minute), []);
    },
  },
  {
    name: "due effects are leased longest due first, up to the limit, over all clients",
    async run({ storage }) {
      const now = await storage.now();
      const effect = (id: string, notBefore: number, changes: Partial<Effect> = {}) =>
        makeEffect({ id, target: id, notBefore, ...changes });
      await store(storage.forClient("acme"), makeBooking(), [
        effect("ef_b", now - 10),
        effect("ef_a", now - 10),
        effect("ef_now", now),
        effect("ef_future", now + minute),
        effect("ef_done", now - 99, { state: "done" }),
        effect("ef_manual", now - 99, { state: "manual" }),
      ]);
      const other = makeBooking({ clientId: "umbrella" });
      await store(storage.forClient("umbrella"), other, [effect("ef_other", now - 20, { clientId: "umbrella" })]);
      assert.deepEqual(await leaseIds(storage, 3), ["ef_other", "ef_a", "ef_b"]);
      assert.deepEqual(await leaseIds(storage, 3), ["ef_now"]);
      assert.deepEqual(await leaseIds(storage, 3), []);
    },
  },
  {
    name: "a leased effect names its owner and the lease's end, and is stored so",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const now = await storage.now();
      await store(client, makeBooking(), [makeEffect({ notBefore: now })]);
      const [leased] = await storage.leaseEffects({ owner: "w1", leaseMs: minute, limit: 1 });
      assert.equal(leased?.leaseOwner, "w1");
      assert.ok(leased.leaseUntil !== null && leased.leaseUntil >= now + minute);
      assert.deepEqual(await client.effects.ofSubjects(["bk_1"]), [leased]);
    },
  },
  {
    name: "many workers at once never hold the same effect",
    async run({ storage }) {
      const now = await storage.now();
      const effects = times(60, (index) => makeEffect({ id: `ef_${index}`, target: String(index), notBefore: now }));
      await store(storage.forClient("acme"), makeBooking(), effects);
      const leases = await Promise.all(
        times(10, (index) => storage.leaseEffects({ owner: `w${index}`, leaseMs: minute, limit: 7 })),
      );
      const ids = leases.flat().map(({ id }) => id);
      assert.equal(ids.length, 60);
      assert.equal(new Set(ids).size, 60);
    },
  },
  {
    name: "an effect whose lease ended is due again, and one that was settled is not",
    async run({ storage, clock }) {
      const client = storage.forClient("acme");
      const now = await storage.now();
      await store(client, makeBooking(), [
        makeEffect({ notBefore: now }),
        makeEffect({ id: "ef_2", target: "2", notBefore: now }),
      ]);
      const leased = await storage.leaseEffects({ owner: "w1", leaseMs: minute, limit: 9 });
      const [, second] = leased;
      assert.ok(second);
      const settled: Effect = { ...second, state: "done", leaseOwner: null, leaseUntil: null };
      await client.transaction([], (tx) => tx.effects.save(settled));
      await clock.advance(minute / 2);
      assert.deepEqual(await leaseIds(storage, 9), []);
      await clock.advance(minute / 2);
      assert.deepEqual(await leaseIds(storage, 9), ["ef_1"]);
    },
  },
  {
    name: "an effect taken over from a worker that never settled it is uncertain, and stays so",
    async run({ storage, clock }) {
      const client = storage.forClient("acme");
      await store(client, makeBooking(), [makeEffect({ notBefore: await storage.now() })]);
      const lease = (owner: string) => storage.leaseEffects({ owner, leaseMs: minute, limit: 1 });
      assert.equal((await lease("w1"))[0]?.uncertain, false);
      await clock.advance(minute);
      const [takenOver] = await lease("w2");
      assert.equal(takenOver?.uncertain, true);
      await client.transaction([], (tx) =>
        tx.effects.save({ ...takenOver, leaseOwner: null, leaseUntil: null } as Effect),
      );
      assert.equal((await lease("w3"))[0]?.uncertain, true);
    },
  },
  {
    name: "the next effect's instant is the earliest at which a waiting row may be due",
    async run({ storage, clock }) {
      const client = storage.forClient("acme");
      assert.equal(await storage.nextEffectAt(), null);
      const now = await storage.now();
      const at = (id: string, notBefore: number, state: Effect["state"]) =>
        makeEffect({ id, target: id, notBefore, state });
      await store(client, makeBooking(), [
        at("ef_1", now + 5 * minute, "pending"),
        at("ef_2", now + 9 * minute, "pending"),
        at("ef_3", now - 9 * minute, "done"),
        at("ef_4", now - 9 * minute, "manual"),
      ]);
      assert.equal(await storage.nextEffectAt(), now + 5 * minute);
      await clock.advance(5 * minute);
      const [leased] = await storage.leaseEffects({ owner: "w1", leaseMs: 2 * minute, limit: 1 });
      assert.equal(await storage.nextEffectAt(), leased?.leaseUntil);
    },
  },
];

async function leaseIds(storage: Storage, limit: number): Promise<string[]> {
  return (await storage.leaseEffects({ owner: "worker", leaseMs: minute, limit })).map(({ id }) => id);
}
