import { readHostCalendars } from "../availability/gather-query.ts";
import { requireEventType, resolveDuration } from "../catalog/require-event-type.ts";
import { defaultClientId } from "../client-scope.ts";
import type { SlotKitContext } from "../context.ts";
import { BookingError } from "../errors.ts";
import { wantEffects } from "../outbox/want-effects.ts";
import type { EventType } from "../ports/catalog.ts";
import type { IdempotencyRun, Transaction } from "../ports/storage.ts";
import { checkAnswers } from "../questions/check-answers.ts";
import { personOf } from "../rules/person-history.ts";
import type { Slot } from "../slots/slot-query.ts";
import { formatInstant } from "../time/instant.ts";
import { tzdbVersion } from "../time/tzdb-version.ts";
import { withAlternatives } from "./alternatives.ts";
import type { BookRequest } from "./book-request.ts";
import { checkBookRequest } from "./book-request.ts";
import { type Booking, nobodyMissing } from "./booking.ts";
import type { BookingDetails, ManagedBooking } from "./booking-details.ts";
import { detailsOf, managed } from "./booking-details.ts";
import { checkGuests } from "./check-guests.ts";
import { claimsOf, locksOf, recorded, scopeOfStart, takeSlot } from "./commit-slot.ts";
import { once } from "./once.ts";
import { personLocksOf, refuseTooOften } from "./person-limits.ts";
import { notYetSynced } from "./sync-columns.ts";
import { createUid } from "./uid.ts";

const route = "POST /bookings";

/**
 * Books a slot. Everything outside is read before the transaction and written after it, from the outbox; inside, all locks
 * come first, then the same engine that made the list decides.
 */
export async function book(context: SlotKitContext, request: BookRequest): Promise<ManagedBooking> {
  checkBookRequest(request);
  const { clientId = defaultClientId, idempotencyKey, admit, signal: _signal, ...content } = request;
  const commit = async (run?: IdempotencyRun) => {
    await admit?.();
    return recorded(context, "book", () => commitBooking(context, clientId, request, run));
  };
  const answer =
    idempotencyKey === undefined
      ? await commit()
      : (JSON.parse(
          await once(context, { clientId, key: { route, key: idempotencyKey }, content }, async (run) =>
            JSON.stringify(await commit(run)),
          ),
        ) as BookingDetails);
  context.wakeDelivery();
  return managed(context, answer);
}

async function commitBooking(
  context: SlotKitContext,
  clientId: string,
  request: BookRequest,
  run: IdempotencyRun | undefined,
): Promise<BookingDetails> {
  const eventType = await requireEventType(context, clientId, request.eventType);
  const answers = checkAnswers(eventType.questions, request.answers);
  const guests = checkGuests(eventType, request.guests ?? [], request.attendee.email);
  const durationMinutes = resolveDuration(eventType, request.durationMinutes);
  const scope = scopeOfStart({ clientId, eventType, durationMinutes, signal: request.signal }, request.start);
  const calendars = await readHostCalendars(context, scope, "commit");

  const person = personOf(eventType, request.attendee.email);
  const commit = async (tx: Transaction): Promise<BookingDetails> => {
    const slot = await takeSlot(tx, scope, calendars);
    if (!request.ignorePersonRules) await refuseTooOften(tx, eventType, person, slot);
    const booking = newBooking(context, { ...request, answers, guests }, clientId, eventType, slot, await tx.now());
    await tx.bookings.insert(booking);
    await tx.claims.insert(claimsOf(slot, scope, booking.uid, booking.hostIds));
    const hosts = eventType.hosts.filter(({ id }) => booking.hostIds.includes(id));
    const effects = await wantEffects(context, tx, booking, hosts);
    const details = detailsOf(booking, eventType, effects);
    if (run) await tx.idempotency.finish(run, JSON.stringify(details));
    return details;
  };
  try {
    return await context.storage
      .forClient(clientId)
      .transaction([...locksOf(scope), ...personLocksOf(eventType, person)], commit);
  } catch (error) {
    const wanted = { clientId, eventType: eventType.slug, durationMinutes, start: request.start };
    throw await withAlternatives(context, error, wanted);
  }
}

function newBooking(
  context: SlotKitContext,
  request: BookRequest,
  clientId: string,
  eventType: EventType,
  slot: Slot,
  now: number,
): Booking {
  const { attendee } = request;
  const organizer = eventType.hosts.find(({ id }) => id === slot.hostIds[0]);
  if (!organizer) throw new BookingError("internal", "The slot engine named a host that the event type does not have.");
  return {
    clientId,
    uid: createUid("bk", context.random),
    eventType: eventType.slug,
    status: eventType.requiresConfirmation ? "pending" : "confirmed",
    version: 1,
    generation: 1,
    ...agreedTime(eventType, slot),
    hostIds: slot.hostIds,
    sessionUid: null,
    seats: 1,
    attendee: {
      name: attendee.name.trim(),
      email: attendee.email,
      timeZone: attendee.timeZone ?? null,
      phone: attendee.phone?.trim() || null,
      company: attendee.company?.trim() || null,
    },
    person: personOf(eventType, attendee.email),
    guests: [...(request.guests ?? [])],
    answers: { ...request.answers },
    notes: request.notes?.trim() || null,
    metadata: { ...request.metadata },
    noShow: nobodyMissing,
    seriesUid: null,
    seriesIndex: null,
    rescheduleCount: 0,
    reason: null,
    createdAt: now,
    updatedAt: now,
    calendarId: organizer.destinationCalendar,
    calendarEventId: null,
    crmContactId: null,
    ...notYetSynced(),
  };
}

/** The part of a booking that a move replaces. */
export function agreedTime(eventType: EventType, slot: Slot) {
  const { timeZone, bufferBeforeMinutes, bufferAfterMinutes } = eventType;
  return {
    start: slot.start,
    end: slot.end,
    bufferBeforeMinutes,
    bufferAfterMinutes,
    timeZone,
    localStart: formatInstant(slot.start, timeZone),
    tzdbVersion: tzdbVersion() ?? null,
  };
}
