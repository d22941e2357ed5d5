import type { BreakerStateRepository, StoredBreaker } from "../ports/breaker-states.ts";
import type { Clock } from "../ports/clock.ts";
import type { Logger } from "../ports/logger.ts";
import { longestProbeMs } from "./breaker-options.ts";
import type { BreakerState } from "./breaker-state.ts";
import { withDeadline } from "./with-deadline.ts";

/** How old knowledge of the others may be when a call goes out. */
export const staleAfterMs = 1_000;
/** Longest wait for the storage: a call must not wait long for what it would only like to know. */
const deadlineMs = 250;
/** A storage that did not answer is left alone for so long. */
const restMs = 1_000;

/** What all processes know of one breaker. Instants are of this process's monotonic clock. */
export interface SharedState {
  readonly state: BreakerState;
  /** What is stored, to be replaced; null when nothing is: the breaker is closed. */
  readonly revision: string | null;
}

/** The breakers of all processes, as one of them sees them. Nothing here rejects or waits long. */
export interface SharedStates {
  /** Names of the breakers that are not closed; empty while the storage does not answer. */
  names(): Promise<readonly string[]>;
  /** What is known of a breaker, `maxAgeMs` old at most; null while the storage does not answer. */
  look(name: string, maxAgeMs: number): Promise<SharedState | null>;
  /** @returns False when another process was faster, null when the storage did not answer. */
  replace(name: string, known: SharedState, next: BreakerState): Promise<boolean | null>;
  /** New with every call, and unlike those of all other processes. */
  id(): string;
}

/** Where states are shared. */
export interface SharedStatesOptions {
  states: BreakerStateRepository;
  /** The storage's time. */
  now(): Promise<number>;
  clock: Clock;
  logger: Logger;
  /** Makes a name for this process. */
  owner(): string;
}

interface Snapshot {
  /** When it was asked for. */
  readonly atMs: number;
  /** Add it to monotonic time to get the storage's. */
  readonly offsetMs: number;
  readonly byName: Map<string, SharedState>;
}

/** Reads all states at once, at most once a second while calls go out, and writes only changes. */
export function createSharedStates({ states, now, clock, logger, owner }: SharedStatesOptions): SharedStates {
  let latest: Snapshot | null = null;
  let reading: Promise<Snapshot | null> | null = null;
  let silentUntilMs = Number.NEGATIVE_INFINITY;
  let ids = 0;
  let ownName: string | null = null;

  /** Asks the storage; null when it does not answer in time, and for a while after that. */
  async function ask<T>(question: () => Promise<T>): Promise<T | null> {
    if (clock.monotonicMs() < silentUntilMs) return null;
    try {
      return await withDeadline(question, { deadlineMs, clock });
    } catch (error) {
      silentUntilMs = clock.monotonicMs() + restMs;
      const reason = error instanceof Error ? error.message : String(error);
      logger.warn("The states of breakers could not be shared; this process goes by its own.", { reason });
      return null;
    }
  }

  async function read(): Promise<Snapshot | null> {
    const atMs = clock.monotonicMs();
    const answer = await ask(() => Promise.all([states.list(), now()]));
    if (!answer) return null;
    const [stored, storageNow] = answer;
    const offsetMs = storageNow - clock.monotonicMs();
    const before = latest?.byName;
    const byName = new Map(stored.map((breaker) => [breaker.name, seenAs(breaker, offsetMs, before)]));
    latest = { atMs, offsetMs, byName };
    return latest;
  }

  /** Instants are translated once, when a state is first seen: turning the storage's clock later moves nothing. */
  function seenAs(
    { name, state, revision }: StoredBreaker,
    offsetMs: number,
    before: Snapshot["byName"] | undefined,
  ): SharedState {
    const known = before?.get(name);
    return known?.revision === revision ? known : { revision, state: moved(state, -offsetMs, clock.monotonicMs()) };
  }

  async function snapshot(maxAgeMs: number): Promise<Snapshot | null> {
    if (latest && clock.monotonicMs() - latest.atMs <= maxAgeMs) return latest;
    reading ??= read().finally(() => {
      reading = null;
    });
    return reading;
  }

  function id(): string {
    ownName ??= owner();
    return `${ownName}.${++ids}`;
  }

  return {
    id,
    async names() {
      const seen = await snapshot(0);
      return seen ? [...seen.byName.keys()] : [];
    },
    async look(name, maxAgeMs) {
      const seen = await snapshot(maxAgeMs);
      if (!seen) return null;
      return seen.byName.get(name) ?? closed;
    },
    async replace(name, known, next) {
      const seen = latest;
      if (!seen) return null;
      const stored = next.kind === "closed" ? null : { state: moved(next, seen.offsetMs), revision: id() };
      const done = await ask(() => states.replace({ name, expected: known.revision, next: stored }));
      if (done && stored) seen.byName.set(name, { state: next, revision: stored.revision });
      else if (done) seen.byName.delete(name);
      return done;
    },
  };
}

const closed: SharedState = { state: { kind: "closed" }, revision: null };

type NotClosed = StoredBreaker["state"];

/**
 * A state with its instants on another clock.
 *
 * @param nowMs - The storage's clock may have been turned before: nobody is kept waiting longer than the breaker was opened
 *   for, or than any probe may take.
 */
function moved(state: NotClosed, byMs: number, nowMs = Number.POSITIVE_INFINITY): NotClosed {
  if (state.kind === "open") {
    return { ...state, untilMs: Math.min(state.untilMs + byMs, nowMs + state.openForMs) };
  }
  const untilMs = (instantMs: number) => Math.min(instantMs + byMs, nowMs + longestProbeMs);
  return { ...state, probes: state.probes.map((probe) => ({ ...probe, untilMs: untilMs(probe.untilMs) })) };
}
