import type { Storage } from "@slotkit/core";
import type { StorageBackend } from "../storage/storage-backend.ts";
import type { Chance } from "../world/chance.ts";
import type { Trace } from "../world/trace.ts";
import type { VirtualTime } from "../world/virtual-time.ts";
import { createMachine, type Machine } from "./machine.ts";
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

/** A process dies within this many of its calls once its time has come, at any of them. */
const lastCalls = 80;

export function createFleet({ time, chance, trace, backend, processLifeMs, isCalm, start }: FleetOptions): Fleet {
  const running = new Set<ServerProcess>();
  let starting = 0;
  let restarts = 0;
  let stopping = false;
  let count = 0;

  /** One life of a process. */
  async function live(place: number): Promise<void> {
    const name = `process ${place}.${++count}`;
    const ownChance = chance.fork(name);
    let tell = () => {};
    const died = new Promise<void>((resolve) => {
      tell = resolve;
    });
    const machine = createMachine({ name, time, chance: ownChance, trace, onDeath: () => tell() });
    const storage = backend.connect(machine.clock, ownChance);
    starting++;
    const process = await start(machine, storage, ownChance)
      .catch((error: unknown) => {
        trace.write(name, `does not start: ${error instanceof Error ? error.name : String(error)}`);
        return null;
      })
      .finally(() => starting--);
    if (process) {
      running.add(process);
      await Promise.race([died, end(process, ownChance)]);
      running.delete(process);
    }
    machine.kill();
    // What was under way in the database ends before its connection does.
    await time.sleep(0);
    await backend.disconnect(storage);
  }

  /** Waits for the end of a process's time and ends it, well or badly. Nothing more happens once the world is calm. */
  async function end(process: ServerProcess, ownChance: Chance): Promise<void> {
    if (processLifeMs === Number.POSITIVE_INFINITY) return new Promise(() => undefined);
    await time.sleep(ownChance.wait(processLifeMs));
    if (isCalm()) return new Promise(() => undefined);
    const { machine } = process;
    if (ownChance.of(0.25)) {
      trace.write(machine.name, "is told to stop");
      running.delete(process);
      await process.stop().catch(() => undefined);
      return;
    }
    machine.plan({ afterCalls: ownChance.below(lastCalls), phase: ownChance.pick(["before", "after"] as const) });
    // A process that nobody calls any more has to die as well.
    await time.sleep(ownChance.between(1_000, 600_000));
    machine.kill();
  }

  return {
    get running() {
      return [...running];
    },
    get isIdle() {
      return starting === 0 && [...running].every(({ isIdle }) => isIdle);
    },
    get restarts() {
      return restarts;
    },
    async tend(place) {
      while (!stopping) {
        await live(place);
        restarts++;
        await time.sleep(chance.between(100, 60_000));
      }
    },
    async stop() {
      stopping = true;
      for (const process of running) {
        await process.stop();
        process.machine.kill();
      }
    },
  };
}
