import { requireEventType, resolveDuration } from "../catalog/require-event-type.ts";
import type { SlotKitContext } from "../context.ts";
import { BookingError } from "../errors.ts";
import { tellOfBooking } from "../outbox/booking-news.ts";
import { wantFirstEffects, wantSessionEffects } from "../outbox/want-effects.ts";
import type { EventType } from "../ports/catalog.ts";
import type { Transaction } from "../ports/storage.ts";
import { checkAnswers } from "../questions/check-answers.ts";
import { personOf } from "../rules/person-history.ts";
import type { Slot } from "../slots/slot-query.ts";
import { formatInstant } from "../time/instant.ts";
import { tzdbVersion } from "../time/tzdb-version.ts";
import type { BookRequest } from "./book-request.ts";
import { type Booking, nobodyMissing } from "./booking.ts";
import type { BookingDetails } from "./booking-details.ts";
import { detailsOf } from "./booking-details.ts";
import { checkGuests } from "./check-guests.ts";
import type { TakenSlot } from "./commit-slot.ts";
import { occupy } from "./occupy.ts";
import { refuseTooOften } from "./person-limits.ts";
import { seatsOf } from "./session-seats.ts";
import { notYetSynced } from "./sync-columns.ts";
import { createUid } from "./uid.ts";

/** What a request comes to once it has been checked against its event type. */
export interface PreparedBooking {
  clientId: string;
  request: BookRequest;
  eventType: EventType;
  durationMinutes: number;
  person: string;
  /** How many it takes, where the event type has seats. */
  seats: number;
}

/** Reads the event type and checks everything of a request that needs no lock. */
export async function prepareBooking(
  context: SlotKitContext,
  clientId: string,
  asked: BookRequest,
): Promise<PreparedBooking> {
  const eventType = await requireEventType(context, clientId, asked.eventType);
  const answers = checkAnswers(eventType.questions, asked.answers);
  const guests = checkGuests(eventType, asked.guests ?? [], asked.attendee.email);
  const durationMinutes = resolveDuration(eventType, asked.durationMinutes);
  const person = personOf(eventType, asked.attendee.email);
  const seats = seatsOf(eventType, guests);
  return { clientId, request: { ...asked, answers, guests }, eventType, durationMinutes, person, seats };
}

/** A checked request with the slot that it gets, and its place in a series. */
export interface NewBooking extends PreparedBooking {
  slot: TakenSlot;
  series: { uid: string; index: number } | null;
}

/** Stores a booking, its claims or its seats, and what the outside is to be told, under the locks; rules about the person come first. */
export async function storeBooking(
  context: SlotKitContext,
  tx: Transaction,
  wanted: NewBooking,
): Promise<BookingDetails> {
  const { eventType, person, request, slot, seats } = wanted;
  if (!request.ignorePersonRules) await refuseTooOften(tx, eventType, person, slot);
  const uid = createUid("bk", context.random);
  const session = await occupy(context, tx, wanted, slot, { uid, seats });
  const booking = newBooking(wanted, { uid, sessionUid: session?.uid ?? null }, await tx.now());
  await tx.bookings.insert(booking);
  await tellOfBooking(context, tx, {
    booking,
    eventType,
    types: ["booking.created", booking.status === "pending" ? "booking.pending" : "booking.confirmed"],
  });
  return detailsOf(booking, eventType, [
    ...(await wantFirstEffects(context, tx, booking, eventType)),
    ...(session ? await wantSessionEffects(context, tx, session) : []),
  ]);
}

function newBooking(
  { clientId, request, eventType, slot, seats, person, series }: NewBooking,
  place: Pick<Booking, "uid" | "sessionUid">,
  now: number,
): Booking {
  const { attendee } = request;
  const organizer = eventType.hosts.find(({ id }) => id === slot.hostIds[0]);
  if (!organizer) throw new BookingError("internal", "The slot engine named a host that the event type does not have.");
  return {
    clientId,
    ...place,
    eventType: eventType.slug,
    status: eventType.requiresConfirmation ? "pending" : "confirmed",
    version: 1,
    generation: 1,
    ...agreedTime(eventType, slot),
    hostIds: slot.hostIds,
    seats,
    attendee: {
      name: attendee.name.trim(),
      email: attendee.email,
      timeZone: attendee.timeZone ?? null,
      phone: attendee.phone?.trim() || null,
      company: attendee.company?.trim() || null,
      ...(attendee.language === undefined ? {} : { language: attendee.language }),
    },
    person,
    guests: [...(request.guests ?? [])],
    answers: { ...request.answers },
    notes: request.notes?.trim() || null,
    metadata: { ...request.metadata },
    noShow: nobodyMissing,
    seriesUid: series?.uid ?? null,
    seriesIndex: series?.index ?? null,
    rescheduleCount: 0,
    reason: null,
    createdAt: now,
    updatedAt: now,
    // The event of a seat is its session's.
    calendarId: place.sessionUid === null ? organizer.destinationCalendar : null,
    calendarEventId: null,
    crmContactId: null,
    crmMeetingId: null,
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
