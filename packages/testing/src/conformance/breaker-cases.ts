import assert from "node:assert/strict";
import type { BreakerChange } from "@slotkit/core";
import type { StorageCase } from "./storage-case.ts";
import { times } from "./storage-fixtures.ts";

const open = { kind: "open", openings: 1, openForMs: 5_000, untilMs: 1_790_000_000_123 } as const;
const halfOpen = {
  kind: "halfOpen",
  openings: 1,
  successes: 0,
  probes: [{ id: "a:1", untilMs: 1_790_000_001_000 }],
} as const;
const name = "calendar:google:default";

/** Processes agree on which providers are held to be down. */
export const breakerCases: readonly StorageCase[] = [
  {
    name: "the state of a breaker is stored as given, replaced, and removed when it closes",
    async run({ storage }) {
      const { breakerStates } = storage.forClient("acme");
      assert.deepEqual(await breakerStates.list(), []);
      assert.equal(await breakerStates.replace({ name, expected: null, next: { state: open, revision: "a.1" } }), true);
      assert.deepEqual(await breakerStates.list(), [{ name, state: open, revision: "a.1" }]);
      assert.equal(
        await breakerStates.replace({ name, expected: "a.1", next: { state: halfOpen, revision: "b.1" } }),
        true,
      );
      assert.deepEqual(await breakerStates.list(), [{ name, state: halfOpen, revision: "b.1" }]);
      assert.equal(await breakerStates.replace({ name, expected: "b.1", next: null }), true);
      assert.deepEqual(await breakerStates.list(), []);
    },
  },
  {
    name: "a state is not replaced by one who knows another than is stored",
    async run({ storage }) {
      const { breakerStates } = storage.forClient("acme");
      await breakerStates.replace({ name, expected: null, next: { state: open, revision: "a.1" } });
      const late: readonly BreakerChange[] = [
        { name, expected: null, next: { state: halfOpen, revision: "b.1" } },
        { name, expected: "a.0", next: { state: halfOpen, revision: "b.1" } },
        { name, expected: "a.0", next: null },
        { name: "crm:hubspot", expected: "a.1", next: { state: halfOpen, revision: "b.1" } },
        { name: "crm:hubspot", expected: "a.1", next: null },
      ];
      for (const change of late) assert.equal(await breakerStates.replace(change), false);
      assert.deepEqual(await breakerStates.list(), [{ name, state: open, revision: "a.1" }]);
    },
  },
  {
    name: "breakers of clients and of names are kept apart, whatever their names",
    async run({ storage }) {
      const names = [name, "calendar:google", "calendar:google:Default", "crm:hubspot é\u{1F600}"];
      for (const each of names)
        await storage
          .forClient("acme")
          .breakerStates.replace({ name: each, expected: null, next: { state: open, revision: each } });
      assert.deepEqual(await storage.forClient("other").breakerStates.list(), []);
      const stored = await storage.forClient("acme").breakerStates.list();
      assert.deepEqual(new Set(stored.map((each) => each.name)), new Set(names));
    },
  },
  {
    name: "race: of 30 who want to be the one that probes exactly one is",
    async run({ storage }) {
      const { breakerStates } = storage.forClient("acme");
      await breakerStates.replace({ name, expected: null, next: { state: open, revision: "a.1" } });
      const taken = await Promise.all(
        times(30, (index) =>
          breakerStates.replace({ name, expected: "a.1", next: { state: halfOpen, revision: `p.${index}` } }),
        ),
      );
      assert.equal(taken.filter((won) => won).length, 1);
      assert.equal((await breakerStates.list())[0]?.revision, `p.${taken.indexOf(true)}`);
    },
  },
  {
    name: "race: of 30 who open a closed breaker one is written down",
    async run({ storage }) {
      const { breakerStates } = storage.forClient("acme");
      const opened = await Promise.all(
        times(30, (index) =>
          breakerStates.replace({ name, expected: null, next: { state: open, revision: `p.${index}` } }),
        ),
      );
      assert.equal(opened.filter((won) => won).length, 1);
    },
  },
];
