import { eventTypeForMove } from "../availability/for-move.ts";
import { readHostCalendars } from "../availability/gather-query.ts";
import { requireEventType } from "../catalog/require-event-type.ts";
import { defaultClientId } from "../client-scope.ts";
import type { SlotKitContext } from "../context.ts";
import { invalidField } from "../errors.ts";
import { tellOfBooking } from "../outbox/booking-news.ts";
import { wantEffects, wantSessionEffects } from "../outbox/want-effects.ts";
import type { EventType } from "../ports/catalog.ts";
import type { Lock, Transaction } from "../ports/storage.ts";
import { withAlternatives } from "./alternatives.ts";
import type { Booking } from "./booking.ts";
import type { BookingDetails, ManagedBooking } from "./booking-details.ts";
import { detailsOf, getBooking, managed } from "./booking-details.ts";
import { loadForChange } from "./change.ts";
import type { RescheduleRequest } from "./change-request.ts";
import { checkChangeRequest } from "./change-request.ts";
import { locksOf, recorded, scopeOfStart, type TakenSlot, takeSlot } from "./commit-slot.ts";
import { locksOfPlace, occupy, vacate } from "./occupy.ts";
import type { KeepAnswer } from "./once.ts";
import { onceForBooking } from "./once-for-booking.ts";
import { ownHold } from "./own-hold.ts";
import { personLocksOf, refuseTooOften } from "./person-limits.ts";
import { assertPolicy } from "./policies.ts";
import { seatsOf } from "./session-seats.ts";
import { agreedTime } from "./store-booking.ts";
import { notYetSynced } from "./sync-columns.ts";

const minuteMs = 60_000;

/** Moves a booking to another slot: the same uid, a new time, and a new manage secret; the old one ends. */
export async function reschedule(context: SlotKitContext, request: RescheduleRequest): Promise<ManagedBooking> {
  checkChangeRequest(request);
  const details = await onceForBooking<BookingDetails>(context, "reschedule", request, (keep) =>
    recorded(context, "reschedule", () => commitMove(context, request, keep)),
  );
  context.wakeDelivery();
  return managed(context, details);
}

async function commitMove(
  context: SlotKitContext,
  request: RescheduleRequest,
  keep: KeepAnswer<BookingDetails>,
): Promise<BookingDetails> {
  const { clientId = defaultClientId, uid, start, signal } = request;
  const { booking: before } = await getBooking(context, clientId, uid);
  const eventType = await requireEventType(context, clientId, before.eventType, { evenInactive: true });
  const durationMinutes = (before.end - before.start) / minuteMs;
  const sameHosts = eventTypeForMove(eventType, before);
  const scope = scopeOfStart({ clientId, eventType: sameHosts, durationMinutes, signal }, start);
  const calendars = await readHostCalendars(context, scope, "commit");
  const client = context.storage.forClient(clientId);
  const held = await ownHold(client, request.reservationUid);
  const locks: Lock[] = [
    { kind: "booking", id: uid },
    ...locksOf(scope),
    ...personLocksOf(eventType, before.person),
    ...locksOfPlace(before),
    ...held.locks,
  ];

  const commit = async (tx: Transaction): Promise<BookingDetails> => {
    const { booking, status, now } = await loadForChange(context, tx, request, "reschedule");
    if (request.manageSecret !== undefined) {
      assertPolicy(eventType, booking, { action: "reschedule", now, reason: request.reason ?? "" });
    }
    if (booking.start === start) throw invalidField("start", "is when the booking already takes place; choose another");
    const hold = await held.release(tx);
    const seats = seatsOf(eventType, booking.guests);
    const wish = { own: [booking], seats, hostIds: hold.hostsFor(scope) };
    const slot = await hold.explaining(takeSlot(tx, scope, calendars, wish));
    if (!request.ignorePersonRules) await refuseTooOften(tx, eventType, booking.person, slot, uid);
    const left = await vacate(tx, booking);
    const joined = await occupy(context, tx, scope, slot, { uid, seats });
    const moved: Booking = {
      ...booking,
      status,
      version: booking.version + 1,
      generation: booking.generation + 1,
      ...agreedTime(eventType, slot),
      hostIds: slot.hostIds,
      sessionUid: joined?.uid ?? null,
      seats,
      ...calendarAfterMove(booking, sameHosts, slot, joined !== null),
      rescheduleCount: booking.rescheduleCount + (request.manageSecret === undefined ? 0 : 1),
      reason: request.reason?.trim() || null,
      updatedAt: now,
      ...notYetSynced(),
    };
    await tx.bookings.update(moved, booking.version);
    await tellOfBooking(context, tx, {
      booking: moved,
      eventType,
      types: ["booking.rescheduled"],
      previousStart: booking.start,
    });
    if (left) await wantSessionEffects(context, tx, left);
    const details = detailsOf(moved, eventType, [
      ...(await wantEffects(context, tx, moved, eventType)),
      ...(joined ? await wantSessionEffects(context, tx, joined) : []),
    ]);
    await keep(tx, details);
    return details;
  };
  try {
    return await client.transaction(locks, commit);
  } catch (error) {
    const wanted = { clientId, eventType: eventType.slug, durationMinutes, start, rescheduleUid: uid };
    throw await withAlternatives(context, error, wanted);
  }
}

/** The calendar that has an event of the booking itself, and which one; a seat has none: its session does. */
function calendarAfterMove(
  booking: Booking,
  { hosts }: EventType,
  slot: TakenSlot,
  isSeat: boolean,
): Pick<Booking, "calendarId" | "calendarEventId"> {
  const { calendarId, calendarEventId, sessionUid } = booking;
  if (isSeat) return { calendarId: null, calendarEventId: null };
  if (sessionUid === null) return { calendarId, calendarEventId };
  const organizer = hosts.find(({ id }) => id === slot.hostIds[0]);
  return { calendarId: organizer?.destinationCalendar ?? null, calendarEventId: null };
}
