import type { Storage } from "@slotkit/core";
import type { StoredRows } from "../audit/facts.ts";
import type { Chance } from "../world/chance.ts";
import type { MachineClock } from "../world/virtual-time.ts";

/** The database of a simulated world, which outlives the processes that use it. */
export interface StorageBackend {
  /** A connection of a process that runs on a machine with this clock. */
  connect(clock: MachineClock, chance: Chance): Storage;
  /** Lets go of a connection as the operating system does when its process dies. */
  disconnect(storage: Storage): Promise<void>;
  /** What is committed, read past the product. */
  rows(): StoredRows;
  /** When the outbox has work next; null when it is empty. */
  nextEffectAt(): Promise<number | null>;
  close(): Promise<void>;
}
