import { subjectsOf } from "../bookings/booking-details.ts";
import { isLive } from "../bookings/transitions.ts";
import { toBase32Hex } from "../bookings/uid.ts";
import { eventTypeOfBooking } from "../catalog/event-type-of-booking.ts";
import type { SlotKitContext } from "../context.ts";
import type { Effect } from "../outbox/effect.ts";
import { IntegrationError } from "../ports/integration-error.ts";
import type { Random } from "../ports/random.ts";
import { type CallRefused, isCallRefused } from "../resilience/call-refused.ts";
import { withDeadline } from "../resilience/with-deadline.ts";
import { asIntegrationError } from "./next-attempt.ts";
import { type EffectResult, performEffect } from "./perform-effect.ts";
import { type AttemptOutcome, settle } from "./settle.ts";
import { syncSession } from "./sync-session.ts";
import { withGrace } from "./with-grace.ts";

/** What one delivery pass did. */
export interface DeliveryReport {
  delivered: number;
  failed: number;
}

/** An attempt is told to stop well before its lease ends, so that two workers never write for one booking at once. */
const attemptDeadlineMs = 30_000;
/** A storage or catalog that hangs must not hold up the others either. */
const loadDeadlineMs = 10_000;
const leaseMs = 60_000;
const batchSize = 20;
/** After this long a probe has usually been answered. */
const soonMs = 1_000;
/** What is sent but not written down would be sent again, so a process that stops waits this long for what is under way. */
const graceMs = 5_000;

/**
 * Delivers everything in the outbox that is due, until nothing is due or the signal aborts. Then nothing new is begun;
 * what is under way has a grace to end by itself before it is told to stop.
 */
export async function deliver(context: SlotKitContext, signal?: AbortSignal): Promise<DeliveryReport> {
  const owner = toBase32Hex(context.random.bytes(16));
  const report = { delivered: 0, failed: 0 };
  while (!signal?.aborted) {
    const effects = await context.storage.leaseEffects({ owner, leaseMs, limit: batchSize });
    if (effects.length === 0) break;
    // Whatever becomes of one, the others are under way and have to be waited for.
    const outcomes = await withGrace(
      (overdue) => Promise.allSettled(effects.map((effect) => deliverEffect(context, effect, overdue))),
      { graceMs, clock: context.clock, signal },
    );
    for (const outcome of outcomes) {
      if (outcome.status === "rejected") throw outcome.reason;
      if (outcome.value !== "waiting") report[outcome.value]++;
    }
  }
  return report;
}

/** @returns `delivered` when the outside was told and that was written down. */
async function deliverEffect(
  context: SlotKitContext,
  effect: Effect,
  signal: AbortSignal,
): Promise<keyof DeliveryReport | "waiting"> {
  const startedMs = context.clock.monotonicMs();
  const outcome = await attemptEffect(context, effect, signal);
  const settled = await settle(context, effect, outcome);
  if (outcome.state !== "stopped") {
    const { integration, subject, attempt } = effect;
    const kind = outcome.state === "failed" ? outcome.failure.kind : null;
    const durationMs = context.clock.monotonicMs() - startedMs;
    context.telemetry.record(`delivery.${outcome.state}`, {
      integration,
      subject: subject.uid,
      attempt,
      kind,
      durationMs,
    });
  }
  if (settled && outcome.state === "waiting") return "waiting";
  return settled && outcome.state === "done" ? "delivered" : "failed";
}

/** Tries to tell the outside; never rejects. */
async function attemptEffect(context: SlotKitContext, effect: Effect, signal: AbortSignal): Promise<AttemptOutcome> {
  try {
    const { version, perform } = await loadWork(context, effect, signal);
    const result = await withDeadline(perform, { deadlineMs: attemptDeadlineMs, clock: context.clock, signal });
    return { state: "done", version, result };
  } catch (error) {
    if (signal.aborted) return { state: "stopped" };
    return isCallRefused(error)
      ? { state: "waiting", waitMs: waitAfterRefusal(error, context.random) }
      : { state: "failed", failure: asIntegrationError(error) };
  }
}

/** While a probe is under way it is soon known whether the others may follow; otherwise the time to come back is known. */
function waitAfterRefusal({ probing, retryAfterMs }: CallRefused, random: Random): number {
  const waitMs = probing || retryAfterMs === null ? soonMs : retryAfterMs;
  return Math.ceil(waitMs + random.float() * soonMs);
}

/** What is to be told, and the version it brings the outside to. */
interface Work {
  version: number;
  perform(signal: AbortSignal): Promise<EffectResult>;
}

/** @throws {IntegrationError} of our own side, so that no adapter is blamed for it. */
async function loadWork(context: SlotKitContext, effect: Effect, signal: AbortSignal): Promise<Work> {
  try {
    const load = effect.subject.kind === "booking" ? loadBookingWork : loadSessionWork;
    const read = () => load(context, effect);
    return await withDeadline(read, { deadlineMs: loadDeadlineMs, clock: context.clock, signal });
  } catch (cause) {
    throw new IntegrationError("transient", `The ${effect.subject.kind} or its event type could not be read.`, {
      remedy: "It is tried again. If it stays, look at the health of the storage and the catalog.",
      cause,
    });
  }
}

async function loadBookingWork(context: SlotKitContext, effect: Effect): Promise<Work> {
  const client = context.storage.forClient(effect.clientId);
  const booking = await client.bookings.find(effect.subject.uid);
  if (!booking) throw new Error("The outbox names a booking that is not stored.");
  const [eventType, siblings] = await Promise.all([
    eventTypeOfBooking(context, booking),
    client.effects.ofSubjects(subjectsOf(booking)),
  ]);
  const work = { effect, booking, eventType, siblings };
  return { version: booking.version, perform: (signal) => performEffect(context, work, signal) };
}

async function loadSessionWork(context: SlotKitContext, effect: Effect): Promise<Work> {
  const client = context.storage.forClient(effect.clientId);
  // The session before its seats: seats that are newer than the version they are shown as will be told once more.
  const session = await client.sessions.find(effect.subject.uid);
  if (!session) throw new Error("The outbox names a session that is not stored.");
  const [bookings, eventType] = await Promise.all([
    client.bookings.inSession(session.uid),
    eventTypeOfBooking(context, session),
  ]);
  const seats = bookings.filter(({ status }) => isLive(status));
  return { version: session.version, perform: (signal) => syncSession(context, { session, seats, eventType }, signal) };
}
