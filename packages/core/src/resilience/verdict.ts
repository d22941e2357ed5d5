import type { FailureKind } from "../ports/integration-error.ts";

/**
 * What an outcome says of the other side's health: it answered (`alive`), it did not (`failed`), or `nothing`, because the
 * call did not get there or the answer is about something else.
 */
export type Verdict = "alive" | "failed" | "nothing";

const verdicts: Readonly<Record<FailureKind, Verdict>> = {
  transient: "failed",
  unknown_outcome: "failed",
  // A refusal is an answer.
  permanent: "alive",
  stale: "alive",
  // Too many of us is the limiter's business, a quota the outbox's, a dead credential its owner's.
  throttled: "nothing",
  exhausted: "nothing",
  auth: "nothing",
};

/** @param kind - As `failureKindOf` tells it: null for what says nothing of the other side. */
export function verdictOf(kind: FailureKind | null): Verdict {
  return kind === null ? "nothing" : verdicts[kind];
}
