import type { BreakerRules, BreakerSurroundings } from "./breaker-options.ts";
import { admit, afterProbe, type BreakerState, opened, openingsOf } from "./breaker-state.ts";
import { CallRefused } from "./call-refused.ts";
import { createTimeWindow } from "./time-window.ts";
import type { Verdict } from "./verdict.ts";

/** A call that was let out. */
export interface Ticket {
  /** Counts changes of the breaker's state: an outcome counts only in the generation it was begun in. */
  readonly generation: number;
  /** Null for an ordinary call. */
  readonly probeId: string | null;
}

/** How a call ended. */
export interface Outcome {
  verdict: Verdict;
  /** The other side's Retry-After. */
  retryAfterMs?: number | undefined;
  /** Whose call it was, where failures of several sources are asked for. */
  source?: string | undefined;
}

/** What has become of calls since the breaker was made. */
export interface BreakerCounts {
  alive: number;
  failed: number;
  nothing: number;
  /** Outcomes of calls begun in an earlier generation; they change nothing. */
  stale: number;
  refused: number;
}

/** The decisions of a breaker, in one process and without waiting. */
export interface BreakerCore {
  readonly state: BreakerState;
  readonly generation: number;
  readonly counts: Readonly<BreakerCounts>;
  /** Calls and failures that count now. */
  totals(): { calls: number; failures: number };
  /**
   * @param makeProbeId - Names the call if it goes out as a probe. Default: a count.
   * @throws {CallRefused} unless the call may go out.
   */
  admit(makeProbeId?: () => string): Ticket;
  /** What a call is refused with, counted. */
  refusal(retryAfterMs: number): CallRefused;
  settle(ticket: Ticket, outcome: Outcome): void;
  /** Takes a state over from elsewhere; its instants are of this breaker's monotonic clock. */
  adopt(state: BreakerState): void;
}

/** However long a server asks to be left alone, after a day it is asked again. */
const longestRetryAfterMs = 24 * 60 * 60_000;

const noCounts = () => ({ calls: 0, failures: 0, sources: new Set<string>() });

/** Creates a breaker in the given state. */
export function createBreakerCore(options: BreakerRules & BreakerSurroundings, initial: BreakerState): BreakerCore {
  const { name, clock, random, logger, telemetry, ...rules } = options;
  const window = createTimeWindow(rules.windowMs, noCounts);
  const counts: BreakerCounts = { alive: 0, failed: 0, nothing: 0, stale: 0, refused: 0 };
  let state = initial;
  let generation = 0;
  let probesBegun = 0;
  /** When the failures ended that no sign of life has followed, the latest last. */
  let inRow: number[] = [];
  let askedUntilMs = 0;

  /** A change of kind begins a generation; what was counted in the last one is forgotten. */
  function become(next: BreakerState): void {
    const previous = state;
    state = next;
    if (next.kind === previous.kind) return;
    const failures = totals();
    generation++;
    window.clear();
    inRow = [];
    askedUntilMs = 0;
    tell(previous, next, failures);
  }

  function tell(from: BreakerState, to: BreakerState, { calls, failures }: ReturnType<typeof totals>): void {
    const openForMs = to.kind === "open" ? Math.round(to.openForMs) : null;
    const fields = { breaker: name, from: from.kind, to: to.kind, openings: openingsOf(to), openForMs, generation };
    telemetry.record("breaker.changed", fields);
    if (to.kind === "open")
      logger.warn("A breaker opened: calls are refused for a while.", { ...fields, calls, failures });
    else if (to.kind === "closed") logger.info("A breaker closed: calls go out again.", fields);
    else logger.debug("A breaker is half open: a probe goes out.", fields);
  }

  /** An exponential time, part of it chance, and never less than the other side asked for. */
  function drawOpenMs(nowMs: number): number {
    const ceiling = Math.min(rules.maxOpenMs, rules.openMs * 2 ** Math.min(openingsOf(state), 1_000));
    return Math.max(ceiling * (1 - rules.openJitter * random.float()), askedUntilMs - nowMs);
  }

  function totals() {
    const parts = window.until(clock.monotonicMs());
    return {
      calls: parts.reduce((sum, part) => sum + part.calls, 0),
      failures: parts.reduce((sum, part) => sum + part.failures, 0),
      sources: new Set(parts.flatMap(({ sources }) => [...sources])).size,
    };
  }

  function countCall(nowMs: number, failed: boolean, source: string): void {
    const part = window.at(nowMs);
    part.calls++;
    if (!failed) {
      inRow = [];
      return;
    }
    part.failures++;
    part.sources.add(source);
    inRow = [...inRow, nowMs].slice(-rules.failuresInRow);
    const { calls, failures, sources } = totals();
    const tooMany = calls >= rules.minCalls && failures >= rules.failureRatio * calls;
    const tooManyInRow = inRow.filter((atMs) => window.remembers(atMs, nowMs)).length === rules.failuresInRow;
    if (sources < rules.minSources || !(tooMany || tooManyInRow)) return;
    become(opened(state, nowMs, drawOpenMs(nowMs)));
  }

  function refusal(afterMs: number): CallRefused {
    counts.refused++;
    const retryAfterMs = Math.ceil(afterMs);
    const message = `${name} has failed too often. It is tried again in ${retryAfterMs} ms.`;
    const retryAt = clock.now() + retryAfterMs;
    const probing = state.kind === "halfOpen";
    return new CallRefused(message, { by: "breaker", policy: name, retryAfterMs, retryAt, probing });
  }

  return {
    get state() {
      return state;
    },
    get generation() {
      return generation;
    },
    counts,
    totals,
    refusal,
    admit(makeProbeId = () => String(++probesBegun)) {
      const isFree = state.kind === "closed";
      const probeId = isFree ? "" : makeProbeId();
      const { state: next, admission } = admit(state, probeId, clock.monotonicMs(), rules);
      become(next);
      if (admission.kind === "call") return { generation, probeId: null };
      if (admission.kind === "probe") return { generation, probeId };
      throw refusal(admission.retryAfterMs);
    },
    settle(ticket, { verdict, retryAfterMs = 0, source = "" }) {
      if (ticket.generation !== generation) {
        counts.stale++;
        telemetry.record("breaker.stale_outcome", { breaker: name, verdict });
        return;
      }
      counts[verdict]++;
      const nowMs = clock.monotonicMs();
      if (verdict === "failed") {
        askedUntilMs = Math.max(askedUntilMs, nowMs + Math.min(retryAfterMs, longestRetryAfterMs));
      }
      if (ticket.probeId !== null) {
        const { probeSuccesses } = rules;
        become(
          afterProbe(state, ticket.probeId, verdict, nowMs, { probeSuccesses, openForMs: () => drawOpenMs(nowMs) }),
        );
      } else if (verdict !== "nothing") {
        countCall(nowMs, verdict === "failed", source);
      }
    },
    adopt: become,
  };
}
