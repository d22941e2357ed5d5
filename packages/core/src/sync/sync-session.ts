import type { Booking } from "../bookings/booking.ts";
import type { SeatedSession } from "../bookings/session.ts";
import type { SlotKitContext } from "../context.ts";
import type { DeliveredState } from "../outbox/effect.ts";
import type { EventType } from "../ports/catalog.ts";
import { notComposed } from "./not-composed.ts";
import type { EffectResult } from "./perform-effect.ts";
import { eventOfSession, statusOfSession } from "./snapshot.ts";

/** The calendar effect of a session with everything it needs. */
export interface SessionWork {
  session: SeatedSession;
  /** Its live bookings, in the order in which they were made. */
  seats: readonly Booking[];
  eventType: EventType | null;
}

/** Brings the one event of a session to its seats; without seats there is none. Safe to repeat after any failure. */
export async function syncSession(
  { calendar }: SlotKitContext,
  { session, seats, eventType }: SessionWork,
  signal: AbortSignal,
): Promise<EffectResult> {
  if (!calendar) throw notComposed("calendar");
  const { clientId, uid, version, start, end, hostIds, calendarId, calendarEventId } = session;
  if (calendarId === null) return { delivered: null, ids: {} };
  const status = statusOfSession(seats);
  const told: DeliveredState = { version, generation: 1, status, start, end, hostIds, calendarId: null };
  if (seats.length === 0) {
    await calendar.removeEvent({ clientId, calendarId, calendarEventId, uid }, { signal });
    return { delivered: told, ids: {} };
  }
  const event = eventOfSession(session, seats, eventType);
  const written = await calendar.putEvent({ calendarId, calendarEventId, event }, { signal });
  return { delivered: { ...told, calendarId }, ids: { calendarEventId: written.calendarEventId } };
}
