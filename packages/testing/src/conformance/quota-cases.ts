import assert from "node:assert/strict";
import type { StorageCase } from "./storage-case.ts";
import { minute, times } from "./storage-fixtures.ts";

const name = "calendar:google";
const holdMs = minute;

/** Processes divide among them what the outside takes. */
export const quotaCases: readonly StorageCase[] = [
  {
    name: "a part of a limit is what is wanted, as far as the parts of the others leave it",
    async run({ storage }) {
      const { quotaShares } = storage.forClient("acme");
      const claim = (owner: string, wanted: number) =>
        quotaShares.claim({ name, owner, limit: 10, wanted, atMost: wanted, holdMs });
      assert.deepEqual(await claim("a", 6), { granted: 6, wantedByOthers: [] });
      assert.deepEqual(await claim("b", 6), { granted: 4, wantedByOthers: [6] });
      assert.deepEqual(await claim("c", 1), { granted: 0, wantedByOthers: [6, 6] });
      assert.deepEqual((await claim("a", 2)).granted, 2);
      assert.deepEqual((await claim("b", 9)).granted, 8);
      assert.deepEqual(await claim("b", 0), { granted: 0, wantedByOthers: [2, 1] });
      assert.deepEqual((await claim("c", 20)).granted, 8);
    },
  },
  {
    name: "a process that takes less than it wants tells the others what it wants",
    async run({ storage }) {
      const { quotaShares } = storage.forClient("acme");
      const claim = { name, limit: 10, wanted: 20, holdMs };
      assert.deepEqual(await quotaShares.claim({ ...claim, owner: "a", atMost: 4 }), {
        granted: 4,
        wantedByOthers: [],
      });
      assert.deepEqual(await quotaShares.claim({ ...claim, owner: "b", atMost: 9 }), {
        granted: 6,
        wantedByOthers: [20],
      });
      assert.deepEqual((await quotaShares.claim({ ...claim, owner: "b", atMost: 5 })).granted, 5);
    },
  },
  {
    name: "a part that is not asked for again lapses, and is then had by others",
    async run({ storage, clock }) {
      const { quotaShares } = storage.forClient("acme");
      await quotaShares.claim({ name, owner: "a", limit: 10, wanted: 10, atMost: 10, holdMs });
      await clock.advance(holdMs - 1);
      assert.equal((await quotaShares.claim({ name, owner: "b", limit: 10, wanted: 1, atMost: 1, holdMs })).granted, 0);
      await clock.advance(1);
      const share = await quotaShares.claim({ name, owner: "b", limit: 10, wanted: 10, atMost: 10, holdMs });
      assert.deepEqual(share, { granted: 10, wantedByOthers: [] });
      assert.equal(
        (await quotaShares.claim({ name, owner: "a", limit: 10, wanted: 10, atMost: 10, holdMs })).granted,
        0,
      );
    },
  },
  {
    name: "limits and clients are divided apart",
    async run({ storage }) {
      for (const [clientId, limitName] of [
        ["acme", name],
        ["acme", `${name}:ada`],
        ["other", name],
      ] as const) {
        const { quotaShares } = storage.forClient(clientId);
        assert.equal(
          (await quotaShares.claim({ name: limitName, owner: "a", limit: 5, wanted: 5, atMost: 5, holdMs })).granted,
          5,
        );
      }
    },
  },
  {
    name: "race: the parts of 40 who want some at once add up to the limit",
    async run({ storage }) {
      const { quotaShares } = storage.forClient("acme");
      const shares = await Promise.all(
        times(40, (index) => quotaShares.claim({ name, owner: `p${index}`, limit: 100, wanted: 7, atMost: 7, holdMs })),
      );
      assert.equal(
        shares.reduce((sum, { granted }) => sum + granted, 0),
        100,
      );
    },
  },
];
