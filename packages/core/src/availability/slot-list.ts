import type { ClientScope } from "../client-scope.ts";
import type { EventType } from "../ports/catalog.ts";
import type { Slot } from "../slots/slot-query.ts";

/** How current one source of a list of slots is. */
export interface SourceState {
  source: "bookings" | "calendar";
  /** Null for SlotKit's own claims. Private: an address as a rule. */
  calendarId: string | null;
  state: "fresh" | "cached" | "stale" | "unknown";
  /** Epoch milliseconds of the read it speaks for; null when never read. */
  asOf: number | null;
}

/** Asks for the bookable times of one event type. */
export interface ListSlotsRequest extends ClientScope {
  eventType: string;
  /** Inclusive, epoch milliseconds. */
  start: number;
  /** Exclusive; at most 62 days after `start`. */
  end: number;
  /** One of the event type's durations; the first when left out. */
  durationMinutes?: number | undefined;
  /** A booking that is being moved: its hosts and duration stay, its own claims do not count. */
  rescheduleUid?: string | undefined;
  /**
   * E-mail address of a person who is known, such as somebody who has logged in: times that the rules about this person
   * forbid are left out. Never one that a stranger has typed: the list would tell of the person's bookings. Of a booking
   * that is being moved the attendee is known.
   */
  attendeeEmail?: string | undefined;
  /** The asker's own hold: what it holds is shown as free. Without effect once it has ended. */
  reservationUid?: string | undefined;
  signal?: AbortSignal | undefined;
}

/** Bookable times, and how far they can be trusted. */
export interface SlotList {
  eventType: EventType;
  durationMinutes: number;
  slots: readonly Slot[];
  /** The oldest moment that any readable source speaks for. */
  asOf: number;
  sources: readonly SourceState[];
  /** First bookable start at or after the range's start, or null. */
  nextAvailable: number | null;
}

/** Open hours of an event type, as half-open spans in epoch milliseconds. */
export interface OpenHoursRequest extends ClientScope {
  eventType: string;
  start: number;
  end: number;
}
