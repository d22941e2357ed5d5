import type { FailureKind } from "@slotkit/core";
import type { Chance } from "./chance.ts";
import type { Trace } from "./trace.ts";
import type { VirtualTime } from "./virtual-time.ts";
/** The services outside. */
export type ServiceName = "calendar" | "crm" | "mail";
/** What becomes of one request to a service. */
export type Spoil =
  /** It is answered. */
  | {
      kind: "none";
    }
  /** It is refused and has no effect. */
  | {
      kind: "refuse";
      failure: FailureKind;
      retryAfterMs: number | undefined;
    }
  /** It takes effect, and the answer is lost. */
  | {
      kind: "lose";
    }
  /** Nothing ever comes back, whether it took effect or not. */
  | {
      kind: "hang";
      effect: boolean;
    };
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
  decide(): {
    spoil: Spoil;
    delayMs: number;
  };
  /** Refusals so far by kind of failure: what waits for a person has to have its cause among them. */
  readonly refusals: Readonly<Record<FailureKind, number>>;
  /** Requests that took effect, or may have, without the caller learning of it. */
  readonly ambiguous: number;
  /** Whether every request of now is lost or refused. */
  readonly isDark: boolean;
  /** Changes from spell to spell until the world is calm for good. */
  run(): Promise<void>;
}
export interface OutsideWeatherOptions {
  service: ServiceName;
  climate: OutsideClimate;
  time: VirtualTime;
  chance: Chance;
  trace: Trace;
  isCalm(): boolean;
}
export declare function createOutsideWeather(options: OutsideWeatherOptions): OutsideWeather;
