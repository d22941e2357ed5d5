import { type ScenarioOptions } from "./world/scenario.ts";
import { type SimulationReport } from "./world/simulate.ts";
/** What the parent asks for. */
export interface SimulationOrder {
  seeds: readonly number[];
  options: Omit<ScenarioOptions, "seed">;
  verbose: boolean;
}
/** What the parent is told of one seed. */
export type SeedOutcome = {
  seed: number;
  milliseconds: number;
} & (
  | {
      report: SimulationReport;
      error: null;
    }
  | {
      report: null;
      error: string;
    }
);
