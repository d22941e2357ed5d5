import type { Clock } from "../ports/clock.ts";
import { isIntegrationError } from "../ports/integration-error.ts";
import { type BreakerCore, type BreakerCounts, createBreakerCore, type Outcome, type Ticket } from "./breaker-core.ts";
import { type BreakerExport, exportState, importState } from "./breaker-export.ts";
import { type CircuitBreakerOptions, readBreakerOptions } from "./breaker-options.ts";
import { failureKindOf } from "./failure-kind-of.ts";
import { type CallContext, contextOf, type ExecuteOptions, type Policy } from "./policy.ts";
import { shareBreaker } from "./share-breaker.ts";
import type { SharedStates } from "./shared-states.ts";
import { untilAborted } from "./until-aborted.ts";
import { verdictOf } from "./verdict.ts";
import { type LateAnswer, withDeadline } from "./with-deadline.ts";

/** Where a breaker stands, for operators. `retryAfterMs` counts down while it is open. */
export type BreakerView =
  | { readonly kind: "closed"; readonly calls: number; readonly failures: number }
  | { readonly kind: "open"; readonly openings: number; readonly retryAfterMs: number; readonly retryAt: number }
  | { readonly kind: "halfOpen"; readonly openings: number; readonly successes: number; readonly probes: number };

export interface BreakerExecuteOptions extends ExecuteOptions {
  /** Whose call it is, where the breaker opens only on failures of several (`minSources`). */
  source?: string | undefined;
}

/** A policy that stops calling what does not answer. */
export interface CircuitBreaker extends Policy {
  readonly name: string;
  readonly view: BreakerView;
  readonly counts: Readonly<BreakerCounts>;
  /** @throws {CallRefused} while no call may go out, so that nobody waits for a place in vain. Lets nobody out itself. */
  refuseWhileOpen(): void;
  /** Learns what other processes know, where state is shared. */
  refresh(): Promise<void>;
  /** Resolves when every change of state has been written down for them, or could not be. */
  written(): Promise<void>;
  /** Its state for another process or the next start: to be given as `initial`. */
  export(): BreakerExport;
  execute<T>(fn: (context: CallContext) => Promise<T>, options?: BreakerExecuteOptions): Promise<T>;
}

/**
 * A circuit breaker. Closed, calls go out and their outcomes are counted over a window of time. When enough of them and a
 * large enough share failed it opens, and calls are refused at once with the time to come back. After the open time it is
 * half open: a few probes go out, everybody else is still refused at once, and a probe that does not end is given up.
 * Enough successes close it, one failure opens it for twice as long.
 *
 * - Only `transient` and `unknown_outcome` are failures. A refusal by the other side is a sign of life; being throttled, a
 *   dead credential, a spent quota, a refusal of our own and a caller who left say nothing.
 * - An urgent call never waits for a probe, not even for its own: it is refused, and the probe goes out without it.
 * - A call begun before the last change of state changes nothing any more, however it ends.
 * - Durations are of the monotonic clock: the hands of the wall clock may be turned.
 *
 * Rejects with {@link CallRefused} while it is open, and else with what the call threw.
 */
export function circuitBreaker(
  options: CircuitBreakerOptions & {
    readonly initial?: BreakerExport | undefined;
    /** Where the breakers of several processes agree. Default: each goes by its own state. */
    readonly shared?: SharedStates | undefined;
  } = {},
): CircuitBreaker {
  const settings = readBreakerOptions(options);
  const { name, clock } = settings;
  const initial = importState(options.initial ?? { kind: "closed" }, clock.monotonicMs());
  const core = createBreakerCore(settings, initial);
  const shared = options.shared ? shareBreaker(core, { name, clock, rules: settings, shared: options.shared }) : null;
  const deciding = shared ?? core;
  return {
    name,
    counts: core.counts,
    get view() {
      return viewOf(core, clock);
    },
    refuseWhileOpen() {
      const { state } = core;
      const nowMs = clock.monotonicMs();
      if (state.kind === "open" && nowMs < state.untilMs) throw core.refusal(state.untilMs - nowMs);
    },
    refresh: async () => shared?.refresh(),
    written: async () => shared?.written(),
    export: () => exportState(core.state, clock.monotonicMs()),
    async execute(fn, given = {}) {
      const context = contextOf(given);
      context.signal.throwIfAborted();
      const ticket = shared ? await shared.admit() : core.admit();
      const run = (under: CallContext) =>
        runAdmitted(fn, under, ticket, settings, (outcome) =>
          deciding.settle(ticket, { ...outcome, source: given.source }),
        );
      if (ticket.probeId === null || !context.urgent) return run(context);
      // Whoever is waited for is refused as all the others are. The probe goes out all the same, and ends by its own time.
      run(contextOf({ attempt: context.attempt })).catch(() => undefined);
      throw core.refusal(settings.probeTimeoutMs);
    },
  };
}

/** Runs a call that was let out and tells once how it ended. A probe has an end of its own. */
async function runAdmitted<T>(
  fn: (context: CallContext) => Promise<T>,
  context: CallContext,
  { probeId }: Ticket,
  { name, clock, logger, probeTimeoutMs }: ReturnType<typeof readBreakerOptions>,
  settle: (outcome: Outcome) => void,
): Promise<T> {
  const { signal } = context;
  let settled = false;
  const settleOnce = (outcome: Outcome) => {
    if (!settled) settle(outcome);
    settled = true;
  };
  // The verdict does not wait for a call that is deaf to its signal.
  const onAbort = () => settleOnce({ verdict: verdictOf(failureKindOf(signal.reason, signal)) });
  const onLate = ({ ok }: LateAnswer) =>
    logger.warn("A probe's answer came too late and was dropped.", { breaker: name, ok });
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    const answer = await (probeId === null
      ? untilAborted(fn(context), signal)
      : withDeadline((stop) => fn({ ...context, signal: stop }), {
          deadlineMs: probeTimeoutMs,
          clock,
          signal,
          onLate,
        }));
    settleOnce({ verdict: "alive" });
    return answer;
  } catch (error) {
    const retryAfterMs = isIntegrationError(error) ? error.retryAfterMs : undefined;
    settleOnce({ verdict: verdictOf(failureKindOf(error, signal)), retryAfterMs });
    throw error;
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

/** What an operator is shown of a breaker. */
function viewOf(core: BreakerCore, clock: Clock): BreakerView {
  const { state } = core;
  switch (state.kind) {
    case "closed": {
      const { calls, failures } = core.totals();
      return { kind: "closed", calls, failures };
    }
    case "open": {
      const retryAfterMs = Math.max(0, Math.ceil(state.untilMs - clock.monotonicMs()));
      return { kind: "open", openings: state.openings, retryAfterMs, retryAt: clock.now() + retryAfterMs };
    }
    case "halfOpen":
      return {
        kind: "halfOpen",
        openings: state.openings,
        successes: state.successes,
        probes: state.probes.length,
      };
    default:
      return state satisfies never;
  }
}
