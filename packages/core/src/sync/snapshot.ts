import type { Booking, BookingStatus } from "../bookings/booking.ts";
import type { SeatedSession } from "../bookings/session.ts";
import type { BookingSnapshot, SnapshotHost } from "../ports/booking-snapshot.ts";
import type { EventType } from "../ports/catalog.ts";
import type { EventParty, EventSnapshot } from "../ports/event-snapshot.ts";
import { labelledAnswers } from "../questions/labelled-answers.ts";

/** The facts of a booking as adapters receive them; what has left the catalog is named by its id. */
export function snapshotOf(booking: Booking, eventType: EventType | null): BookingSnapshot {
  const { clientId, uid, status, version, generation, start, end, timeZone, sessionUid } = booking;
  const { attendee, guests, answers, notes, noShow, reason, createdAt } = booking;
  return {
    clientId,
    uid,
    status,
    version,
    start,
    end,
    // Each move makes the links of the time before worthless, and nothing else does.
    moved: generation > 1,
    timeZone,
    eventType: presentationOf(booking.eventType, eventType),
    sessionUid,
    hosts: hostsOf(booking.hostIds, eventType),
    attendee,
    guests,
    answers,
    labelledAnswers: labelledAnswers(eventType?.questions ?? [], answers),
    notes,
    noShow,
    reason,
    createdAt,
  };
}

/** A booking as the calendar shows it: an event of its own. */
export function eventOfBooking(booking: Booking, eventType: EventType | null): EventSnapshot {
  const { clientId, uid, status, version, start, end, timeZone } = booking;
  return {
    clientId,
    uid,
    status,
    version,
    start,
    end,
    timeZone,
    eventType: presentationOf(booking.eventType, eventType),
    hosts: hostsOf(booking.hostIds, eventType),
    parties: [partyOf(booking, eventType)],
    seats: null,
    showAttendees: false,
  };
}

/**
 * A session as the calendar shows it: one event with all who have a seat. It is settled once one of them is.
 *
 * @param seats - Its live bookings, in the order in which they were made; at least one.
 */
export function eventOfSession(
  session: SeatedSession,
  seats: readonly Booking[],
  eventType: EventType | null,
): EventSnapshot {
  const { clientId, uid, version, start, end, timeZone, capacity } = session;
  return {
    clientId,
    uid,
    status: statusOfSession(seats),
    version,
    start,
    end,
    timeZone,
    eventType: presentationOf(session.eventType, eventType),
    hosts: hostsOf(session.hostIds, eventType),
    parties: seats.map((seat) => partyOf(seat, eventType)),
    seats: { taken: session.booked, capacity },
    showAttendees: eventType?.seats?.showAttendees ?? false,
  };
}

/** What holds of a session as a whole, by its live bookings. */
export function statusOfSession(seats: readonly Booking[]): BookingStatus {
  if (seats.length === 0) return "cancelled";
  return seats.every(({ status }) => status === "pending") ? "pending" : "confirmed";
}

function partyOf(booking: Booking, eventType: EventType | null): EventParty {
  const { uid, status, attendee, guests, answers, notes, reason } = booking;
  const labelled = labelledAnswers(eventType?.questions ?? [], answers);
  return { uid, status, attendee, guests, answers, labelledAnswers: labelled, notes, reason };
}

function presentationOf(slug: string, eventType: EventType | null): BookingSnapshot["eventType"] {
  const { title = slug, description = null, location = null } = eventType ?? {};
  return { slug, title, description, location };
}

function hostsOf(hostIds: readonly string[], eventType: EventType | null): readonly SnapshotHost[] {
  return hostIds.map((id) => {
    const host = eventType?.hosts.find((candidate) => candidate.id === id);
    return { id, name: host?.name ?? id, email: host?.email ?? null };
  });
}
