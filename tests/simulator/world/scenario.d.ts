import type { OutsideClimate, ServiceName } from "./outside-weather.ts";
import type { StorageClimate } from "./storage-weather.ts";
export type StorageKind = "memory" | "sqlite";
/** What a seed makes of the world. Each seed has its own mixture of troubles, so that rare ones meet often. */
export interface Scenario {
  seed: number;
  days: number;
  storage: StorageKind;
  startMs: number;
  processes: number;
  /** Mean time from one visit to the next. */
  visitMs: number;
  /** Probability that several visitors want the same time at once. */
  rush: number;
  /** Mean time that a process lives; `Infinity`: to the end. */
  processLifeMs: number;
  network: NetworkClimate;
  storageClimate: StorageClimate;
  outsideClimate: Readonly<Record<ServiceName, OutsideClimate>>;
}
/** What befalls requests on their way, as probabilities. */
export interface NetworkClimate {
  lostBefore: number;
  lostAfter: number;
  twice: number;
}
export interface ScenarioOptions {
  seed: number;
  days?: number | undefined;
  storage?: StorageKind | undefined;
}
export declare function createScenario({ seed, ...given }: ScenarioOptions): Scenario;
