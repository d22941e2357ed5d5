import assert from "node:assert/strict";
import type { ClientStorage, Storage, WebhookDelivery, WebhookEndpoint } from "@slotkit/core";
import type { StorageCase } from "./storage-case.ts";
import { minute, morning, times } from "./storage-fixtures.ts";

/** Webhook endpoints, the events on their way to them, and who may carry them. */
export const webhookCases: readonly StorageCase[] = [
  {
    name: "webhook endpoints and deliveries keep every field, and belong to one client",
    async run({ storage }) {
      const client = storage.forClient("acme");
      await record(client, [fullEndpoint, makeEndpoint()], [fullDelivery]);
      assert.deepEqual(await client.webhooks.endpoints(), [makeEndpoint(), fullEndpoint]);
      assert.deepEqual(await client.webhooks.findEndpoint("we_full"), fullEndpoint);
      assert.deepEqual(await client.webhooks.findDelivery("wm_full"), fullDelivery);
      const stranger = storage.forClient("umbrella");
      assert.deepEqual(await stranger.webhooks.endpoints(), []);
      assert.equal(await stranger.webhooks.findEndpoint("we_full"), null);
      assert.equal(await stranger.webhooks.findDelivery("wm_full"), null);
      assert.deepEqual(await stranger.webhooks.deliveries({ limit: 9 }), []);
      await stranger.transaction([], async (tx) => {
        await tx.webhooks.withdraw("bk_1", "booking.created");
        await tx.webhooks.wake("we_full", morning);
        await tx.webhooks.removeEndpoint("we_full");
        await assert.rejects(tx.webhooks.saveEndpoint(makeEndpoint()));
        await assert.rejects(tx.webhooks.record([makeDelivery()]));
        await assert.rejects(tx.webhooks.updateDelivery(makeDelivery()));
      });
      assert.deepEqual(await client.webhooks.findDelivery("wm_full"), fullDelivery);
    },
  },
  {
    name: "an event is recorded once, and what a transaction gave up was never recorded",
    async run({ storage }) {
      const client = storage.forClient("acme");
      await record(client, [makeEndpoint()], [makeDelivery()]);
      await record(client, [], [makeDelivery({ body: "{}" }), makeDelivery({ id: "wm_2" })]);
      assert.equal((await client.webhooks.findDelivery("wm_1"))?.body, makeDelivery().body);
      const givenUp = client.transaction([], async (tx) => {
        await tx.webhooks.record([makeDelivery({ id: "wm_3" })]);
        throw new Error("given up");
      });
      await assert.rejects(givenUp, /given up/);
      assert.deepEqual(await idsOf(client), ["wm_2", "wm_1"]);
    },
  },
  {
    name: "the log of webhooks is listed newest first, by endpoint, state, type, subject and time, in pages",
    async run({ storage }) {
      const client = storage.forClient("acme");
      await record(
        client,
        [makeEndpoint(), makeEndpoint({ id: "we_2" })],
        [
          makeDelivery({ id: "a" }),
          makeDelivery({ id: "b" }),
          makeDelivery({ id: "c", occurredAt: morning + minute, subject: "bk_2", type: "booking.cancelled" }),
          makeDelivery({ id: "d", occurredAt: morning + 2 * minute, state: "failed", settledAt: morning }),
          makeDelivery({ id: "e", endpointId: "we_2", occurredAt: morning - minute }),
        ],
      );
      assert.deepEqual(await idsOf(client), ["d", "c", "b", "a", "e"]);
      assert.deepEqual(await idsOf(client, { endpointId: "we_2" }), ["e"]);
      assert.deepEqual(await idsOf(client, { state: "failed" }), ["d"]);
      assert.deepEqual(await idsOf(client, { type: "booking.cancelled" }), ["c"]);
      assert.deepEqual(await idsOf(client, { subject: "bk_2" }), ["c"]);
      assert.deepEqual(await idsOf(client, { from: morning + minute }), ["d", "c"]);
      assert.deepEqual(await idsOf(client, { limit: 2 }), ["d", "c"]);
      assert.deepEqual(await idsOf(client, { after: [morning, "b"] }), ["a", "e"]);
    },
  },
  {
    name: "webhooks are leased once, longest due first, and again when their lease has ended",
    async run({ storage, clock }) {
      const client = storage.forClient("acme");
      const later = makeDelivery({ id: "wm_later", subject: "bk_3", notBefore: morning + minute });
      const other = makeDelivery({ id: "wm_0", subject: "bk_2", notBefore: morning - minute });
      await record(client, [makeEndpoint()], [makeDelivery(), other, later]);
      const taken = await lease(storage, "one");
      assert.deepEqual(taken.map(({ id }) => id).slice(0, 2), ["wm_0", "wm_1"]);
      assert.ok(taken.every(({ leaseOwner, leaseUntil }) => leaseOwner === "one" && leaseUntil !== null));
      assert.deepEqual(await lease(storage, "two"), []);
      assert.ok(((await storage.nextWebhookAt()) ?? 0) > (await storage.now()));
      await clock.advance(2 * minute);
      const again = await lease(storage, "two");
      assert.deepEqual(again.map(({ id }) => id).slice(0, 2), ["wm_0", "wm_1"]);
    },
  },
  {
    name: "an event waits for the earlier ones of its subject, at its own endpoint only",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const second = makeDelivery({ id: "wm_2", sequence: 32 });
      await record(
        client,
        [makeEndpoint(), makeEndpoint({ id: "we_2" })],
        [
          makeDelivery({ notBefore: morning + 100 * 365 * 24 * 60 * minute }),
          second,
          { ...second, id: "wm_3", endpointId: "we_2" },
        ],
      );
      assert.deepEqual(await leasedIds(storage), ["wm_3"]);
      await client.transaction([], (tx) =>
        tx.webhooks.updateDelivery(makeDelivery({ state: "failed", settledAt: morning })),
      );
      assert.deepEqual(await leasedIds(storage), ["wm_2"]);
    },
  },
  {
    name: "no endpoint has more webhooks under way than lanes, and none while it is disabled or kept back",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const far = morning + 100 * 365 * 24 * 60 * minute;
      const endpoints = [
        makeEndpoint({ lanes: 2 }),
        makeEndpoint({ id: "we_off", disabledReason: "operator" }),
        makeEndpoint({ id: "we_back", notBefore: far }),
      ];
      const deliveries = endpoints.flatMap(({ id: endpointId }) =>
        times(3, (index) => makeDelivery({ id: `${endpointId}_${index}`, endpointId, subject: `bk_${index}` })),
      );
      await record(client, endpoints, deliveries);
      assert.deepEqual(await leasedIds(storage), ["we_1_0", "we_1_1"]);
      assert.deepEqual(await leasedIds(storage), []);
      const first = await client.webhooks.findDelivery("we_1_0");
      assert.ok(first);
      await client.transaction([], (tx) =>
        tx.webhooks.updateDelivery({
          ...first,
          state: "delivered",
          settledAt: morning,
          leaseOwner: null,
          leaseUntil: null,
        }),
      );
      assert.deepEqual(await leasedIds(storage), ["we_1_2"]);
      await client.transaction([], (tx) => tx.webhooks.saveEndpoint(makeEndpoint({ id: "we_off" })));
      assert.deepEqual(await leasedIds(storage, 1), ["we_off_0"]);
    },
  },
  {
    name: "many workers at once lease every webhook once, and no more than there are lanes",
    async run({ storage }) {
      const client = storage.forClient("acme");
      await record(
        client,
        [makeEndpoint({ lanes: 7 })],
        times(20, (index) => makeDelivery({ id: `wm_${index}`, subject: `bk_${index}` })),
      );
      const leased = await Promise.all(times(8, (index) => leasedIds(storage, 50, `worker ${index}`)));
      const ids = leased.flat();
      assert.equal(new Set(ids).size, ids.length);
      assert.equal(ids.length, 7);
    },
  },
  {
    name: "what will not happen is withdrawn, what waited after a failure is woken, and both leave the rest alone",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const later = morning + 100 * 365 * 24 * 60 * minute;
      const reminder = makeDelivery({ id: "wm_r", type: "booking.reminder", notBefore: later });
      const told = makeDelivery({ id: "wm_t", type: "booking.reminder", state: "delivered", settledAt: morning });
      const failed = makeDelivery({ id: "wm_f", subject: "bk_2", attempt: 1, notBefore: later });
      await record(client, [makeEndpoint()], [makeDelivery({ notBefore: later }), reminder, told, failed]);
      await client.transaction([], async (tx) => {
        await tx.webhooks.withdraw("bk_1", "booking.reminder");
        await tx.webhooks.wake("we_1", morning);
      });
      assert.deepEqual(await idsOf(client), ["wm_t", "wm_f", "wm_1"]);
      assert.equal((await client.webhooks.findDelivery("wm_f"))?.notBefore, morning);
      assert.equal((await client.webhooks.findDelivery("wm_1"))?.notBefore, later);
    },
  },
  {
    name: "an endpoint goes with its log, and settled webhooks go when they are old",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const settled = (id: string, settledAt: number) => makeDelivery({ id, state: "delivered", settledAt });
      await record(
        client,
        [makeEndpoint(), makeEndpoint({ id: "we_2" })],
        [
          settled("old", morning),
          settled("young", morning + 1),
          makeDelivery(),
          { ...makeDelivery(), id: "x", endpointId: "we_2" },
        ],
      );
      const request = {
        idempotencyKeysBegunBefore: 0,
        webhooksSettledBefore: morning + 1,
        hostsDeletedBefore: 0,
        limit: 9,
      };
      assert.equal(await storage.prune(request), 1);
      assert.deepEqual(await idsOf(client), ["young", "x", "wm_1"]);
      await client.transaction([], (tx) => tx.webhooks.removeEndpoint("we_1"));
      assert.deepEqual(await idsOf(client), ["x"]);
      await client.transaction([], (tx) => tx.webhooks.updateDelivery(makeDelivery()));
      assert.deepEqual(await idsOf(client), ["x"]);
    },
  },
];

function makeEndpoint(changes: Partial<WebhookEndpoint> = {}): WebhookEndpoint {
  return {
    clientId: "acme",
    id: "we_1",
    url: "https://hooks.example.com/slotkit",
    description: null,
    eventTypes: null,
    disabledReason: null,
    generation: 1,
    previousSecretUntil: null,
    failures: 0,
    failingSince: null,
    notBefore: 0,
    lanes: 10,
    version: 1,
    createdAt: morning,
    updatedAt: morning,
    ...changes,
  };
}

const fullEndpoint = makeEndpoint({
  id: "we_full",
  description: "Ours – « ñ »",
  eventTypes: ["booking.created", "sync.failed"],
  disabledReason: "failing",
  generation: 3,
  previousSecretUntil: morning + minute,
  failures: 9,
  failingSince: morning,
  notBefore: morning + 2,
  lanes: 1,
  version: 5,
  createdAt: morning + 3,
  updatedAt: morning + 4,
});

function makeDelivery(changes: Partial<WebhookDelivery> = {}): WebhookDelivery {
  return {
    clientId: "acme",
    id: "wm_1",
    endpointId: "we_1",
    type: "booking.created",
    subject: "bk_1",
    sequence: 16,
    body: '{"type":"booking.created","data":{"name":"Grace Example 👩🏽‍🚀"}}',
    occurredAt: morning,
    state: "pending",
    attempt: 0,
    notBefore: morning,
    expiresAt: null,
    wantedAt: morning,
    leaseOwner: null,
    leaseUntil: null,
    status: null,
    error: null,
    settledAt: null,
    ...changes,
  };
}

const fullDelivery = makeDelivery({
  id: "wm_full",
  endpointId: "we_full",
  sequence: 2 ** 40,
  state: "failed",
  attempt: 4,
  expiresAt: morning + 5,
  leaseOwner: "worker",
  leaseUntil: morning + 6,
  status: 503,
  error: "The receiver answered 503.",
  settledAt: morning + 7,
});

function record(
  client: ClientStorage,
  endpoints: readonly WebhookEndpoint[],
  deliveries: readonly WebhookDelivery[],
): Promise<void> {
  return client.transaction([], async (tx) => {
    for (const endpoint of endpoints) await tx.webhooks.saveEndpoint(endpoint);
    await tx.webhooks.record(deliveries);
  });
}

function lease(storage: Storage, owner: string, limit = 50): Promise<readonly WebhookDelivery[]> {
  return storage.leaseWebhooks({ owner, leaseMs: minute, limit });
}

async function leasedIds(storage: Storage, limit?: number, owner = "worker"): Promise<string[]> {
  return (await lease(storage, owner, limit)).map(({ id }) => id);
}

async function idsOf(
  client: ClientStorage,
  filter: Parameters<ClientStorage["webhooks"]["deliveries"]>[0] | object = {},
) {
  return (await client.webhooks.deliveries({ limit: 99, ...filter })).map(({ id }) => id);
}
