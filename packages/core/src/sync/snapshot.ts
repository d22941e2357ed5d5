import type { Booking } from "../bookings/booking.ts";
import type { BookingSnapshot } from "../ports/booking-snapshot.ts";
import type { EventType } from "../ports/catalog.ts";
import type { EventSnapshot } from "../ports/event-snapshot.ts";
import { labelledAnswers } from "../questions/labelled-answers.ts";

/** The facts of a booking as adapters receive them; what has left the catalog is named by its id. */
export function snapshotOf(booking: Booking, eventType: EventType | null): BookingSnapshot {
  const { clientId, uid, status, version, start, end, timeZone, attendee, guests, answers, notes, noShow } = booking;
  return {
    clientId,
    uid,
    status,
    version,
    start,
    end,
    timeZone,
    eventType: {
      slug: booking.eventType,
      title: eventType?.title ?? booking.eventType,
      description: eventType?.description ?? null,
      location: eventType?.location ?? null,
    },
    hosts: booking.hostIds.map((id) => {
      const host = eventType?.hosts.find((candidate) => candidate.id === id);
      return { id, name: host?.name ?? id, email: host?.email ?? null };
    }),
    attendee,
    guests,
    answers,
    labelledAnswers: labelledAnswers(eventType?.questions ?? [], answers),
    notes,
    noShow,
    reason: booking.reason,
    createdAt: booking.createdAt,
  };
}

/** A booking as the calendar shows it: an event of its own. */
export function eventOfBooking(booking: Booking, eventType: EventType | null): EventSnapshot {
  const {
    uid,
    status,
    attendee,
    guests,
    answers,
    labelledAnswers: labelled,
    notes,
    reason,
    createdAt: _createdAt,
    noShow: _noShow,
    ...shared
  } = snapshotOf(booking, eventType);
  const party = { uid, status, attendee, guests, answers, labelledAnswers: labelled, notes, reason };
  return { ...shared, uid, status, parties: [party], seats: null, showAttendees: false };
}
