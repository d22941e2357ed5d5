import type { SlotKitContext } from "../context.ts";
import { BookingError, invalidField } from "../errors.ts";
import type { EventType } from "../ports/catalog.ts";

/**
 * @param options.evenInactive - For what was booked before: it may be moved though nothing new is offered.
 * @throws {BookingError} `not_found` when the client offers no event type of that slug.
 */
export async function requireEventType(
  context: SlotKitContext,
  clientId: string,
  slug: string,
  { evenInactive = false }: { evenInactive?: boolean | undefined } = {},
): Promise<EventType> {
  const eventType = await context.catalog.findEventType(clientId, slug);
  if (eventType && (evenInactive || eventType.active)) return eventType;
  throw new BookingError("not_found", `There is no event type "${slug.slice(0, 100)}".`, {
    errors: [{ field: "eventType", message: "names no event type", received: JSON.stringify(slug.slice(0, 100)) }],
  });
}

/** The asked duration, or the event type's default. @throws {BookingError} `validation_failed` when it is not offered. */
export function resolveDuration(eventType: EventType, durationMinutes: number | undefined): number {
  const [standard] = eventType.durationsMinutes;
  if (durationMinutes === undefined && standard !== undefined) return standard;
  if (durationMinutes !== undefined && eventType.durationsMinutes.includes(durationMinutes)) return durationMinutes;
  const offered = eventType.durationsMinutes.join(", ");
  throw invalidField(
    "durationMinutes",
    `must be one of the offered durations in minutes: ${offered}`,
    String(durationMinutes),
  );
}
