import type { Booking } from "../bookings/booking.ts";
import type { BookingSnapshot } from "../ports/booking-snapshot.ts";
import type { EventType } from "../ports/catalog.ts";

/** The facts of a booking as adapters receive them; what has left the catalog is named by its id. */
export function snapshotOf(booking: Booking, eventType: EventType | null): BookingSnapshot {
  const { clientId, uid, status, version, start, end, timeZone, attendee, guests, answers, notes, reason, createdAt } =
    booking;
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
    notes,
    reason,
    createdAt,
  };
}
