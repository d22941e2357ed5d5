import type { Clock } from "@slotkit/core";
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
export declare function createVirtualTime(startMs: number): VirtualTime;
/** What a program waits for whose machine is off. */
export declare function forever(): Promise<never>;
