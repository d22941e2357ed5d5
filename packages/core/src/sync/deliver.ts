import type { Booking } from "../bookings/booking.ts";
import { toBase32Hex } from "../bookings/uid.ts";
import type { SlotKitContext } from "../context.ts";
import type { Effect } from "../outbox/effect.ts";
import type { IntegrationError } from "../ports/integration-error.ts";
import { withDeadline } from "../resilience/with-deadline.ts";
import type { DeliveryReport } from "../slotkit.ts";
import { asIntegrationError, nextAttempt } from "./next-attempt.ts";
import { type EffectResult, performEffect } from "./perform-effect.ts";

/** An attempt is told to stop well before its lease ends, so that two workers never write for one booking at once. */
const attemptDeadlineMs = 30_000;
const leaseMs = 60_000;
const batchSize = 20;

/** Delivers everything in the outbox that is due, until nothing is due or the signal aborts. */
export async function deliver(context: SlotKitContext, signal?: AbortSignal): Promise<DeliveryReport> {
  const owner = toBase32Hex(context.random.bytes(16));
  const report = { delivered: 0, failed: 0 };
  while (!signal?.aborted) {
    const effects = await context.storage.leaseEffects({ owner, leaseMs, limit: batchSize });
    if (effects.length === 0) break;
    const outcomes = await Promise.all(effects.map((effect) => deliverEffect(context, effect, signal)));
    for (const delivered of outcomes) report[delivered ? "delivered" : "failed"]++;
  }
  return report;
}

async function deliverEffect(
  context: SlotKitContext,
  effect: Effect,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const startedMs = context.clock.monotonicMs();
  const record = (name: string, kind: string | null) => {
    const { integration, bookingUid, attempt } = effect;
    context.telemetry.record(name, {
      integration,
      bookingUid,
      attempt,
      kind,
      durationMs: context.clock.monotonicMs() - startedMs,
    });
  };
  try {
    const client = context.storage.forClient(effect.clientId);
    const [booking, siblings] = await Promise.all([
      client.bookings.find(effect.bookingUid),
      client.effects.forBooking(effect.bookingUid),
    ]);
    if (!booking) throw new Error(`The outbox names a booking that is not stored: ${effect.bookingUid}.`);
    const eventType = await context.catalog.findEventType(effect.clientId, booking.eventType);
    const result = await withDeadline(
      (inner) => performEffect(context, { effect, booking, eventType, siblings }, inner),
      { deadlineMs: attemptDeadlineMs, clock: context.clock, signal },
    );
    await settleDone(context, effect, booking.version, result);
    record("delivery.done", null);
    return true;
  } catch (error) {
    if (signal?.aborted) {
      await settleStopped(context, effect);
      return false;
    }
    const failure = asIntegrationError(error);
    await settleFailed(context, effect, failure);
    record("delivery.failed", failure.kind);
    return false;
  }
}

/** Changes an effect under its booking's lock, unless its lease was lost to another worker meanwhile. */
async function settle(
  context: SlotKitContext,
  leased: Effect,
  next: (present: Effect, now: number) => Effect,
  ids: EffectResult["ids"] = {},
): Promise<void> {
  const locks = [{ kind: "booking", id: leased.bookingUid }] as const;
  await context.storage.forClient(leased.clientId).transaction(locks, async (tx) => {
    const present = await tx.effects.find(leased.id);
    if (!present || present.leaseOwner !== leased.leaseOwner) return;
    const settled = { ...next(present, await tx.now()), leaseOwner: null, leaseUntil: null };
    await tx.effects.save(settled);
    const booking = await tx.bookings.find(leased.bookingUid);
    if (booking) await tx.bookings.update({ ...booking, ...ids, ...flagsOf(settled) }, booking.version);
  });
}

function settleDone(
  context: SlotKitContext,
  leased: Effect,
  version: number,
  { delivered, ids }: EffectResult,
): Promise<void> {
  return settle(
    context,
    leased,
    (present, now) =>
      // The booking may have changed while this was under way: then the row stays due for the newer revision.
      present.revision <= version
        ? { ...present, delivered, state: "done", attempt: 0, failure: null }
        : { ...present, delivered, state: "pending", attempt: 0, failure: null, notBefore: now },
    ids,
  );
}

/** The process is stopping: whoever comes next may go on at once. Every effect can be repeated. */
function settleStopped(context: SlotKitContext, leased: Effect): Promise<void> {
  return settle(context, leased, (present, now) => ({ ...present, notBefore: now }));
}

function settleFailed(context: SlotKitContext, leased: Effect, error: IntegrationError): Promise<void> {
  const { kind, message, remedy } = error;
  return settle(context, leased, (present, now) => {
    const failure = { kind, message, remedy, at: now };
    if (present.revision > leased.revision) return { ...present, failure, notBefore: now };
    const next = nextAttempt(present, error, now, context.random);
    const { integration, bookingUid } = present;
    const fields = { integration, bookingUid, kind, message, remedy, attempt: present.attempt + 1 };
    if (next.state === "manual") context.logger.error("An effect waits for a person.", fields);
    else context.logger.warn("An effect failed and will be tried again.", fields);
    return { ...present, ...next, failure, attempt: present.attempt + 1 };
  });
}

/** The booking's own columns that follow from an effect. */
function flagsOf({ integration, state }: Effect): Partial<Booking> {
  const synced = state === "done";
  const manual = state === "manual";
  if (integration === "calendar") return { calendarSynced: synced, requiresManualCalendarSync: manual };
  if (integration === "crm") return { crmSynced: synced, requiresManualCrmSync: manual };
  return {};
}
