/** One who waits for an instant. */
interface Sleeper {
  dueMs: number;
  /** Of those who are due at once, the one who fell asleep first wakes first. */
  order: number;
  gone: boolean;
  wake(): void;
}
/** Those who wait on one time line, the next one first. */
export interface Sleepers {
  /** Resolves when its turn comes; rejects with the signal's reason as soon as it aborts. */
  add(dueMs: number, signal?: AbortSignal): Promise<void>;
  peek(): Readonly<Pick<Sleeper, "dueMs" | "order">> | undefined;
  wakeFirst(): void;
}
/** A binary heap; who left early stays in it, marked, until it comes to the top. */
export declare function createSleepers(nextOrder: () => number): Sleepers;
