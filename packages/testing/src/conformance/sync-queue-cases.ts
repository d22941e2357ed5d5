import assert from "node:assert/strict";
import type { Effect, SyncQueueFilter } from "@slotkit/core";
import type { StorageCase } from "./storage-case.ts";
import { makeBooking, makeEffect, minute, morning, store } from "./storage-fixtures.ts";

/** The sync queue: outbox rows that failed, as operators look for them. */
export const syncQueueCases: readonly StorageCase[] = [
  {
    name: "the sync queue holds what failed, oldest first, by state, integration and cause, in pages",
    async run({ storage }) {
      const client = storage.forClient("acme");
      await store(client, makeBooking(), rows);
      const idsOf = async (filter: Partial<SyncQueueFilter>) =>
        (await client.syncQueue.list({ states: ["manual", "waiting"], limit: 99, ...filter })).map(({ id }) => id);
      assert.deepEqual(await idsOf({}), ["waits_auth", "waits_mail", "a_parked", "b_parked"]);
      assert.deepEqual(await idsOf({ states: ["ignored"] }), ["let_be"]);
      assert.deepEqual(await idsOf({ states: ["manual"] }), ["a_parked", "b_parked"]);
      assert.deepEqual(await idsOf({ integration: "mail" }), ["waits_mail"]);
      assert.deepEqual(await idsOf({ cause: "auth" }), ["waits_auth"]);
      assert.deepEqual(await idsOf({ limit: 3 }), ["waits_auth", "waits_mail", "a_parked"]);
      assert.deepEqual(await idsOf({ after: [morning, "a_parked"] }), ["b_parked"]);
      assert.deepEqual(await client.syncQueue.list({ states: ["ignored"], limit: 9 }), [rows[4]]);
    },
  },
  {
    name: "the sync queue's length and oldest entry leave out what is ignored",
    async run({ storage }) {
      const client = storage.forClient("acme");
      assert.deepEqual(await client.syncQueue.summary(), { manual: 0, waiting: 0, oldestWantedAt: null });
      await store(client, makeBooking(), rows);
      const summary = { manual: 2, waiting: 2, oldestWantedAt: morning - 2 * minute };
      assert.deepEqual(await client.syncQueue.summary(), summary);
    },
  },
  {
    name: "a sync queue belongs to one client",
    async run({ storage }) {
      await store(storage.forClient("acme"), makeBooking(), rows);
      const stranger = storage.forClient("umbrella");
      const everything = { states: ["manual", "waiting", "ignored"], limit: 99 } as const;
      assert.deepEqual(await stranger.syncQueue.list(everything), []);
      assert.deepEqual(await stranger.syncQueue.summary(), { manual: 0, waiting: 0, oldestWantedAt: null });
    },
  },
  {
    name: "the clients with a sync queue are named, by the states of its entries",
    async run({ storage }) {
      for (const [clientId, changes] of [
        ["umbrella", { state: "manual" }],
        ["acme", { state: "pending" }],
        ["quiet", { state: "ignored" }],
        ["fine", { state: "done", failure: null }],
        ["new", { failure: null }],
      ] as const) {
        const effects = [row("ef_1", { clientId, ...changes }), row("ef_2", { clientId, ...changes })];
        await store(storage.forClient(clientId), makeBooking({ clientId }), effects);
      }
      assert.deepEqual(await storage.syncQueueClients(["manual", "waiting"]), ["acme", "umbrella"]);
      assert.deepEqual(await storage.syncQueueClients(["ignored"]), ["quiet"]);
    },
  },
];

const failure = { kind: "permanent", message: "Refused.", remedy: "Look at the calendar.", at: morning } as const;

const row = (id: string, changes: Partial<Effect>): Effect => makeEffect({ id, target: id, failure, ...changes });

const rows: readonly Effect[] = [
  row("b_parked", { state: "manual" }),
  row("a_parked", { state: "manual", integration: "crm" }),
  row("waits_mail", { integration: "mail", wantedAt: morning - minute }),
  row("waits_auth", { wantedAt: morning - 2 * minute, failure: { ...failure, kind: "auth" } }),
  row("let_be", { state: "ignored", wantedAt: morning - 3 * minute }),
  row("untried", { failure: null }),
  row("told", { state: "done", failure: null }),
];
