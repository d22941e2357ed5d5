import type { Verdict } from "./verdict.ts";

/** A trial call while a breaker is half open. */
export interface Probe {
  readonly id: string;
  /** When it is given up, at the latest. */
  readonly untilMs: number;
}

/** Where a breaker stands. Instants are of the clock of whoever keeps the state. */
export type BreakerState =
  | { readonly kind: "closed" }
  | {
      readonly kind: "open";
      /** How often it has opened since it was last closed. */
      readonly openings: number;
      readonly openForMs: number;
      readonly untilMs: number;
    }
  | {
      readonly kind: "halfOpen";
      readonly openings: number;
      readonly successes: number;
      readonly probes: readonly Probe[];
    };

/** May a call go out? */
export type Admission =
  | { readonly kind: "call" }
  | { readonly kind: "probe" }
  | { readonly kind: "refused"; readonly retryAfterMs: number };

/** How half-open is lived. */
export interface ProbeRules {
  /** Probes at once. */
  probes: number;
  /** Successes that close the breaker. */
  probeSuccesses: number;
  probeTimeoutMs: number;
}

/** How often it has opened since it was last closed. */
export function openingsOf(state: BreakerState): number {
  return state.kind === "closed" ? 0 : state.openings;
}

/** The state after the other side was found to be down. */
export function opened(state: BreakerState, nowMs: number, openForMs: number): BreakerState {
  return { kind: "open", openings: openingsOf(state) + 1, openForMs, untilMs: nowMs + openForMs };
}

/**
 * Lets a call out, as a probe named `probeId` unless the breaker is closed. Everybody beyond the probes is refused at once;
 * nobody waits for another's probe.
 */
export function admit(
  state: BreakerState,
  probeId: string,
  nowMs: number,
  { probes: most, probeTimeoutMs }: ProbeRules,
): { state: BreakerState; admission: Admission } {
  if (state.kind === "closed") return { state, admission: { kind: "call" } };
  if (state.kind === "open" && nowMs < state.untilMs) {
    return { state, admission: { kind: "refused", retryAfterMs: state.untilMs - nowMs } };
  }
  const halfOpen =
    state.kind === "open" ? { kind: "halfOpen" as const, openings: state.openings, successes: 0, probes: [] } : state;
  const probes = halfOpen.probes.filter(({ untilMs }) => nowMs < untilMs);
  if (probes.length >= most) {
    const freeAtMs = Math.min(...probes.map(({ untilMs }) => untilMs));
    return { state: { ...halfOpen, probes }, admission: { kind: "refused", retryAfterMs: freeAtMs - nowMs } };
  }
  const probe = { id: probeId, untilMs: nowMs + probeTimeoutMs };
  return { state: { ...halfOpen, probes: [...probes, probe] }, admission: { kind: "probe" } };
}

/**
 * The state after a probe has ended; the same when that probe is not of this half-open time.
 *
 * @param openForMs - How long to stay open if it failed.
 */
export function afterProbe(
  state: BreakerState,
  probeId: string,
  verdict: Verdict,
  nowMs: number,
  { openForMs, probeSuccesses }: { openForMs: () => number; probeSuccesses: number },
): BreakerState {
  if (state.kind !== "halfOpen" || !state.probes.some(({ id }) => id === probeId)) return state;
  const probes = state.probes.filter(({ id }) => id !== probeId);
  switch (verdict) {
    case "failed":
      return opened(state, nowMs, openForMs());
    case "alive": {
      const successes = state.successes + 1;
      return successes >= probeSuccesses ? { kind: "closed" } : { ...state, successes, probes };
    }
    case "nothing":
      return { ...state, probes };
    default:
      return verdict satisfies never;
  }
}
