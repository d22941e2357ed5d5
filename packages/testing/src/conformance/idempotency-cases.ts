import assert from "node:assert/strict";
import type { ClientStorage, IdempotencyRun } from "@slotkit/core";
import type { StorageCase } from "./storage-case.ts";
import { makeBooking, minute, times } from "./storage-fixtures.ts";

const key = { route: "book", key: "7f3c", owner: "first run" };
const secondRun = { ...key, owner: "second run" };

/** A request that is repeated happens once. */
export const idempotencyCases: readonly StorageCase[] = [
  {
    name: "a key is started once, runs, and then gives its answer again",
    async run({ storage }) {
      const client = storage.forClient("acme");
      assert.deepEqual(await begin(client), { state: "started" });
      assert.deepEqual(await begin(client), { state: "running" });
      await client.transaction([], (tx) => tx.idempotency.finish(key, '{"uid":"bk_1","name":"Åda"}'));
      const done = { state: "done", answer: '{"uid":"bk_1","name":"Åda"}' };
      assert.deepEqual(await begin(client), done);
      assert.deepEqual(await begin(client), done);
    },
  },
  {
    name: "another request under the same key is a conflict, while it runs and after",
    async run({ storage }) {
      const client = storage.forClient("acme");
      await begin(client);
      assert.deepEqual(await client.idempotency.begin(key, "another", minute), { state: "conflict" });
      await client.transaction([], (tx) => tx.idempotency.finish(key, "{}"));
      assert.deepEqual(await client.idempotency.begin(key, "another", minute), { state: "conflict" });
    },
  },
  {
    name: "a key can be looked at without being taken, at any time",
    async run({ storage, clock }) {
      const client = storage.forClient("acme");
      const look = (fingerprint = "digest") => client.idempotency.find(key, fingerprint);
      assert.equal(await look(), null);
      assert.deepEqual(await begin(client), { state: "started" });
      assert.deepEqual(await look(), { state: "running" });
      assert.deepEqual(await look("another"), { state: "conflict" });
      await clock.advance(minute);
      assert.deepEqual(await look(), { state: "running" });
      assert.deepEqual(await begin(client), { state: "started" });
      await client.transaction([], (tx) => tx.idempotency.finish(key, "{}"));
      assert.deepEqual(await look(), { state: "done", answer: "{}" });
      assert.deepEqual(await look("another"), { state: "conflict" });
      assert.equal(await storage.forClient("other").idempotency.find(key, "digest"), null);
    },
  },
  {
    name: "routes and keys do not mix",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const keys = [key, { ...key, route: "cancel" }, { ...key, key: "7f3d" }, { ...key, route: "book7", key: "f3c" }];
      for (const each of keys) {
        assert.deepEqual(await client.idempotency.begin(each, "digest", minute), { state: "started" });
      }
    },
  },
  {
    name: "an abandoned key starts anew, a finished one cannot be abandoned",
    async run({ storage }) {
      const client = storage.forClient("acme");
      await begin(client);
      await client.idempotency.abandon(key);
      assert.deepEqual(await client.idempotency.begin(key, "another", minute), { state: "started" });
      await client.transaction([], (tx) => tx.idempotency.finish(key, "{}"));
      await client.idempotency.abandon(key);
      assert.deepEqual(await client.idempotency.begin(key, "another", minute), { state: "done", answer: "{}" });
      await client.idempotency.abandon({ ...key, key: "unknown" });
    },
  },
  {
    name: "a key whose lease ended is taken over, for a lease of its own",
    async run({ storage, clock }) {
      const client = storage.forClient("acme");
      await begin(client);
      await clock.advance(minute / 2);
      assert.deepEqual(await begin(client), { state: "running" });
      await clock.advance(minute / 2);
      assert.deepEqual(await begin(client), { state: "started" });
      assert.deepEqual(await begin(client), { state: "running" });
    },
  },
  {
    name: "of two requests that both believe they hold the key only the one that took it over can finish",
    async run({ storage, clock }) {
      const client = storage.forClient("acme");
      const finish = (run: IdempotencyRun, uid: string) =>
        client.transaction([], async (tx) => {
          await tx.bookings.insert(makeBooking({ uid }));
          await tx.idempotency.finish(run, uid);
        });
      await begin(client);
      await clock.advance(minute);
      assert.deepEqual(await begin(client, secondRun), { state: "started" });
      await assert.rejects(finish(key, "bk_first"), { code: "idempotency_in_progress" });
      await finish(secondRun, "bk_second");
      await assert.rejects(finish(key, "bk_first"), { code: "idempotency_in_progress" });
      assert.deepEqual(await begin(client), { state: "done", answer: "bk_second" });
      assert.equal(await client.bookings.find("bk_first"), null);
    },
  },
  {
    name: "a run whose key was taken over cannot abandon it, the run that holds it can",
    async run({ storage, clock }) {
      const client = storage.forClient("acme");
      await begin(client);
      await clock.advance(minute);
      assert.deepEqual(await begin(client, secondRun), { state: "started" });
      await client.idempotency.abandon(key);
      assert.deepEqual(await begin(client), { state: "running" });
      await client.idempotency.abandon(secondRun);
      assert.deepEqual(await begin(client), { state: "started" });
    },
  },
  {
    name: "a key that nobody holds cannot be finished",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const finishing = client.transaction([], (tx) => tx.idempotency.finish(key, "{}"));
      await assert.rejects(finishing, { code: "idempotency_in_progress" });
      assert.deepEqual(await begin(client), { state: "started" });
    },
  },
  {
    name: "race: of 30 who begin one key exactly one starts, before and after its lease",
    async run({ storage, clock }) {
      const client = storage.forClient("acme");
      for (const round of ["fresh", "lease ended"]) {
        const states = await Promise.all(times(30, () => begin(client)));
        assert.equal(states.filter(({ state }) => state === "started").length, 1, round);
        assert.equal(states.filter(({ state }) => state === "running").length, 29, round);
        await clock.advance(minute);
      }
    },
  },
];

function begin(client: ClientStorage, run: IdempotencyRun = key) {
  return client.idempotency.begin(run, "digest", minute);
}
