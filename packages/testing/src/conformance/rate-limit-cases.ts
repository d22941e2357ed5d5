import assert from "node:assert/strict";
import type { StorageCase } from "./storage-case.ts";
import { minute, times } from "./storage-fixtures.ts";

/** Requests are counted once, by everybody together. */
export const rateLimitCases: readonly StorageCase[] = [
  {
    name: "a window begins with its first request, counts up, and ends after its length",
    async run({ storage, clock }) {
      const { rateLimits } = storage.forClient("acme");
      assert.deepEqual(await rateLimits.hit("read 192.0.2.1", minute), { count: 1, resetInMs: minute });
      await clock.advance(minute / 2);
      assert.deepEqual(await rateLimits.hit("read 192.0.2.1", minute), { count: 2, resetInMs: minute / 2 });
      await clock.advance(minute / 2 - 1);
      assert.deepEqual(await rateLimits.hit("read 192.0.2.1", minute), { count: 3, resetInMs: 1 });
      await clock.advance(1);
      assert.deepEqual(await rateLimits.hit("read 192.0.2.1", minute), { count: 1, resetInMs: minute });
    },
  },
  {
    name: "several requests may be counted at once, in an open window and in a new one",
    async run({ storage, clock }) {
      const { rateLimits } = storage.forClient("acme");
      assert.equal((await rateLimits.hit("a", minute, 5)).count, 5);
      assert.equal((await rateLimits.hit("a", minute, 7)).count, 12);
      await clock.advance(minute);
      assert.equal((await rateLimits.hit("a", minute, 3)).count, 3);
    },
  },
  {
    name: "keys and clients are counted apart, whatever their names",
    async run({ storage }) {
      for (const [clientId, key] of [
        ["acme", "a"],
        ["acme", "b"],
        ["acme", "A"],
        ["acme", "a "],
        ["acm", "ea"],
        ["other", "a"],
        ["acme", "é\u{1F600}"],
      ] as const) {
        assert.equal((await storage.forClient(clientId).rateLimits.hit(key, minute)).count, 1, `${clientId} ${key}`);
      }
    },
  },
  {
    name: "race: of 60 requests at once each gets a count of its own",
    async run({ storage }) {
      const { rateLimits } = storage.forClient("acme");
      const counts = await Promise.all(times(60, () => rateLimits.hit("write 192.0.2.1", minute)));
      assert.deepEqual(
        counts.map(({ count }) => count).sort((a, b) => a - b),
        times(60, (index) => index + 1),
      );
    },
  },
  {
    name: "race: requests are counted beside transactions, those that are given up included",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const work = times(20, (index) =>
        client.transaction([{ kind: "host", id: "ada" }], async (tx) => {
          await tx.claims.removeOwnedBy("bk_1");
          if (index % 2 === 1) throw new Error("Given up.");
        }),
      );
      const [counts] = await Promise.all([
        Promise.all(times(20, () => client.rateLimits.hit("a", minute))),
        Promise.allSettled(work),
      ]);
      assert.equal(new Set(counts.map(({ count }) => count)).size, 20);
    },
  },
];
