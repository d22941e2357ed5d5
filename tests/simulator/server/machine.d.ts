import type { Chance } from "../world/chance.ts";
import type { Trace } from "../world/trace.ts";
import { type MachineClock, type VirtualTime } from "../world/virtual-time.ts";
/** At which call to the outside of its process a machine dies, and whether the call still takes effect. */
export interface CrashPlan {
  afterCalls: number;
  phase: "before" | "after";
}
/** The machine a server process runs on. Everything that leaves the process goes through `call`, so it can die at any of them. */
export interface Machine {
  readonly name: string;
  readonly clock: MachineClock;
  readonly isOff: boolean;
  /** Calls to the outside of the process that wait for their answer. */
  readonly inFlight: number;
  /** Rejects when the machine dies. */
  readonly death: Promise<never>;
  /**
   * Lets the process call something outside itself. On a machine that is off, or that dies meanwhile, nobody ever gets the
   * answer; what was called goes on all the same.
   */
  call<T>(invoke: () => Promise<T>): Promise<T>;
  /** From now on counts calls, and dies at the planned one. */
  plan(crash: CrashPlan): void;
  kill(): void;
}
export interface MachineOptions {
  name: string;
  time: VirtualTime;
  chance: Chance;
  trace: Trace;
  onDeath(): void;
}
export declare function createMachine({ name, time, chance, trace, onDeath }: MachineOptions): Machine;
