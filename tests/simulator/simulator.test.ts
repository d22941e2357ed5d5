import { describe, expect, it } from "vitest";
import { regressionSeeds } from "./regression-seeds.ts";
import { createScenario } from "./world/scenario.ts";
import { type SimulationReport, simulate } from "./world/simulate.ts";

const worlds = 200;
const firstSeed = 1;

/** What a failure has to tell: which seed, what it broke, and how to see it again. */
function brokenPromises({ scenario, violations }: SimulationReport, options = ""): string[] {
  return violations.map(
    ({ promise, says }) => `${promise}: ${says}. Again: npm run sim -- --seed ${scenario.seed}${options}`,
  );
}

describe("a simulated world", () => {
  it(`keeps every promise, ${worlds} times over`, async () => {
    const broken: string[] = [];
    const total = { bookings: 0, restarts: 0 };
    for (let seed = firstSeed; seed < firstSeed + worlds; seed++) {
      const report = await simulate(createScenario({ seed, days: 1 }));
      broken.push(...brokenPromises(report, " --days 1"));
      total.bookings += report.counts.bookings;
      total.restarts += report.counts.restarts;
    }
    expect(broken).toEqual([]);
    // A simulator in which nothing happens would keep every promise too.
    expect(total.bookings).toBeGreaterThan(5 * worlds);
    expect(total.restarts).toBeGreaterThan(worlds);
  }, 600_000);

  it.each(regressionSeeds)("keeps them with seed $seed: $because", async ({ because: _because, ...options }) => {
    expect(brokenPromises(await simulate(createScenario(options)))).toEqual([]);
  });

  it.each(["memory", "sqlite"] as const)(
    "is the same each time it is played, on %s",
    async (storage) => {
      for (const seed of [7, 8, 9]) {
        const first = await simulate(createScenario({ seed, storage, days: 2 }));
        const second = await simulate(createScenario({ seed, storage, days: 2 }));
        expect(second.digest).toBe(first.digest);
        expect(second.counts).toEqual(first.counts);
      }
    },
    300_000,
  );

  it("is another one with another seed", async () => {
    const digests: string[] = [];
    for (const seed of [1, 2, 3]) digests.push((await simulate(createScenario({ seed, days: 1 }))).digest);
    expect(new Set(digests).size).toBe(3);
  });
});
