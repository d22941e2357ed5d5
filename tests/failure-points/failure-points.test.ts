import { describe, expect, inject, it } from "vitest";
import { mutants } from "../simulator/mutants.ts";
import { openMemory, openPostgres, openSqlite } from "./open-place.ts";
import { type FailuresReport, playFailures } from "./play-failures.ts";
import { type Work, works } from "./works.ts";

describe.each([
  { storage: "memory", open: openMemory },
  { storage: "SQLite", open: openSqlite },
  { storage: "PostgreSQL", open: () => openPostgres(inject("postgresUrl")) },
])("on $storage, whichever call to it fails,", ({ open }) => {
  it.each(works)("$name is whole, and done when asked again", { timeout: 300_000 }, async (work) => {
    const { failed, violations } = await play(open, work);
    expect(violations).toEqual([]);
    expect(failed.length).toBeGreaterThan(10);
    expect(failed).toContain("transaction");
  });
});

// A loop over failures that no defect disturbs would pass too.
it.each([
  "a storage that keeps the outbox in a transaction of its own",
  "a storage that stores the answer of a request after the booking",
])("notices %s", async (name) => {
  const booking = works.find((work) => work.name === "a booking");
  const mutant = mutants.find((candidate) => candidate.name === name);
  if (!booking || !mutant?.storage) throw new Error("Nothing is called so.");
  expect((await play(openMemory, booking, mutant.storage)).violations).not.toEqual([]);
});

async function play(open: typeof openMemory, ...what: [Work, Parameters<typeof playFailures>[2]?]) {
  const place = await open();
  try {
    const report: FailuresReport = await playFailures(place, ...what);
    return report;
  } finally {
    await place.close();
  }
}
