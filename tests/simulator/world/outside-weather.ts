import type { FailureKind } from "@slotkit/core";
import type { Chance } from "./chance.ts";
import type { Trace } from "./trace.ts";
import type { VirtualTime } from "./virtual-time.ts";

/** The services outside. */
export type ServiceName = "calendar" | "crm" | "mail";

/** What becomes of one request to a service. */
export type Spoil =
  /** It is answered. */
  | { kind: "none" }
  /** It is refused and has no effect. */
  | { kind: "refuse"; failure: FailureKind; retryAfterMs: number | undefined }
  /** It takes effect, and the answer is lost. */
  | { kind: "lose" }
  /** Nothing ever comes back, whether it took effect or not. */
  | { kind: "hang"; effect: boolean };

/** How a service behaves for a while. */
type Spell =
  | { kind: "calm" }
  | { kind: "outage"; spoils: readonly Spoil[] }
  | { kind: "flaky"; probability: number; failures: readonly FailureKind[] };

/** How rough a service is over the whole run. */
export interface OutsideClimate {
  /** Mean time from one bad spell to the next; `Infinity` for none. */
  calmMs: number;
  longestSpellMs: number;
  /** Failures that a bad spell may bring. */
  failures: readonly FailureKind[];
}

/** One service's weather. */
export interface OutsideWeather {
  decide(): { spoil: Spoil; delayMs: number };
  /** Refusals so far by kind of failure: what waits for a person has to have its cause among them. */
  readonly refusals: Readonly<Record<FailureKind, number>>;
  /** Requests that took effect, or may have, without the caller learning of it. */
  readonly ambiguous: number;
  /** Whether every request of now is lost or refused. */
  readonly isDark: boolean;
  /** Changes from spell to spell until the world is calm for good. */
  run(): Promise<void>;
}

const minuteMs = 60_000;
const shortestSpellMs = minuteMs;

export interface OutsideWeatherOptions {
  service: ServiceName;
  climate: OutsideClimate;
  time: VirtualTime;
  chance: Chance;
  trace: Trace;
  isCalm(): boolean;
}

export function createOutsideWeather(options: OutsideWeatherOptions): OutsideWeather {
  const { service, climate, time, chance, trace, isCalm } = options;
  const refusals = { ...noRefusals };
  let ambiguous = 0;
  let spell: Spell = { kind: "calm" };

  function spoilOfNow(): Spoil {
    if (isCalm() || spell.kind === "calm") return { kind: "none" };
    if (spell.kind === "outage") return chance.pick(spell.spoils);
    return chance.of(spell.probability) ? anySpoil(chance, spell.failures) : { kind: "none" };
  }
  function count(spoil: Spoil): void {
    if (spoil.kind === "refuse") refusals[spoil.failure]++;
    else if (spoil.kind !== "none") ambiguous++;
  }
  return {
    refusals,
    get ambiguous() {
      return ambiguous;
    },
    get isDark() {
      return !isCalm() && spell.kind === "outage";
    },
    decide() {
      const spoil = spoilOfNow();
      count(spoil);
      return { spoil, delayMs: chance.between(5, 200) };
    },
    async run() {
      while (climate.calmMs !== Number.POSITIVE_INFINITY) {
        await time.sleep(chance.wait(climate.calmMs));
        if (isCalm()) return;
        spell = anySpell(chance, climate);
        const lengthMs = shortestSpellMs * (climate.longestSpellMs / shortestSpellMs) ** chance.random.float();
        trace.write(service, `${describeSpell(spell)} for ${Math.round(lengthMs / minuteMs)} minutes`);
        await time.sleep(lengthMs);
        spell = { kind: "calm" };
        trace.write(service, "is well again");
      }
    },
  };
}

const noRefusals: Readonly<Record<FailureKind, number>> = {
  transient: 0,
  throttled: 0,
  exhausted: 0,
  auth: 0,
  stale: 0,
  permanent: 0,
  unknown_outcome: 0,
};

/** Failures that last as long as their cause does. One of these two is every request's in such an outage. */
const lasting: readonly FailureKind[] = ["transient", "throttled", "exhausted", "auth"];

function anySpell(chance: Chance, { failures }: OutsideClimate): Spell {
  if (chance.of(0.5)) return { kind: "flaky", probability: chance.between(0.05, 0.6), failures };
  const possible = lasting.filter((failure) => failures.includes(failure));
  const spoils: Spoil[] =
    chance.of(0.4) || possible.length === 0
      ? [{ kind: "hang", effect: false }]
      : [refusal(chance, chance.pick(possible))];
  return { kind: "outage", spoils };
}

function anySpoil(chance: Chance, failures: readonly FailureKind[]): Spoil {
  const kind = chance.weighted({ refuse: 5, lose: 3, hang: 1 });
  if (kind === "lose") return { kind };
  if (kind === "hang") return { kind, effect: chance.of(0.5) };
  return refusal(chance, chance.pick(failures));
}

function refusal(chance: Chance, failure: FailureKind): Spoil {
  const waits: Partial<Record<FailureKind, () => number | undefined>> = {
    throttled: () => (chance.of(0.5) ? chance.between(1_000, 60_000) : undefined),
    exhausted: () => chance.between(10 * minuteMs, 6 * 60 * minuteMs),
  };
  return { kind: "refuse", failure, retryAfterMs: waits[failure]?.() };
}

function describeSpell(spell: Spell): string {
  if (spell.kind !== "outage") return `is ${spell.kind}`;
  const [spoil] = spell.spoils;
  return spoil?.kind === "refuse" ? `refuses everything (${spoil.failure})` : "does not answer";
}
