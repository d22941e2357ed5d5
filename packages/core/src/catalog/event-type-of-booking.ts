import type { Booking } from "../bookings/booking.ts";
import type { Catalog, EventType } from "../ports/catalog.ts";

/**
 * The event type of a booking, for telling of it: with those of its hosts too who play no part in the event type any
 * more. Null when the catalog does not know it at all.
 */
export async function eventTypeOfBooking(
  { catalog }: { catalog: Catalog },
  { clientId, eventType: slug, hostIds }: Pick<Booking, "clientId" | "eventType" | "hostIds">,
): Promise<EventType | null> {
  const eventType = await catalog.findEventType(clientId, slug);
  const gone = hostIds.filter((id) => !eventType?.hosts.some((host) => host.id === id));
  if (!eventType || gone.length === 0) return eventType;
  const others = (await catalog.findHosts?.(clientId, gone)) ?? [];
  const parts = others.map((host) => ({ ...host, fixed: false, priority: 0, weight: 1 }));
  return { ...eventType, hosts: [...eventType.hosts, ...parts] };
}
