import type { ScenarioOptions } from "./world/scenario.ts";

/** A seed that once failed, and why. What a seed plays changes with the simulator; the cause has a test of its own as well. */
export interface RegressionSeed extends ScenarioOptions {
  because: string;
}

export const regressionSeeds: readonly RegressionSeed[] = [
  {
    seed: 3,
    because:
      "a host was sent a mail whose answer was lost; the booking was cancelled before the repeat, and the host never heard of it",
  },
  {
    seed: 93,
    because: "the same by a crash: the process that sent the mail died before it wrote that down",
  },
];
