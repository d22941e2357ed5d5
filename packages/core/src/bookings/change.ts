import { eventTypeOfBooking } from "../catalog/event-type-of-booking.ts";
import { defaultClientId } from "../client-scope.ts";
import type { SlotKitContext } from "../context.ts";
import { BookingError } from "../errors.ts";
import { tellOfBooking } from "../outbox/booking-news.ts";
import { type Effect, type Integration, integrations } from "../outbox/effect.ts";
import { wantEffects, wantSessionEffects } from "../outbox/want-effects.ts";
import type { EventType } from "../ports/catalog.ts";
import type { Lock, Transaction } from "../ports/storage.ts";
import type { WebhookEventType } from "../ports/webhooks.ts";
import type { Booking, BookingStatus } from "./booking.ts";
import { type BookingDetails, bookingNotFound, detailsOf } from "./booking-details.ts";
import { type ChangeRequest, checkChangeRequest } from "./change-request.ts";
import { recorded } from "./commit-slot.ts";
import { locksOfPlace, vacate } from "./occupy.ts";
import type { KeepAnswer } from "./once.ts";
import { onceForBooking } from "./once-for-booking.ts";
import { assertPolicy } from "./policies.ts";
import type { SeatedSession } from "./session.ts";
import { changeSeats, seatsOf } from "./session-seats.ts";
import { notYetSynced } from "./sync-columns.ts";
import { assertActionTime, type BookingAction, isLive, nextStatus } from "./transitions.ts";
import { manageSecretRefused } from "./verify-manage-secret.ts";

/** Cancels a booking and frees its time. */
export const cancel = (context: SlotKitContext, request: ChangeRequest) =>
  changeBooking(context, request, { action: "cancel" });

/** Accepts a pending booking; it held its time all along. */
export const confirm = (context: SlotKitContext, request: ChangeRequest) =>
  changeBooking(context, request, { action: "confirm" });

/** Refuses a pending booking and frees its time. */
export const decline = (context: SlotKitContext, request: ChangeRequest) =>
  changeBooking(context, request, { action: "decline" });

/** Says that a booking took place. Only the CRM is told. */
export const complete = (context: SlotKitContext, request: ChangeRequest) =>
  changeBooking(context, request, { action: "complete", tells: ["crm"] });

/** How the host's own systems hear of an action. */
const newsOf: Readonly<Record<BookingAction, WebhookEventType>> = {
  confirm: "booking.confirmed",
  decline: "booking.rejected",
  expire: "booking.rejected",
  reschedule: "booking.rescheduled",
  reassign: "booking.updated",
  changeGuests: "booking.updated",
  cancel: "booking.cancelled",
  complete: "booking.completed",
  markNoShow: "booking.no_show",
};

/** What an action does to a booking besides leading to another state. */
export interface Change {
  action: BookingAction;
  /** Default: keeps the reason that was given, and nothing else. */
  alter?(booking: Booking, eventType: EventType | null): Partial<Booking>;
  /** The outside systems for which it is news. Default: all. */
  tells?: readonly Integration[];
}

/** Takes an action that needs no other time and no other host. */
export async function changeBooking(
  context: SlotKitContext,
  request: ChangeRequest,
  change: Change,
): Promise<BookingDetails> {
  checkChangeRequest(request);
  const details = await onceForBooking<BookingDetails>(context, change.action, request, (keep) =>
    commitChange(context, request, change, keep),
  );
  context.wakeDelivery();
  return details;
}

async function commitChange(
  context: SlotKitContext,
  request: ChangeRequest,
  { action, alter, tells = integrations }: Change,
  keep: KeepAnswer<BookingDetails>,
): Promise<BookingDetails> {
  const { clientId = defaultClientId, uid } = request;
  const client = context.storage.forClient(clientId);
  const known = await client.bookings.find(uid);
  if (!known) throw bookingNotFound();
  const eventType = await eventTypeOfBooking(context, known);

  const commit = async (tx: Transaction): Promise<BookingDetails> => {
    const { booking, status, now } = await loadForChange(context, tx, request, action);
    if (request.manageSecret !== undefined) {
      assertPolicy(eventType, booking, { action, now, reason: request.reason ?? "" });
    }
    const altered = alter ? alter(booking, eventType) : { reason: request.reason?.trim() || null };
    const changed: Booking = {
      ...booking,
      ...altered,
      ...(altered.guests && eventType ? { seats: seatsOf(eventType, altered.guests) } : {}),
      status,
      version: booking.version + 1,
      updatedAt: now,
      ...notYetSynced(tells),
    };
    await tx.bookings.update(changed, booking.version);
    await tellOfBooking(context, tx, { booking: changed, eventType, types: [newsOf[action]] });
    const session = await sessionAfter(tx, booking, changed, tells);
    const details = detailsOf(changed, eventType, [
      ...(await wantEffects(context, tx, changed, eventType, tells)),
      ...(session ? await wantSessionEffects(context, tx, session) : await effectsOfSession(tx, changed)),
    ]);
    await keep(tx, details);
    return details;
  };
  const locks: readonly Lock[] = [{ kind: "booking", id: uid }, ...locksOfPlace(known)];
  return recorded(context, action, () => client.transaction(locks, commit));
}

/**
 * Frees what a booking takes that is no longer live, and brings a session to the seats of one that stays.
 *
 * @returns The session whose calendar event has to tell of the change.
 */
async function sessionAfter(
  tx: Transaction,
  before: Booking,
  after: Booking,
  tells: readonly Integration[],
): Promise<SeatedSession | null> {
  if (!isLive(after.status)) return vacate(tx, before);
  if (after.sessionUid === null || !tells.includes("calendar")) return null;
  return changeSeats(tx, after.sessionUid, after.seats - before.seats);
}

function effectsOfSession(tx: Transaction, { sessionUid }: Booking): Promise<readonly Effect[]> {
  return tx.effects.ofSubjects(sessionUid === null ? [] : [sessionUid]);
}

/**
 * Loads a booking under its lock and checks that the action may be taken on it now.
 *
 * @throws {BookingError} `not_found`, `forbidden`, `version_conflict`, `invalid_transition`, `too_late`.
 */
export async function loadForChange(
  { manageSecrets }: SlotKitContext,
  tx: Transaction,
  { uid, version, manageSecret }: Pick<ChangeRequest, "uid" | "version" | "manageSecret">,
  action: BookingAction,
): Promise<{ booking: Booking; status: BookingStatus; now: number }> {
  const booking = await tx.bookings.find(uid);
  if (!booking) throw bookingNotFound();
  const { clientId, generation } = booking;
  if (manageSecret !== undefined && !(await manageSecrets.verify(manageSecret, clientId, uid, generation))) {
    throw manageSecretRefused();
  }
  if (version !== undefined && version !== booking.version) {
    throw new BookingError("version_conflict", "The booking has changed since; read it again.", {
      errors: [{ field: "version", message: `is now ${booking.version}`, received: String(version) }],
    });
  }
  const status = nextStatus(booking.status, action);
  const now = await tx.now();
  assertActionTime(action, booking, now);
  return { booking, status, now };
}
