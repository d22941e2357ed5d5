import { BookingError } from "../errors.ts";
import type { EventType } from "../ports/catalog.ts";

/**
 * The event type as a booking sees it that is being moved: with the hosts it already has, all of them needed. List and
 * commit of a move both ask through this, so that what is offered is accepted.
 *
 * @throws {BookingError} `no_available_host` when a host of the booking is no longer part of the event type.
 */
export function eventTypeForMove(eventType: EventType, hostIds: readonly string[]): EventType {
  const hosts = eventType.hosts.filter(({ id }) => hostIds.includes(id));
  if (hosts.length < hostIds.length) {
    throw new BookingError(
      "no_available_host",
      "Who was booked no longer takes meetings of this kind; cancel and book anew.",
    );
  }
  return { ...eventType, hosts, assignment: { kind: hosts.length === 1 ? "single" : "collective" } };
}
