import type { Storage } from "@slotkit/core";
import type { StorageBackend } from "../storage/storage-backend.ts";
import type { Chance } from "../world/chance.ts";
import type { Trace } from "../world/trace.ts";
import type { VirtualTime } from "../world/virtual-time.ts";
import { type Machine } from "./machine.ts";
import type { ServerProcess } from "./server-process.ts";
/** The processes behind one address, which die and come back. */
export interface Fleet {
  readonly running: readonly ServerProcess[];
  readonly isIdle: boolean;
  /** How often a process ended, however it did. */
  readonly restarts: number;
  /** Keeps one process running until the world ends, starting another one in the place of each that ended. */
  tend(place: number): Promise<void>;
  /** Ends all processes as they should. */
  stop(): Promise<void>;
}
export interface FleetOptions {
  time: VirtualTime;
  chance: Chance;
  trace: Trace;
  backend: StorageBackend;
  /** Mean time a process lives. */
  processLifeMs: number;
  isCalm(): boolean;
  start(machine: Machine, storage: Storage, chance: Chance): Promise<ServerProcess>;
}
export declare function createFleet({
  time,
  chance,
  trace,
  backend,
  processLifeMs,
  isCalm,
  start,
}: FleetOptions): Fleet;
