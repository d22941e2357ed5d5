import type { Violation } from "../audit/facts.ts";
import type { Scenario } from "./scenario.ts";
/** What a run came to. */
export interface SimulationReport {
  scenario: Scenario;
  violations: readonly Violation[];
  /** Digest over everything that happened; the same for every run of a seed. */
  digest: string;
  /** The last of what happened. */
  lastLines: readonly string[];
  counts: {
    events: number;
    requests: number;
    bookings: number;
    restarts: number;
    mails: number;
    simulatedMs: number;
  };
}
export interface SimulateOptions {
  /** Told every line of the trace as it happens. */
  show?: ((line: string) => void) | undefined;
}
/** Plays a scenario to its end and lets the auditor judge it. */
export declare function simulate(scenario: Scenario, options?: SimulateOptions): Promise<SimulationReport>;
