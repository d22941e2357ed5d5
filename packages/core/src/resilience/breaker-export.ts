import type { BreakerState } from "./breaker-state.ts";
import { checkRanges } from "./check-range.ts";

/** A breaker's state as plain data, for another process or the next start. It holds durations only, so clocks may differ. */
export type BreakerExport =
  | { readonly kind: "closed" }
  | { readonly kind: "open"; readonly openings: number; readonly openForMs: number; readonly remainingMs: number }
  | { readonly kind: "halfOpen"; readonly openings: number; readonly successes: number };

/** What another breaker needs to go on from `state`. Probes under way stay with whoever began them. */
export function exportState(state: BreakerState, nowMs: number): BreakerExport {
  switch (state.kind) {
    case "closed":
      return { kind: "closed" };
    case "open": {
      const { kind, openings, openForMs, untilMs } = state;
      return { kind, openings, openForMs, remainingMs: Math.max(0, untilMs - nowMs) };
    }
    case "halfOpen":
      return { kind: "halfOpen", openings: state.openings, successes: state.successes };
    default:
      return state satisfies never;
  }
}

/** @throws {ConfigurationError} for what no breaker exported. */
export function importState(exported: BreakerExport, nowMs: number): BreakerState {
  switch (exported.kind) {
    case "closed":
      return { kind: "closed" };
    case "open": {
      const { kind, openings, openForMs, remainingMs } = exported;
      checkRanges(
        "circuitBreaker.initial",
        { openings, openForMs, remainingMs },
        { openings: { min: 1, integer: true }, openForMs: { min: 0 }, remainingMs: { min: 0 } },
      );
      // Whoever wrote it down cannot have meant longer than it opened for.
      return { kind, openings, openForMs, untilMs: nowMs + Math.min(remainingMs, openForMs) };
    }
    case "halfOpen": {
      const { kind, openings, successes } = exported;
      const ranges = { openings: { min: 1, integer: true }, successes: { min: 0, integer: true } };
      checkRanges("circuitBreaker.initial", { openings, successes }, ranges);
      return { kind, openings, successes, probes: [] };
    }
    default:
      throw new TypeError(`circuitBreaker.initial.kind: must be closed, open or halfOpen, not ${kindOf(exported)}.`);
  }
}

function kindOf(exported: never): string {
  return String((exported as { kind?: unknown }).kind);
}
