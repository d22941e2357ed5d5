import type { Chance } from "../world/chance.ts";
import type { Trace } from "../world/trace.ts";
import { forever, type MachineClock, type VirtualTime } from "../world/virtual-time.ts";

/** Thrown inside a transaction whose client died: the database notices and rolls back. */
class ClientDied extends Error {
  constructor() {
    super("The client of this transaction died.");
    this.name = "ClientDied";
  }
}

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

/** Machines keep time together up to this; leases and deadlines have to bear it. */
const largestSkewMs = 2_000;

export function createMachine({ name, time, chance, trace, onDeath }: MachineOptions): Machine {
  const clock = time.machine(chance.of(0.5) ? 0 : chance.between(-largestSkewMs, largestSkewMs));
  let isOff = false;
  let inFlight = 0;
  let crash: CrashPlan | null = null;
  let die: (reason: Error) => void = () => undefined;
  const death = new Promise<never>((_, reject) => {
    die = reject;
  });
  death.catch(() => undefined);

  function kill(): void {
    if (isOff) return;
    isOff = true;
    clock.end();
    trace.write(name, "dies");
    die(new ClientDied());
    onDeath();
  }
  function dieIfPlanned(phase: CrashPlan["phase"]): void {
    if (crash?.phase === phase && crash.afterCalls <= 0) kill();
  }
  async function call<T>(invoke: () => Promise<T>): Promise<T> {
    if (crash) crash.afterCalls--;
    dieIfPlanned("before");
    if (isOff) return forever();
    inFlight++;
    try {
      const result = await invoke();
      dieIfPlanned("after");
      return isOff ? await forever() : result;
    } catch (error) {
      if (isOff) return await forever();
      throw error;
    } finally {
      inFlight--;
    }
  }
  return {
    name,
    clock,
    get isOff() {
      return isOff;
    },
    get inFlight() {
      return inFlight;
    },
    death,
    call,
    plan(next) {
      crash = { ...next };
    },
    kill,
  };
}
