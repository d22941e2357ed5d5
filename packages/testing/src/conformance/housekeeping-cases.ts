import assert from "node:assert/strict";
import type { IdempotencyRun, Storage } from "@slotkit/core";
import type { StorageCase } from "./storage-case.ts";
import { minute, times } from "./storage-fixtures.ts";

const run = (key: string): IdempotencyRun => ({ route: "book", key, owner: "a run" });

/** What is kept for a time goes when it has passed, and not before. */
export const housekeepingCases: readonly StorageCase[] = [
  {
    name: "idempotency keys go by the age of their last run, unless one still holds them",
    async run({ storage, clock }) {
      const client = storage.forClient("acme");
      const begin = (key: string, leaseMs = minute) => client.idempotency.begin(run(key), "digest", leaseMs);
      const finish = (key: string) => client.transaction([], (tx) => tx.idempotency.finish(run(key), "{}"));
      await begin("answered");
      await finish("answered");
      await begin("died");
      await begin("taken over");
      await begin("held", 100 * minute);
      await storage.forClient("other").idempotency.begin(run("answered"), "digest", minute);
      await clock.advance(10 * minute);
      await begin("taken over");
      await finish("taken over");
      await begin("young");
      await finish("young");

      assert.equal(await prune(storage, (await storage.now()) - 10 * minute), 0);
      assert.equal(await prune(storage, (await storage.now()) - 10 * minute + 1), 3);
      assert.deepEqual(await begin("answered"), { state: "started" });
      assert.deepEqual(await begin("died"), { state: "started" });
      assert.deepEqual(await begin("held"), { state: "running" });
      for (const key of ["taken over", "young"]) {
        assert.deepEqual(await begin(key), { state: "done", answer: "{}" }, key);
      }
    },
  },
  {
    name: "old idempotency keys go in portions until none is left",
    async run({ storage, clock }) {
      const client = storage.forClient("acme");
      for (const key of times(5, String)) await client.idempotency.begin(run(key), "digest", minute);
      await clock.advance(minute);
      const now = await storage.now();
      let pruned = 0;
      for (const _pass of times(3, String)) pruned += await prune(storage, now, 2);
      assert.equal(pruned, 5);
      assert.equal(await prune(storage, now, 2), 0);
    },
  },
  {
    name: "open windows of rate limits stay",
    async run({ storage, clock }) {
      const { rateLimits } = storage.forClient("acme");
      await rateLimits.hit("ended", minute);
      await clock.advance(minute / 2);
      await rateLimits.hit("open", minute);
      await clock.advance(minute / 2);
      await prune(storage, 0);
      assert.equal((await rateLimits.hit("open", minute)).count, 2);
      assert.equal((await rateLimits.hit("ended", minute)).count, 1);
    },
  },
];

function prune(storage: Storage, idempotencyKeysBegunBefore: number, limit = 100): Promise<number> {
  return storage.prune({ idempotencyKeysBegunBefore, webhooksSettledBefore: 0, limit });
}
