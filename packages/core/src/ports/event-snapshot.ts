import type { BookingSnapshot } from "./booking-snapshot.ts";

/** One booking as its calendar event tells of it. */
export type EventParty = Pick<
  BookingSnapshot,
  "uid" | "status" | "attendee" | "guests" | "answers" | "labelledAnswers" | "notes" | "reason"
>;

/**
 * What a calendar event shows at one revision: a booking, or a session with everybody who has a seat in it. Instants are
 * epoch milliseconds.
 */
export interface EventSnapshot
  extends Pick<
    BookingSnapshot,
    "clientId" | "status" | "version" | "start" | "end" | "timeZone" | "eventType" | "hosts"
  > {
  /** Of the booking or session; the event's id is derived from it. */
  uid: string;
  /** Who comes: the booking itself, or the live seats of a session in the order in which they were taken. */
  parties: readonly EventParty[];
  /** How full a session is; null for a booking. */
  seats: { taken: number; capacity: number } | null;
  /** Whether those who come may see each other. False for a booking. */
  showAttendees: boolean;
}
