import type { Clock } from "../ports/clock.ts";
import type { BreakerCore, Outcome, Ticket } from "./breaker-core.ts";
import type { BreakerRules } from "./breaker-options.ts";
import { afterProbe, type BreakerState } from "./breaker-state.ts";
import { type SharedState, type SharedStates, staleAfterMs } from "./shared-states.ts";

/** While a breaker is half open much may change: knowledge of others' probes may be this old. */
const probeStaleAfterMs = 100;
/** Attempts to write a change down when others are writing too. */
const mostTries = 5;

/** What a breaker of several processes is asked before and told after a call. */
export interface SharedBreaker {
  /** @throws {CallRefused} unless the call may go out. */
  admit(): Promise<Ticket>;
  settle(ticket: Ticket, outcome: Outcome): void;
  /** Learns what the others know. */
  refresh(): Promise<void>;
  /** Resolves when every change so far has been written down, or could not be. */
  written(): Promise<void>;
}

export interface ShareBreakerOptions {
  name: string;
  clock: Clock;
  rules: Pick<BreakerRules, "probeSuccesses">;
  shared: SharedStates;
}

/**
 * Lets the breakers of several processes go by one state. Each counts its own calls; one that opens writes it down, and the
 * others find it there before their next call, a second later at most. A probe has to be written down before it goes out,
 * and only one process succeeds in that. While the storage does not answer, each goes by its own state.
 */
export function shareBreaker(core: BreakerCore, { name, clock, rules, shared }: ShareBreakerOptions): SharedBreaker {
  /** The changes of our own are ahead of what is stored. */
  let unwritten = 0;
  let failedToWrite = false;
  let writing: Promise<void> = Promise.resolve();

  /** Of two states the one that others go by wins, and ours if there is none. */
  const ownUnlessOpen = (stored: BreakerState) => (stored.kind === "closed" ? core.state : stored);

  function write(change: (stored: BreakerState) => BreakerState): void {
    unwritten++;
    failedToWrite = false;
    writing = writing
      .then(() => writeDown(change))
      .then((done) => {
        failedToWrite ||= !done;
      })
      .finally(() => {
        unwritten--;
      });
  }

  /** @returns False when the storage does not answer. */
  async function writeDown(change: (stored: BreakerState) => BreakerState): Promise<boolean> {
    for (let tries = 0; tries < mostTries; tries++) {
      const known = await shared.look(name, 0);
      if (!known) return false;
      const next = change(known.state);
      const done = next === known.state || (await shared.replace(name, known, next));
      if (done === null) return false;
      // What others have written meanwhile holds for us too, unless we know better by now.
      if (done && unwritten === 1) core.adopt(next);
      if (done) return true;
    }
    return false;
  }

  /** What everybody goes by, taken over; null when this process has to go by its own state. */
  async function agree(): Promise<SharedState | null> {
    if (unwritten > 0) return null;
    if (failedToWrite) {
      write(ownUnlessOpen);
      return null;
    }
    const known = await shared.look(name, core.state.kind === "closed" ? staleAfterMs : probeStaleAfterMs);
    if (!known || unwritten > 0) return null;
    core.adopt(known.state);
    return known;
  }

  return {
    async admit() {
      const { state } = core;
      // Nothing that others do lets calls out before the open time is over.
      if (state.kind === "open" && clock.monotonicMs() < state.untilMs) return core.admit();
      const known = await agree();
      const ticket = core.admit(shared.id);
      if (ticket.probeId === null || !known) return ticket;
      if ((await shared.replace(name, known, core.state)) !== false) return ticket;
      core.settle(ticket, { verdict: "nothing" });
      throw core.refusal(probeStaleAfterMs);
    },
    settle(ticket, outcome) {
      const before = core.state;
      core.settle(ticket, outcome);
      const after = core.state;
      if (after === before) return;
      const { probeId } = ticket;
      if (probeId === null) write(ownUnlessOpen);
      else {
        const openForMs = () => (after.kind === "open" ? after.openForMs : 0);
        const nowMs = clock.monotonicMs();
        write((stored) =>
          afterProbe(stored, probeId, outcome.verdict, nowMs, { probeSuccesses: rules.probeSuccesses, openForMs }),
        );
      }
    },
    async refresh() {
      await agree();
    },
    written: () => writing,
  };
}
