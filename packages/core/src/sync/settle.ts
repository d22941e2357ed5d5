import type { SlotKitContext } from "../context.ts";
import type { Effect } from "../outbox/effect.ts";
import { lockOfSubject, writeSubject } from "../outbox/effect-subject.ts";
import type { IntegrationError } from "../ports/integration-error.ts";
import { backoffMs } from "../resilience/backoff.ts";
import { nextAttempt } from "./next-attempt.ts";
import type { EffectResult } from "./perform-effect.ts";

/** How an attempt at an effect ended. */
export type AttemptOutcome =
  /** The outside knows the booking at this version. */
  | { state: "done"; version: number; result: EffectResult }
  | { state: "failed"; failure: IntegrationError }
  /** The outside is held to be down and was not asked: no failure of this effect. */
  | { state: "waiting"; waitMs: number }
  /** The process is stopping: whoever comes next may go on at once. Every effect can be repeated. */
  | { state: "stopped" };

/** Together with what a busy storage itself waits, this ends within the lease. */
const maxTries = 5;

/**
 * Writes down how an attempt ended and gives its lease back. A refusal of the storage is not the adapter's: the outside
 * has been told already, so only the writing is repeated.
 *
 * @returns False when it could not be written. The lease is left to expire, after which the effect is attempted again.
 */
export async function settle(context: SlotKitContext, leased: Effect, outcome: AttemptOutcome): Promise<boolean> {
  const { clock, random, logger } = context;
  for (let tries = 1; ; tries++) {
    try {
      const settled = await writeOutcome(context, leased, outcome);
      if (settled && outcome.state === "failed") report(context, settled, outcome.failure);
      return true;
    } catch (error) {
      if (tries === maxTries) {
        const { integration, subject } = leased;
        const reason = error instanceof Error ? error.message : String(error);
        logger.error("The end of an attempt could not be stored; it will be repeated.", {
          integration,
          subject: subject.uid,
          outcome: outcome.state,
          reason,
        });
        return false;
      }
      await clock.sleep(backoffMs(tries, { firstMs: 200, maxMs: 2_000 }, random));
    }
  }
}

/** Changes an effect under its subject's lock, unless its lease was lost to another worker meanwhile: then null. */
async function writeOutcome(context: SlotKitContext, leased: Effect, outcome: AttemptOutcome): Promise<Effect | null> {
  const client = context.storage.forClient(leased.clientId);
  return client.transaction([await lockOfSubject(client, leased)], async (tx) => {
    const present = await tx.effects.find(leased.id);
    if (!present || present.leaseOwner !== leased.leaseOwner) return null;
    const next = afterAttempt(context, present, leased.revision, outcome, await tx.now());
    const settled = { ...next, leaseOwner: null, leaseUntil: null };
    await tx.effects.save(settled);
    await writeSubject(tx, settled, (subject) => idsOf(outcome, settled, subject));
    return settled;
  });
}

/** The effect as it stands after an attempt at `revision`; a newer revision wanted meanwhile stays due. */
function afterAttempt(
  { random }: SlotKitContext,
  present: Effect,
  revision: number,
  outcome: AttemptOutcome,
  now: number,
): Effect {
  switch (outcome.state) {
    case "done": {
      const told = { ...present, delivered: outcome.result.delivered, uncertain: false, attempt: 0, failure: null };
      return present.revision <= outcome.version
        ? { ...told, state: "done" }
        : { ...told, state: "pending", notBefore: now };
    }
    case "failed": {
      const { kind, message, remedy } = outcome.failure;
      const failure = { kind, message, remedy, at: now };
      const uncertain = present.uncertain || kind === "unknown_outcome";
      // What a person has let be while it was under way stays so.
      if (present.state === "ignored") return { ...present, uncertain, failure };
      if (present.revision > revision) return { ...present, uncertain, failure, notBefore: now };
      const next = nextAttempt(present, outcome.failure, now, random);
      return { ...present, ...next, uncertain, failure, attempt: present.attempt + 1 };
    }
    case "waiting":
      // Time in which nothing could be tried does not bring an effect nearer to a person's desk.
      return { ...present, notBefore: now + outcome.waitMs, wantedAt: present.wantedAt + outcome.waitMs };
    case "stopped":
      return { ...present, uncertain: true, notBefore: now };
    default:
      return outcome satisfies never;
  }
}

function report({ logger }: SlotKitContext, { integration, subject, state, attempt }: Effect, error: IntegrationError) {
  const { kind, message, remedy } = error;
  const fields = { integration, subject: subject.uid, kind, message, remedy, attempt };
  if (state === "manual") logger.error("An effect waits for a person.", fields);
  else logger.warn("An effect failed and will be tried again.", fields);
}

/** The ids the outside gave; that of an event in a calendar which the booking has left meanwhile is of no use to it. */
function idsOf(
  outcome: AttemptOutcome,
  { integration, target }: Effect,
  { calendarId }: { calendarId: string | null },
): EffectResult["ids"] {
  if (outcome.state !== "done" || (integration === "calendar" && target !== calendarId)) return {};
  return outcome.result.ids;
}
