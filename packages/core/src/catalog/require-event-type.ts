import type { SlotKitContext } from "../context.ts";
import { BookingError, invalidField } from "../errors.ts";
import type { EventType } from "../ports/catalog.ts";

/** @throws {BookingError} `not_found` when the client has no event type of that slug. */
export async function requireEventType(context: SlotKitContext, clientId: string, slug: string): Promise<EventType> {
  const eventType = await context.catalog.findEventType(clientId, slug);
  if (eventType) return eventType;
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
