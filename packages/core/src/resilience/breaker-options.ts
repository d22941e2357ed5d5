import { type Clock, systemClock } from "../ports/clock.ts";
import { type Logger, silentLogger } from "../ports/logger.ts";
import { type Random, systemRandom } from "../ports/random.ts";
import { silentTelemetry, type Telemetry } from "../ports/telemetry.ts";
import type { ProbeRules } from "./breaker-state.ts";
import { checkRanges, type Range } from "./check-range.ts";

/** When a breaker opens and how it closes again. */
export interface BreakerRules extends ProbeRules {
  /** Outcomes count for this long. */
  windowMs: number;
  /** It does not open on fewer outcomes. */
  minCalls: number;
  /** It opens when this share of the outcomes are failures. */
  failureRatio: number;
  /**
   * It opens on so many failures in a row all the same: after a busy minute a service that has died would otherwise have to fail
   * as often as it answered in that minute.
   */
  failuresInRow: number;
  /** It does not open unless failures came from so many sources. */
  minSources: number;
  /** Longest first time it stays open; it doubles with each opening in a row. */
  openMs: number;
  /** No opening is longer, unless the other side asked for more with Retry-After. */
  maxOpenMs: number;
  /** Share of the open time that is left to chance, so that processes do not probe together. */
  openJitter: number;
}

/** The rules unless others are given. */
export const defaultBreakerRules: Readonly<BreakerRules> = {
  windowMs: 60_000,
  minCalls: 5,
  failureRatio: 0.5,
  failuresInRow: 10,
  minSources: 1,
  openMs: 5_000,
  maxOpenMs: 30_000,
  openJitter: 0.5,
  probes: 1,
  probeSuccesses: 2,
  probeTimeoutMs: 10_000,
};

/** No probe takes longer, whatever the rules. */
export const longestProbeMs = 60_000;

const ranges: Readonly<Record<keyof BreakerRules, Range>> = {
  windowMs: { min: 1 },
  minCalls: { min: 1, integer: true },
  failureRatio: { min: 0.01, max: 1 },
  failuresInRow: { min: 1, integer: true },
  minSources: { min: 1, integer: true },
  openMs: { min: 1 },
  maxOpenMs: { min: 1 },
  openJitter: { min: 0, max: 1 },
  probes: { min: 1, integer: true },
  probeSuccesses: { min: 1, integer: true },
  probeTimeoutMs: { min: 1, max: longestProbeMs },
};

/** Where a breaker gets its time and chance, and tells what happens. */
export interface BreakerSurroundings {
  /** Named in refusals, log and telemetry: `calendar:google:default`. */
  name: string;
  clock: Clock;
  random: Random;
  logger: Logger;
  telemetry: Telemetry;
}

/** Rules to change; what is left out is as in {@link defaultBreakerRules}. */
export type CircuitBreakerRules = { readonly [Option in keyof BreakerRules]?: BreakerRules[Option] | undefined };

/** Options of a circuit breaker. */
export type CircuitBreakerOptions = CircuitBreakerRules & {
  readonly [Option in keyof BreakerSurroundings]?: BreakerSurroundings[Option] | undefined;
};

/** Fills in the defaults. @throws {ConfigurationError} for a number out of its range. */
export function readBreakerOptions(options: CircuitBreakerOptions): BreakerRules & BreakerSurroundings {
  const rules = readBreakerRules(options);
  const {
    name = "breaker",
    clock = systemClock,
    random = systemRandom,
    logger = silentLogger,
    telemetry = silentTelemetry,
  } = options;
  return { ...rules, name, clock, random, logger, telemetry };
}

function readBreakerRules(options: CircuitBreakerOptions): BreakerRules {
  const names = Object.keys(defaultBreakerRules) as (keyof BreakerRules)[];
  const rules = Object.fromEntries(names.map((name) => [name, options[name] ?? defaultBreakerRules[name]]));
  checkRanges("circuitBreaker", rules as Record<keyof BreakerRules, unknown>, ranges);
  const { openMs, maxOpenMs } = rules as unknown as BreakerRules;
  checkRanges("circuitBreaker", { maxOpenMs }, { maxOpenMs: { min: openMs } });
  return rules as unknown as BreakerRules;
}
