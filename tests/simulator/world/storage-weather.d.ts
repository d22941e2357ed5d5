import type { Chance } from "./chance.ts";
/** What becomes of one call to the storage. */
export interface StorageSpoil {
  delayMs: number;
  /** `before`: refused, nothing happened. `after`: it happened, and the answer was lost on the way. */
  fails: "before" | "after" | null;
}
/** How well the storage serves at present. */
export interface StorageWeather {
  /** @param call - Name of the operation, `transaction` and `commit` among them. */
  decide(call: string): StorageSpoil;
}
export interface StorageClimate {
  /** Longest usual answer. 0: answers at once. */
  delayMs: number;
  /** Probability that a call fails, before or after it took effect. */
  failure: number;
  /** Probability that a call takes seconds. */
  slow: number;
}
export declare function createStorageWeather(
  climate: StorageClimate,
  chance: Chance,
  isCalm: () => boolean,
): StorageWeather;
