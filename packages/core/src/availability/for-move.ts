import type { EventType } from "../ports/catalog.ts";

/**
 * The event type as a booking sees it that is being moved: with the hosts it already has, all of them needed. List and
 * commit of a move both ask through this, so that what is offered is accepted.
 */
export function eventTypeForMove(eventType: EventType, hostIds: readonly string[]): EventType {
  const hosts = eventType.hosts.filter(({ id }) => hostIds.includes(id));
  return { ...eventType, hosts, assignment: { kind: hosts.length === 1 ? "single" : "collective" } };
}
