import type { Booking } from "../bookings/booking.ts";
import { BookingError } from "../errors.ts";
import type { EventType } from "../ports/catalog.ts";

/**
 * The event type as a booking sees it that is being moved. List and commit of a move both ask through this, so that what
 * is offered is accepted.
 *
 * A booking keeps its hosts, all of them needed. A seat goes where it is free: with it come the hosts of the session it
 * joins.
 *
 * @throws {BookingError} `no_available_host` when a host of the booking is no longer part of the event type.
 */
export function eventTypeForMove(eventType: EventType, { hostIds }: Pick<Booking, "hostIds">): EventType {
  if (eventType.seats !== null) return eventType;
  const hosts = eventType.hosts.filter(({ id }) => hostIds.includes(id));
  if (hosts.length < hostIds.length) {
    throw new BookingError(
      "no_available_host",
      "Who was booked no longer takes meetings of this kind; cancel and book anew.",
    );
  }
  return { ...eventType, hosts, assignment: { kind: hosts.length === 1 ? "single" : "collective" } };
}
