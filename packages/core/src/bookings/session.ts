/**
 * A slot with seats that somebody has taken or holds: one row with a capacity and one claim per host. Bookings take its
 * seats; the calendar event is the session's. Instants are epoch milliseconds.
 */
export interface SeatedSession {
  clientId: string;
  /** `ss_…`. */
  uid: string;
  /** Slug of the event type. */
  eventType: string;
  /** Grows with every change of who has a seat; 0 while nobody has booked and seats are only held. */
  version: number;
  start: number;
  /** Exclusive. */
  end: number;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  /** The event type's zone, in which the time was agreed. */
  timeZone: string;
  /** The hosts who hold a claim for it, the organizer first. */
  hostIds: readonly string[];
  /** Seats in all, by the event type when one was last taken. */
  capacity: number;
  /** Seats of live bookings; the storage refuses more than the capacity. Held seats come on top. */
  booked: number;
  createdAt: number;
  updatedAt: number;
  /** The calendar its event belongs to; null when none is written. */
  calendarId: string | null;
  calendarEventId: string | null;
  calendarSynced: boolean;
  requiresManualCalendarSync: boolean;
}
