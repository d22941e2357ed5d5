import assert from "node:assert/strict";
import type { CalendarRead, CatalogDocument, IdempotencyRun, Storage } from "@slotkit/core";
import type { StorageCase } from "./storage-case.ts";
import { minute, morning, times } from "./storage-fixtures.ts";

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
  {
    name: "of hosts deleted long enough ago only what bookings name is left",
    async run({ storage, clock }) {
      const clientIds = ["acme", "other"];
      const erase = (hostsDeletedBefore: number, limit = 100) =>
        storage.prune({ idempotencyKeysBegunBefore: 0, webhooksSettledBefore: 0, hostsDeletedBefore, limit });
      const put = async (id: string, version: number, isDeleted = false) => {
        for (const clientId of clientIds) {
          await storage.forClient(clientId).transaction([{ kind: "catalog", id: "" }], async (tx) => {
            const now = await tx.now();
            const document = hostDocument({ clientId, id, version, updatedAt: now, deletedAt: isDeleted ? now : null });
            if (version === 1) await tx.catalog.insert("host", document);
            else await tx.catalog.update("host", document, version - 1);
          });
        }
      };
      for (const id of ["kept", "leaves", "returns"]) await put(id, 1);
      await clock.advance(minute);
      for (const id of ["leaves", "returns"]) await put(id, 2, true);
      const deletedAt = await storage.now();
      await clock.advance(minute);
      await put("returns", 3);

      assert.equal(await erase(deletedAt), 0);
      const read: CalendarRead = {
        calendarId: "grace@example.org",
        start: morning,
        end: morning + minute,
        busy: [{ start: morning, end: morning + minute }],
        precision: "events",
        readAt: morning,
      };
      await storage.forClient("acme").calendarReads.save([read]);
      const revisions = () => Promise.all(clientIds.map((id) => storage.forClient(id).catalog.revision()));
      const before = await revisions();
      let erased = 0;
      for (const _pass of times(3, String)) erased += await erase(deletedAt + 1, 1);
      assert.equal(erased, 2);
      assert.equal(await erase(deletedAt + 1), 0);
      for (const clientId of clientIds) {
        const client = storage.forClient(clientId);
        const found = await Promise.all(["kept", "leaves", "returns"].map((id) => client.catalog.find("host", id)));
        assert.deepEqual(
          found.map((document) => [document?.id, document?.options.name, document?.options.email, document?.version]),
          [
            ["kept", "Grace Example", "grace@example.org", 1],
            ["leaves", "leaves", undefined, 3],
            ["returns", "Grace Example", "grace@example.org", 3],
          ],
        );
        assert.ok(!JSON.stringify(found[1]).includes("example.org"));
      }
      const { calendarId, start, end } = read;
      assert.deepEqual(await storage.forClient("acme").calendarReads.overlapping([calendarId], start, end), []);
      // Whoever remembers the catalog has to read it anew.
      assert.deepEqual(
        await revisions(),
        before.map((revision) => revision + 1),
      );
    },
  },
];

function prune(storage: Storage, idempotencyKeysBegunBefore: number, limit = 100): Promise<number> {
  return storage.prune({ idempotencyKeysBegunBefore, webhooksSettledBefore: 0, hostsDeletedBefore: 0, limit });
}

function hostDocument(
  document: Pick<CatalogDocument<"host">, "clientId" | "id" | "version" | "updatedAt" | "deletedAt">,
): CatalogDocument<"host"> {
  const { id, updatedAt } = document;
  const calendars = { destination: "grace@example.org" };
  const options = { id, name: "Grace Example", email: "grace@example.org", schedule: "office", calendars };
  return { ...document, options, createdAt: updatedAt };
}
