import type { Clock } from "@slotkit/core";
import { createSleepers, type Sleepers } from "./sleepers.ts";

/** The clock of one machine of the simulated world. */
export interface MachineClock extends Clock {
  /** How many of its programs' sleepers wait. */
  readonly sleeping: number;
  /** The power goes: nobody who sleeps on it, or falls asleep on it, ever wakes. */
  end(): void;
}

/** Time of a simulated world: it stands still while anything can run and jumps to the next sleeper when nothing can. */
export interface VirtualTime {
  /** Epoch milliseconds, as a perfect clock would show them. */
  now(): number;
  /** Sleeps as somebody outside every machine: a person, the weather. Rejects with the signal's reason as soon as it aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** @param skewMs - How far the machine's wall clock is ahead. */
  machine(skewMs: number): MachineClock;
  /** Until when, in epoch milliseconds, nobody outside the machines does anything; `Infinity` when nobody sleeps. */
  nextOutside(): number;
  /**
   * Suspends all machines for `ms`: their wall clocks go on, while their programs and timers stand still, as in a laptop
   * that is closed. Nobody outside may be due meanwhile.
   */
  suspend(ms: number): void;
  /**
   * Lets time pass until `work` settles.
   *
   * @throws when `work` waits for something that no sleeper will bring about.
   */
  run<T>(work: Promise<T>): Promise<T>;
}

/** Turns of the event loop after which what still waits waits for ever. Streams of a body need a few. */
const patientTurns = 50;

export function createVirtualTime(startMs: number): VirtualTime {
  let elapsedMs = 0;
  let suspendedMs = 0;
  let order = 0;
  const outside = createSleepers(() => order++);
  const inside = createSleepers(() => order++);
  const machineMs = () => elapsedMs - suspendedMs;

  /** The sleeper that falls due first wakes, at its own instant. */
  function wakeNext(): boolean {
    const person = outside.peek();
    const program = inside.peek();
    if (!person && !program) return false;
    const programDueMs = program ? program.dueMs + suspendedMs : Number.POSITIVE_INFINITY;
    const personDueMs = person ? person.dueMs : Number.POSITIVE_INFINITY;
    const personFirst =
      personDueMs < programDueMs || (personDueMs === programDueMs && (person?.order ?? 0) < (program?.order ?? 0));
    elapsedMs = Math.max(elapsedMs, personFirst ? personDueMs : programDueMs);
    (personFirst ? outside : inside).wakeFirst();
    return true;
  }

  return {
    now: () => Math.floor(startMs + elapsedMs),
    sleep: (ms, signal) => outside.add(elapsedMs + Math.max(0, ms), signal),
    machine: (skewMs) => createMachineClock(inside, machineMs, () => Math.floor(startMs + elapsedMs + skewMs)),
    nextOutside: () => startMs + (outside.peek()?.dueMs ?? Number.POSITIVE_INFINITY),
    suspend(ms) {
      elapsedMs += ms;
      suspendedMs += ms;
    },
    async run(work) {
      let settled = false;
      const settle = () => {
        settled = true;
      };
      work.then(settle, settle);
      for (let idleTurns = 0; idleTurns < patientTurns; idleTurns++) {
        await turn();
        if (settled) return work;
        if (wakeNext()) idleTurns = 0;
      }
      throw new Error("The simulation waits for something that nothing will bring about.");
    },
  };
}

/** One turn of the event loop: every promise that can settle has settled after it. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function createMachineClock(sleepers: Sleepers, machineMs: () => number, wallMs: () => number): MachineClock {
  let ended = false;
  let sleeping = 0;
  return {
    get sleeping() {
      return sleeping;
    },
    now: wallMs,
    monotonicMs: machineMs,
    async sleep(ms, signal) {
      if (ended) return forever();
      signal?.throwIfAborted();
      sleeping++;
      try {
        // As a timer of the platform, which knows no shorter wait: else a rest too small to be added would pass for ever.
        await sleepers.add(machineMs() + Math.max(1, ms), signal);
      } finally {
        sleeping--;
      }
      if (ended) await forever();
    },
    end() {
      ended = true;
    },
  };
}

/** What a program waits for whose machine is off. */
export function forever(): Promise<never> {
  return new Promise(() => undefined);
}
