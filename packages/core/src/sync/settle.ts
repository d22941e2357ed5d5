import type { SlotKitContext } from "../context.ts";
import type { Effect } from "../outbox/effect.ts";
import { lockOfSubject, writeSubject } from "../outbox/effect-subject.ts";
import { tellOfSync } from "../outbox/sync-news.ts";
import type { IntegrationError } from "../ports/integration-error.ts";
import { backoffMs } from "../resilience/backoff.ts";
import type { AttemptOutcome } from "./attempt-effect.ts";
import { nextAttempt } from "./next-attempt.ts";
import type { EffectResult } from "./perform-effect.ts";

/** How long an outcome that the storage does not take is kept in hand. */
const giveUpAfterMs = 10 * 60_000;
/** Of a process that is stopping. */
const lastTries = 3;
/** Our own side is looked at again after this long, and as much more by chance. */
const unreadyMs = 10_000;

/**
 * Writes down how an attempt ended and gives its lease back. A refusal of the storage is not the adapter's: the outside
 * has been told already, so only the writing is repeated, for as long as the lease is kept up (see `HeldLeases`).
 *
 * @param overdue - Aborts when a stopping process can wait no longer.
 * @returns False when it was not written: the lease was lost to another worker, whose outcome counts, or the storage did not
 *   take it in ten minutes. Then the lease is left to expire, after which the effect is attempted again.
 */
export async function settle(
  context: SlotKitContext,
  leased: Effect,
  outcome: AttemptOutcome,
  overdue: AbortSignal,
): Promise<boolean> {
  const { clock, random, logger } = context;
  const { integration, subject } = leased;
  const about = { integration, subject: subject.uid, outcome: outcome.state };
  const startedMs = clock.monotonicMs();
  let triesLeft = lastTries;
  for (let tries = 1; ; tries++) {
    try {
      const settled = await writeOutcome(context, leased, outcome);
      if (!settled) logger.warn("An effect was taken over before its end could be stored; the other's counts.", about);
      else if (outcome.state === "failed" || outcome.state === "unready") report(context, settled, outcome.failure);
      return settled !== null;
    } catch (error) {
      if (overdue.aborted) triesLeft--;
      if (triesLeft === 0 || clock.monotonicMs() - startedMs >= giveUpAfterMs) {
        const reason = error instanceof Error ? error.message : String(error);
        logger.error("The end of an attempt could not be stored; it will be repeated.", { ...about, reason });
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
    await tellOfSync(context, tx, present, settled);
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
      const told = {
        ...present,
        delivered: outcome.result.delivered,
        uncertain: false,
        failure: null,
        attempt: 0,
        repairs: 0,
      };
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
      const repairs = present.repairs + (kind === "stale" ? 1 : 0);
      return { ...present, ...next, uncertain, failure, attempt: present.attempt + 1, repairs };
    }
    case "unready": {
      const { kind, message, remedy } = outcome.failure;
      const failure = { kind, message, remedy, at: now };
      if (present.state === "ignored") return { ...present, failure };
      return { ...delayed(present, Math.ceil(unreadyMs * (1 + random.float())), now), failure };
    }
    case "waiting":
      return delayed(present, outcome.waitMs, now);
    case "stopped":
      return { ...present, uncertain: true, notBefore: now };
    default:
      return outcome satisfies never;
  }
}

/** Time in which nothing could be tried does not bring an effect nearer to a person's desk. */
function delayed(effect: Effect, waitMs: number, now: number): Effect {
  return { ...effect, notBefore: now + waitMs, wantedAt: effect.wantedAt + waitMs };
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
