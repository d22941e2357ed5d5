import { type Clock, IntegrationError } from "@slotkit/core";
import { classifyHubSpotError } from "./classify-hubspot-error.ts";
import type { HubSpotAnswer } from "./hubspot-answer.ts";

/** Search has a budget of its own. */
export type RequestKind = "search" | "other";

/** Keeps requests back that HubSpot would refuse for their number. */
export interface RateGate {
  /** Counts a request in. @throws {IntegrationError} `throttled` or `exhausted`, with the time to wait. */
  enter(kind: RequestKind): void;
  /** Counts it out, and heeds what the answer says of the budget; null when there was none. */
  leave(kind: RequestKind, answer: HubSpotAnswer | null): void;
}

interface Closure {
  untilMs: number;
  kind: "throttled" | "exhausted";
  reason: string | undefined;
}

const hourMs = 3_600_000;

/**
 * Asks HubSpot how much it takes instead of counting on its own, since other processes and other apps draw on the same
 * budget: by the headers of every answer, and after a 429 by the policy it names. A search that was too much stops searches;
 * any other policy, or the end of the day's budget, stops everything.
 *
 * A window that is used up is waited out from the last answer that said so, by which time all that counted in it has left.
 */
export function createRateGate(clock: Clock): RateGate {
  const closed: Partial<Record<RequestKind, Closure>> = {};
  let underWay = 0;
  let budget: { remaining: number; freshMs: number } | null = null;

  const close = (kind: RequestKind, closure: Closure) => {
    if ((closed[kind]?.untilMs ?? 0) < closure.untilMs) closed[kind] = closure;
  };
  const closureOf = (kind: RequestKind): Closure | undefined => {
    const nowMs = clock.monotonicMs();
    const closure = [closed.other, kind === "search" ? closed.search : undefined].find(
      (candidate) => candidate !== undefined && candidate.untilMs > nowMs,
    );
    if (closure || kind === "search" || budget === null || nowMs >= budget.freshMs) return closure;
    // Those under way may not have been counted yet when the last answer was written.
    if (budget.remaining > underWay) return undefined;
    return { untilMs: budget.freshMs, kind: "throttled", reason: "budget" };
  };

  return {
    enter(kind) {
      const closure = closureOf(kind);
      if (closure) throw keptBack(closure, clock.monotonicMs());
      if (kind === "other") underWay += 1;
    },
    leave(kind, answer) {
      if (kind === "other") underWay -= 1;
      const nowMs = clock.monotonicMs();
      if (answer?.budget) {
        const { remaining, windowMs, dailyRemaining } = answer.budget;
        budget = { remaining, freshMs: nowMs + windowMs };
        if (dailyRemaining === 0) close("other", { untilMs: nowMs + hourMs, kind: "exhausted", reason: "DAILY" });
      }
      if (answer?.status !== 429 && answer?.status !== 477) return;
      const { kind: failure, reason, retryAfterMs = 0 } = classifyHubSpotError(answer, clock.now());
      const stops = reason === "SECONDLY" ? kind : "other";
      close(stops, {
        untilMs: nowMs + retryAfterMs,
        kind: failure === "exhausted" ? "exhausted" : "throttled",
        reason,
      });
    },
  };
}

function keptBack({ untilMs, kind, reason }: Closure, nowMs: number): IntegrationError {
  return new IntegrationError(kind, "HubSpot takes no more requests for now, so this one was not sent.", {
    remedy: "Nothing to do: it is sent as soon as HubSpot takes requests again.",
    reason,
    retryAfterMs: Math.ceil(untilMs - nowMs),
  });
}
