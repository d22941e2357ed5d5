import { subjectsOf } from "../bookings/booking-details.ts";
import { isLive } from "../bookings/transitions.ts";
import { eventTypeOfBooking } from "../catalog/event-type-of-booking.ts";
import type { SlotKitContext } from "../context.ts";
import type { Effect } from "../outbox/effect.ts";
import type { EventType } from "../ports/catalog.ts";
import type { EventSnapshot } from "../ports/event-snapshot.ts";
import { IntegrationError } from "../ports/integration-error.ts";
import type { Random } from "../ports/random.ts";
import type { ClientStorage } from "../ports/storage.ts";
import { type CallRefused, isCallRefused, type RefusedBy } from "../resilience/call-refused.ts";
import { logLate } from "../resilience/log-late.ts";
import { withDeadline } from "../resilience/with-deadline.ts";
import { asIntegrationError } from "./next-attempt.ts";
import { type EffectResult, performEffect } from "./perform-effect.ts";
import { eventOfSession } from "./snapshot.ts";
import { syncSession } from "./sync-session.ts";

/** How an attempt at an effect ended. */
export type AttemptOutcome =
  /** The outside knows the booking at this version. */
  | { state: "done"; version: number; result: EffectResult }
  /** The integration refused, failed or left it open. */
  | { state: "failed"; failure: IntegrationError }
  /** Our own side could not say what there is to tell: no failure of the integration, which was not asked. */
  | { state: "unready"; failure: IntegrationError }
  /** The outside is held to be down, or has no room, and was not asked: no failure of this effect. */
  | { state: "waiting"; waitMs: number; by: RefusedBy }
  /** The process is stopping: whoever comes next may go on at once. Every effect can be repeated. */
  | { state: "stopped" };

/** An attempt is told to stop well before its lease could end unrenewed, so that two workers never write for one booking at once. */
const attemptDeadlineMs = 30_000;
/** A storage or catalog that hangs must not hold up the others either. */
const loadDeadlineMs = 10_000;
/** After this long a probe has usually been answered. */
const soonMs = 1_000;

/** Tries to tell the outside; never rejects. */
export async function attemptEffect(
  context: SlotKitContext,
  effect: Effect,
  signal: AbortSignal,
): Promise<AttemptOutcome> {
  let work: Work;
  try {
    work = await loadWork(context, effect, signal);
  } catch (cause) {
    return signal.aborted ? { state: "stopped" } : { state: "unready", failure: unreadable(effect, cause) };
  }
  try {
    const { version, perform } = work;
    const result = await withDeadline(perform, {
      deadlineMs: attemptDeadlineMs,
      clock: context.clock,
      signal,
      // What took effect all the same is found when the effect is attempted again: it is looked up before it is repeated.
      onLate: logLate(context.logger, `delivery:${effect.integration}`),
    });
    return { state: "done", version, result };
  } catch (error) {
    if (signal.aborted) return { state: "stopped" };
    return isCallRefused(error)
      ? { state: "waiting", waitMs: waitAfterRefusal(error, context.random), by: error.by }
      : { state: "failed", failure: asIntegrationError(error) };
  }
}

/** While a probe is under way it is soon known whether the others may follow; otherwise the time to come back is known. */
function waitAfterRefusal({ probing, retryAfterMs }: CallRefused, random: Random): number {
  const waitMs = probing || retryAfterMs === null ? soonMs : retryAfterMs;
  // A backlog that came back all at once would keep bookings waiting for the storage.
  const spreadMs = Math.max(soonMs, probing ? 0 : waitMs / 2);
  return Math.ceil(waitMs + random.float() * spreadMs);
}

/** What is to be told, and the version it brings the outside to. */
interface Work {
  version: number;
  perform(signal: AbortSignal): Promise<EffectResult>;
}

function loadWork(context: SlotKitContext, effect: Effect, signal: AbortSignal): Promise<Work> {
  const load = effect.subject.kind === "booking" ? loadBookingWork : loadSessionWork;
  return withDeadline(() => load(context, effect), { deadlineMs: loadDeadlineMs, clock: context.clock, signal });
}

function unreadable({ subject }: Effect, cause: unknown): IntegrationError {
  return new IntegrationError("transient", `The ${subject.kind} or its event type could not be read.`, {
    remedy: "It is tried again. If it stays, look at the health of the storage and the catalog.",
    cause,
  });
}

async function loadBookingWork(context: SlotKitContext, effect: Effect): Promise<Work> {
  const client = context.storage.forClient(effect.clientId);
  const booking = await client.bookings.find(effect.subject.uid);
  if (!booking) throw new Error("The outbox names a booking that is not stored.");
  const [eventType, siblings] = await Promise.all([
    eventTypeOfBooking(context, booking),
    client.effects.ofSubjects(subjectsOf(booking)),
  ]);
  const session =
    effect.integration === "mail" && booking.sessionUid !== null
      ? await loadSession(client, booking.sessionUid, eventType)
      : null;
  const work = { effect, booking, eventType, siblings, session };
  return { version: booking.version, perform: (signal) => performEffect(context, work, signal) };
}

async function loadSession(
  client: ClientStorage,
  uid: string,
  eventType: EventType | null,
): Promise<EventSnapshot | null> {
  const session = await client.sessions.find(uid);
  const bookings = session ? await client.bookings.inSession(uid) : [];
  return (
    session &&
    eventOfSession(
      session,
      bookings.filter(({ status }) => isLive(status)),
      eventType,
    )
  );
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
