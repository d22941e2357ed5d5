import assert from "node:assert/strict";
import type { CatalogDocument } from "@slotkit/core";
import type { StorageCase } from "./storage-case.ts";
import { minute, morning, times } from "./storage-fixtures.ts";

/** The stored catalog: documents with versions, and a revision that tells every reader of every change. */
export const catalogCases: readonly StorageCase[] = [
  {
    name: "a document comes back as it was stored, whatever its kind",
    async run({ storage }) {
      const client = storage.forClient("acme");
      await client.transaction([], async (tx) => {
        await tx.catalog.insert("schedule", office);
        await tx.catalog.insert("host", ada);
        await tx.catalog.insert("eventType", intro);
        assert.deepEqual(await tx.catalog.find("host", "ada"), ada);
      });
      assert.deepEqual(await client.catalog.find("schedule", "office"), office);
      assert.deepEqual(await client.catalog.find("host", "ada"), ada);
      assert.deepEqual(await client.catalog.find("eventType", "intro"), intro);
      assert.equal(await client.catalog.find("eventType", "ada"), null);
    },
  },
  {
    name: "documents are listed by their ids, in pages, without those that were deleted",
    async run({ storage }) {
      const client = storage.forClient("acme");
      await client.transaction([], async (tx) => {
        for (const id of ["dora", "ada", "carol", "bob"]) {
          await tx.catalog.insert("host", { ...ada, id, deletedAt: id === "bob" ? morning : null });
        }
      });
      const idsOf = async (page: Parameters<typeof client.catalog.list>[1]) =>
        (await client.catalog.list("host", page)).map(({ id }) => id);
      assert.deepEqual(await idsOf({}), ["ada", "carol", "dora"]);
      assert.deepEqual(await idsOf({ limit: 2 }), ["ada", "carol"]);
      assert.deepEqual(await idsOf({ limit: 2, after: "carol" }), ["dora"]);
      assert.deepEqual(await idsOf({ withDeleted: true }), ["ada", "bob", "carol", "dora"]);
      assert.deepEqual(await client.catalog.list("schedule"), []);
      assert.equal((await client.catalog.find("host", "bob"))?.deletedAt, morning);
    },
  },
  {
    name: "a document is written over only at the version it is known by",
    async run({ storage }) {
      const client = storage.forClient("acme");
      await client.transaction([], (tx) => tx.catalog.insert("host", ada));
      const renamed = { ...ada, version: 2, updatedAt: morning + minute, options: { ...ada.options, name: "Ada L." } };
      await client.transaction([], (tx) => tx.catalog.update("host", renamed, 1));
      await assert.rejects(
        client.transaction([], (tx) => tx.catalog.update("host", { ...ada, version: 2 }, 1)),
        { code: "version_conflict" },
      );
      await assert.rejects(
        client.transaction([], (tx) => tx.catalog.update("host", { ...ada, id: "nobody" }, 1)),
        { code: "version_conflict" },
      );
      await assert.rejects(client.transaction([], (tx) => tx.catalog.insert("host", ada)));
      assert.deepEqual(await client.catalog.find("host", "ada"), renamed);
    },
  },
  {
    name: "every change raises the revision, and nothing else does",
    async run({ storage }) {
      const client = storage.forClient("acme");
      assert.equal(await client.catalog.revision(), 0);
      await client.transaction([], async (tx) => {
        await tx.catalog.insert("schedule", office);
        await tx.catalog.insert("host", ada);
      });
      const filled = await client.catalog.revision();
      assert.ok(filled > 0);
      await client.transaction([], (tx) => tx.catalog.update("host", { ...ada, version: 2 }, 1));
      const changed = await client.catalog.revision();
      assert.ok(changed > filled);
      await client.transaction([], (tx) => tx.catalog.remove("host", "ada"));
      const removed = await client.catalog.revision();
      assert.ok(removed > changed);
      await client.transaction([], (tx) => tx.catalog.remove("host", "ada"));
      const undone = client.transaction([], async (tx) => {
        await tx.catalog.remove("schedule", "office");
        throw new Error("changed my mind");
      });
      await assert.rejects(undone, /changed my mind/);
      assert.equal(await client.catalog.revision(), removed);
      assert.equal(await client.catalog.find("host", "ada"), null);
      assert.deepEqual(await client.catalog.find("schedule", "office"), office);
    },
  },
  {
    name: "of many who write over one version of a document one wins",
    async run({ storage }) {
      const client = storage.forClient("acme");
      await client.transaction([], (tx) => tx.catalog.insert("host", ada));
      const results = await Promise.allSettled(
        times(10, (index) =>
          client.transaction([{ kind: "catalog", id: "" }], (tx) =>
            tx.catalog.update("host", { ...ada, version: 2, options: { ...ada.options, name: `Ada ${index}` } }, 1),
          ),
        ),
      );
      assert.equal(results.filter(({ status }) => status === "fulfilled").length, 1);
      const refusals = results.flatMap((result) => (result.status === "rejected" ? [result.reason.code] : []));
      assert.deepEqual(refusals, Array(9).fill("version_conflict"));
    },
  },
  {
    name: "a catalog belongs to one client",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const stranger = storage.forClient("umbrella");
      await client.transaction([], (tx) => tx.catalog.insert("host", ada));
      assert.equal(await stranger.catalog.find("host", "ada"), null);
      assert.deepEqual(await stranger.catalog.list("host", { withDeleted: true }), []);
      assert.equal(await stranger.catalog.revision(), 0);
      await assert.rejects(stranger.transaction([], (tx) => tx.catalog.insert("host", ada)));
      await stranger.transaction([], (tx) => tx.catalog.remove("host", "ada"));
      await assert.rejects(
        stranger.transaction([], (tx) => tx.catalog.update("host", { ...ada, clientId: "umbrella" }, 1)),
        { code: "version_conflict" },
      );
      await stranger.transaction([], (tx) => tx.catalog.insert("host", { ...ada, clientId: "umbrella" }));
      assert.deepEqual(await client.catalog.find("host", "ada"), ada);
    },
  },
];

const stored = { clientId: "acme", version: 1, createdAt: morning, updatedAt: morning, deletedAt: null };

const office: CatalogDocument<"schedule"> = {
  ...stored,
  id: "office",
  options: {
    id: "office",
    timeZone: "Europe/Berlin",
    effective: { from: "2026-01-01" },
    weekly: { monday: [{ start: "09:00", end: "24:00" }], sunday: [] },
    overrides: [{ date: "2026-12-24", windows: [] }],
  },
};

const ada: CatalogDocument<"host"> = {
  ...stored,
  id: "ada",
  options: { id: "ada", name: 'Žofie O\'Neill "Ø" 山田', schedule: ["office"], calendars: { conflict: [] } },
};

const intro: CatalogDocument<"eventType"> = {
  ...stored,
  id: "intro",
  version: 3,
  options: {
    slug: "intro",
    title: "Introduction",
    description: "Two\nlines",
    durationMinutes: [30, 60],
    hosts: ["ada", { id: "bob", fixed: true, weight: 0.5 }],
    assignment: { kind: "anyOf", count: 1 },
  },
};
