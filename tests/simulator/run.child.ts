// Plays a share of the seeds; a child process of scripts/sim.mjs, which it reports to.
import { createScenario, type ScenarioOptions } from "./world/scenario.ts";
import { type SimulationReport, simulate } from "./world/simulate.ts";

/** What the parent asks for. */
interface SimulationOrder {
  seeds: readonly number[];
  options: Omit<ScenarioOptions, "seed">;
  verbose: boolean;
}

/** What the parent is told of one seed. */
type SeedOutcome = { seed: number } & ({ report: SimulationReport; error: null } | { report: null; error: string });

process.once("disconnect", () => process.exit());

process.once("message", async ({ seeds, options, verbose }: SimulationOrder) => {
  for (const seed of seeds) await tell(await play(seed, options, verbose));
  process.disconnect();
});

async function play(seed: number, options: SimulationOrder["options"], verbose: boolean): Promise<SeedOutcome> {
  const show = verbose ? (line: string) => process.stdout.write(`${line}\n`) : undefined;
  try {
    const report = await simulate(createScenario({ seed, ...options }), { show });
    return { seed, report, error: null };
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { seed, report: null, error: text };
  }
}

function tell(outcome: SeedOutcome): Promise<void> {
  return new Promise((resolve) => {
    if (process.send) process.send(outcome, () => resolve());
    else resolve();
  });
}
