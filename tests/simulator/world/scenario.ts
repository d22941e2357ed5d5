import type { FailureKind } from "@slotkit/core";
import { type Chance, createChance } from "./chance.ts";
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

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

export function createScenario({ seed, ...given }: ScenarioOptions): Scenario {
  const chance = createChance(seed).fork("scenario");
  const sometimes = <T>(probability: number, value: () => T, otherwise: T) =>
    chance.of(probability) ? value() : otherwise;
  // A file takes five times as long, and differs in little that a world shows.
  const storage = chance.of(0.08) ? "sqlite" : "memory";
  const days = 2 + chance.below(5);
  return {
    seed,
    days: given.days ?? days,
    storage: given.storage ?? storage,
    // Over two years, so that clock changes come up.
    startMs: Date.UTC(2026, 0, 1) + chance.below(730) * dayMs + chance.below(24) * hourMs,
    processes: 1 + chance.below(3),
    visitMs: chance.between(0.5, 8) * hourMs,
    rush: sometimes(0.6, () => chance.between(0.05, 0.5), 0),
    processLifeMs: sometimes(0.6, () => chance.between(0.5, 24) * hourMs, Number.POSITIVE_INFINITY),
    network: {
      lostBefore: sometimes(0.5, () => chance.between(0, 0.1), 0),
      lostAfter: sometimes(0.5, () => chance.between(0, 0.2), 0),
      twice: sometimes(0.5, () => chance.between(0, 0.2), 0),
    },
    storageClimate: {
      delayMs: sometimes(0.7, () => chance.between(0, 20), 0),
      failure: sometimes(0.4, () => chance.between(0, 0.02), 0),
      slow: sometimes(0.3, () => chance.between(0, 0.02), 0),
    },
    outsideClimate: {
      calendar: anyClimate(chance, given.days ?? days),
      crm: anyClimate(chance, given.days ?? days),
      mail: anyClimate(chance, given.days ?? days),
    },
  };
}

const passing: readonly FailureKind[] = ["transient", "throttled", "exhausted", "auth", "stale", "unknown_outcome"];

function anyClimate(chance: Chance, days: number): OutsideClimate {
  const failures = passing.filter(() => chance.of(0.6));
  if (chance.of(0.2)) failures.push("permanent");
  return {
    calmMs: chance.of(0.75) ? chance.between(1, 36) * hourMs : Number.POSITIVE_INFINITY,
    // A world that is dark from its beginning to its end shows little.
    longestSpellMs: Math.min(chance.pick([10 * minuteMs, 6 * hourMs, 3 * dayMs]), Math.max(1, days) * 6 * hourMs),
    failures: failures.length > 0 ? failures : ["transient"],
  };
}
