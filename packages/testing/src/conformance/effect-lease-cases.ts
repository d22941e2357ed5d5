import assert from "node:assert/strict";
import type { Effect, Storage } from "@slotkit/core";
import type { StorageCase } from "./storage-case.ts";
import { leaseRequest, makeBooking, makeEffect, minute, store, times } from "./storage-fixtures.ts";

/** Outbox rows on their way out: each in one worker's hands at a time, clients in turn, leases kept, lost and taken over. */
export const effectLeaseCases: readonly StorageCase[] = [
  {
    name: "of each client its longest due effects are leased, up to its share",
    async run({ storage }) {
      const now = await storage.now();
      const effect = (id: string, notBefore: number, changes: Partial<Effect> = {}) =>
        makeEffect({ id, target: id, notBefore, ...changes });
      await store(storage.forClient("acme"), makeBooking(), [
        effect("ef_b", now - 10),
        effect("ef_a", now - 10),
        effect("ef_first", now - 20),
        effect("ef_now", now),
        effect("ef_future", now + minute),
        effect("ef_done", now - 99, { state: "done" }),
        effect("ef_manual", now - 99, { state: "manual" }),
        effect("ef_ignored", now - 99, { state: "ignored" }),
        effect("ef_crm", now - 99, { integration: "crm" }),
      ]);
      const other = makeBooking({ clientId: "umbrella" });
      await store(storage.forClient("umbrella"), other, [
        effect("ef_other", now - 99, { clientId: "umbrella" }),
        effect("ef_another", now - 98, { clientId: "umbrella" }),
      ]);
      const lease = async (acme: number, umbrella: number) => {
        const shares = [
          { clientId: "acme", limit: acme },
          { clientId: "umbrella", limit: umbrella },
          { clientId: "unknown", limit: 1 },
        ];
        return (await storage.leaseEffects(leaseRequest({ shares }))).map(({ id }) => id);
      };
      assert.deepEqual(await lease(2, 1), ["ef_first", "ef_a", "ef_other"]);
      assert.deepEqual(await lease(9, 9), ["ef_b", "ef_now", "ef_another"]);
      assert.deepEqual(await lease(9, 9), []);
      assert.deepEqual(
        (await storage.leaseEffects(leaseRequest({ integration: "crm" }))).map(({ id }) => id),
        ["ef_crm"],
      );
    },
  },
  {
    name: "clients with due effects are named once each, in order, after one and up to a limit",
    async run({ storage }) {
      const now = await storage.now();
      for (const clientId of ["dora", "bert", "carl", "anna"]) {
        const effects = times(3, (index) =>
          makeEffect({ clientId, id: `ef_${index}`, target: `${index}`, notBefore: now }),
        );
        await store(storage.forClient(clientId), makeBooking({ clientId }), effects);
      }
      const idle: Record<string, Partial<Effect>> = {
        aaron: { notBefore: now + minute },
        beth: { notBefore: now, state: "done" },
        cora: { notBefore: now, integration: "mail" },
        dave: { notBefore: now, leaseOwner: "w9", leaseUntil: now + minute },
      };
      for (const [clientId, changes] of Object.entries(idle)) {
        await store(storage.forClient(clientId), makeBooking({ clientId }), [makeEffect({ clientId, ...changes })]);
      }
      const due = (after: string, limit: number) =>
        storage.dueClients({ integration: "calendar", after, limit, takeOver: true });
      assert.deepEqual(await due("", 9), ["anna", "bert", "carl", "dora"]);
      assert.deepEqual(await due("", 2), ["anna", "bert"]);
      assert.deepEqual(await due("bert", 9), ["carl", "dora"]);
      assert.deepEqual(await due("bo", 1), ["carl"]);
      assert.deepEqual(await due("dora", 9), []);
      await storage.leaseEffects(leaseRequest({ shares: [{ clientId: "carl", limit: 3 }] }));
      assert.deepEqual(await due("", 9), ["anna", "bert", "dora"]);
    },
  },
  {
    name: "a leased effect names its owner and the lease's end, and is stored so",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const now = await storage.now();
      await store(client, makeBooking(), [makeEffect({ notBefore: now })]);
      const [leased] = await storage.leaseEffects(leaseRequest());
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
      const shares = [{ clientId: "acme", limit: 7 }];
      const leases = await Promise.all(
        times(10, (index) => storage.leaseEffects(leaseRequest({ owner: `w${index}`, shares }))),
      );
      const ids = leases.flat().map(({ id }) => id);
      assert.equal(new Set(ids).size, ids.length);
      // Whoever was skipped because another was just taking it is there for the next.
      const rest = await storage.leaseEffects(leaseRequest({ shares: [{ clientId: "acme", limit: 60 }] }));
      assert.equal(ids.length + rest.length, 60);
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
      const [, second] = await storage.leaseEffects(leaseRequest({ shares: [{ clientId: "acme", limit: 2 }] }));
      assert.ok(second);
      const settled: Effect = { ...second, state: "done", leaseOwner: null, leaseUntil: null };
      await client.transaction([], (tx) => tx.effects.save(settled));
      await clock.advance(minute / 2);
      assert.deepEqual(await leaseIds(storage), []);
      await clock.advance(minute / 2);
      assert.deepEqual(await leaseIds(storage), ["ef_1"]);
    },
  },
  {
    name: "an effect taken over from a worker that never settled it is uncertain, and stays so",
    async run({ storage, clock }) {
      const client = storage.forClient("acme");
      await store(client, makeBooking(), [makeEffect({ notBefore: await storage.now() })]);
      const lease = (owner: string) => storage.leaseEffects(leaseRequest({ owner }));
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
    name: "who does not take over leaves alone what somebody holds, however long ago the lease ended",
    async run({ storage, clock }) {
      const client = storage.forClient("acme");
      const now = await storage.now();
      await store(client, makeBooking(), [makeEffect({ notBefore: now })]);
      await storage.leaseEffects(leaseRequest());
      await store(client, makeBooking({ uid: "bk_2" }), [
        makeEffect({ id: "ef_2", subject: { kind: "booking", uid: "bk_2" }, notBefore: now }),
      ]);
      await clock.advance(10 * minute);
      const due = (takeOver: boolean) => storage.dueClients({ integration: "calendar", after: "", limit: 9, takeOver });
      const lease = async (takeOver: boolean) => {
        const shares = [{ clientId: "acme", limit: 9 }];
        return (await storage.leaseEffects(leaseRequest({ owner: "w2", takeOver, shares }))).map(({ id }) => id);
      };
      assert.deepEqual([await due(false), await lease(false)], [["acme"], ["ef_2"]]);
      assert.deepEqual([await due(false), await lease(false)], [[], []]);
      assert.deepEqual([await due(true), await lease(true)], [["acme"], ["ef_1"]]);
    },
  },
  {
    name: "leases are renewed by their owner, the ended ones too, until somebody else takes the row",
    async run({ storage, clock }) {
      const client = storage.forClient("acme");
      const now = await storage.now();
      const effect = (id: string) => makeEffect({ id, target: id, notBefore: now });
      await store(client, makeBooking(), [effect("ef_1"), effect("ef_2"), effect("ef_3"), effect("ef_4")]);
      const lease = (owner: string, limit: number) =>
        storage.leaseEffects(leaseRequest({ owner, shares: [{ clientId: "acme", limit }] }));
      const renew = async (...owners: string[]) =>
        (await storage.renewLeases({ owners, leaseMs: minute })).map(({ id }) => id).sort();
      await lease("w1", 2);
      await lease("w2", 1);
      await clock.advance(minute - 1);
      assert.deepEqual(await renew("w1", "w2", "w9"), ["ef_1", "ef_2", "ef_3"]);
      await clock.advance(minute - 1);
      assert.deepEqual(await leaseIds(storage, "w3"), ["ef_4"]);
      await clock.advance(minute);
      assert.deepEqual(await renew("w2"), ["ef_3"]);
      const [first] = await lease("w4", 1);
      assert.deepEqual([first?.id, first?.uncertain], ["ef_1", true]);
      assert.deepEqual(await renew("w1"), ["ef_2"]);
      assert.deepEqual(await renew(), []);
      assert.deepEqual(
        (await client.effects.ofSubjects(["bk_1"])).map(({ id, leaseOwner }) => [id, leaseOwner]),
        [
          ["ef_1", "w4"],
          ["ef_2", "w1"],
          ["ef_3", "w2"],
          ["ef_4", "w3"],
        ],
      );
    },
  },
  {
    name: "the next effect's instant is the earliest at which a waiting row, of one integration or of any, may be due",
    async run({ storage, clock }) {
      const client = storage.forClient("acme");
      assert.equal(await storage.nextEffectAt(), null);
      const now = await storage.now();
      const at = (id: string, notBefore: number, changes: Partial<Effect> = {}) =>
        makeEffect({ id, target: id, notBefore, ...changes });
      await store(client, makeBooking(), [
        at("ef_1", now + 5 * minute),
        at("ef_2", now + 9 * minute),
        at("ef_3", now - 9 * minute, { state: "done" }),
        at("ef_4", now - 9 * minute, { state: "manual" }),
        at("ef_5", now + 4 * minute, { integration: "mail" }),
      ]);
      assert.equal(await storage.nextEffectAt(), now + 4 * minute);
      assert.equal(await storage.nextEffectAt("calendar"), now + 5 * minute);
      assert.equal(await storage.nextEffectAt("crm"), null);
      await clock.advance(5 * minute);
      const [leased] = await storage.leaseEffects(leaseRequest({ leaseMs: 2 * minute }));
      assert.equal(await storage.nextEffectAt("calendar"), leased?.leaseUntil);
    },
  },
];

async function leaseIds(storage: Storage, owner = "worker"): Promise<string[]> {
  const shares = [{ clientId: "acme", limit: 9 }];
  return (await storage.leaseEffects(leaseRequest({ owner, shares }))).map(({ id }) => id);
}
