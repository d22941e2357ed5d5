import type { Effect } from "../outbox/effect.ts";
import { type FailureKind, IntegrationError, isIntegrationError } from "../ports/integration-error.ts";
import type { Random } from "../ports/random.ts";
import { backoffMs } from "../resilience/backoff.ts";
import { DeadlineExceeded } from "../resilience/with-deadline.ts";

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/** How long an outage may last before its effects wait for a person: longer than a weekend. */
const giveUpAfterMs = 7 * 24 * hourMs;
/** Repairs of old knowledge are quick or hopeless. Only they count: an outage before them says nothing of them. */
const maxRepairs = 5;

/** What to do after a failed attempt. */
export type NextAttempt = { state: "pending"; notBefore: number } | { state: "manual" };

/** Decides by the kind of a failure whether and when an effect is tried again. */
export function nextAttempt(effect: Effect, failure: IntegrationError, now: number, random: Random): NextAttempt {
  const failures = effect.attempt + 1;
  const repairs = effect.repairs + 1;
  const tooOld = now - effect.wantedAt > giveUpAfterMs;
  // Where the other side said when to come back, that is when; a second at least, or the back-off would be undone.
  const asked = failure.retryAfterMs !== undefined && failure.retryAfterMs >= secondMs ? failure.retryAfterMs : null;
  const after = (waitMs: number): NextAttempt => ({
    state: "pending",
    notBefore: now + Math.ceil(asked ?? Math.max(waitMs, failure.retryAfterMs ?? 0)),
  });
  const wait: Readonly<Record<FailureKind, () => NextAttempt>> = {
    permanent: () => ({ state: "manual" }),
    stale: () =>
      repairs > maxRepairs
        ? { state: "manual" }
        : after(backoffMs(repairs, { firstMs: 200, maxMs: 5 * secondMs }, random)),
    transient: () => after(backoffMs(failures, { firstMs: 500, maxMs: minuteMs }, random)),
    unknown_outcome: () => after(backoffMs(failures, { firstMs: 500, maxMs: minuteMs }, random)),
    throttled: () => after(secondMs + backoffMs(failures, { firstMs: secondMs, maxMs: 5 * minuteMs }, random)),
    exhausted: () => after(failure.retryAfterMs ?? hourMs),
    // A new credential may come at any time; asking every quarter of an hour hurts nobody and needs nobody.
    auth: () => after(15 * minuteMs),
  };
  return tooOld ? { state: "manual" } : wait[failure.kind]();
}

/** A failure as adapters report it; what they did not translate is treated as passing, and said to be a defect. */
export function asIntegrationError(error: unknown): IntegrationError {
  if (isIntegrationError(error)) return error;
  if (error instanceof DeadlineExceeded) {
    return new IntegrationError("unknown_outcome", error.message, {
      remedy: "Nothing to do: it is looked up and tried again.",
      cause: error,
    });
  }
  const name = error instanceof Error ? error.name : typeof error;
  return new IntegrationError("transient", `The adapter failed with an untranslated ${name}.`, {
    remedy: "It is tried again. If it stays, report it: adapters have to translate their failures.",
    cause: error,
  });
}
