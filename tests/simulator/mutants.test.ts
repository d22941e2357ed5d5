import { describe, expect, it } from "vitest";
import { type Mutant, mutants } from "./mutants.ts";
import { createScenario } from "./world/scenario.ts";
import { simulate } from "./world/simulate.ts";

/** A defect has to show within this many worlds. */
const enough = 60;

/** The first seed in which the defect breaks the promise that it should break. */
async function findSeed(mutant: Mutant): Promise<number | null> {
  for (let seed = 1; seed <= enough; seed++) {
    const scenario = createScenario({ seed, storage: "memory", days: 2 });
    const { violations } = await simulate(mutant.scenario?.(scenario) ?? scenario, { mutant });
    if (violations.some(({ promise }) => promise === mutant.promise)) return seed;
  }
  return null;
}

describe("the auditor", () => {
  it.each(mutants)(
    "notices $name",
    async (mutant) => {
      expect(await findSeed(mutant)).not.toBeNull();
    },
    600_000,
  );
});
