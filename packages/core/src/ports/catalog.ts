import type { Assignment, Schedule } from "../slots/slot-query.ts";

/** A person or resource that is booked. */
export interface Host {
  id: string;
  name: string;
  /** Where this host is notified; null for a resource. */
  email: string | null;
  /** The first schedule whose effective range holds a date applies on it. */
  schedules: readonly Schedule[];
  /** Calendars whose events block this host. */
  conflictCalendars: readonly string[];
  /** The calendar this host's bookings are written to; null for none. */
  destinationCalendar: string | null;
}

/** A host in the part it plays for one event type. */
export interface EventTypeHost extends Host {
  /** Needed for every slot, beside the rotating hosts. */
  fixed: boolean;
  /** Among rotating hosts, a higher one is chosen first. */
  priority: number;
  /** Share of the bookings among rotating hosts of one priority. */
  weight: number;
}

/** What to do when an outside calendar cannot be read; the same in list and commit. */
export type OnCalendarError = "stale" | "withhold" | "open";

/** Template of a bookable meeting, with its hosts resolved. */
export interface EventType {
  slug: string;
  title: string;
  description: string | null;
  /** Where it takes place, as shown to people. */
  location: string | null;
  /** At least one; the first is the default. */
  durationsMinutes: readonly number[];
  /** Distance between candidate starts; null means the duration. */
  intervalMinutes: number | null;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  minimumNoticeMinutes: number;
  bookingWindowDays: number;
  align: "grid" | "pack";
  /** The zone in which its days are counted and its times are agreed. */
  timeZone: string;
  assignment: Assignment;
  /** At least one. */
  hosts: readonly EventTypeHost[];
  /** Bookings start as `pending` and wait for an operator. */
  requiresConfirmation: boolean;
  onCalendarError: OnCalendarError;
  /** How old a last successful read may be under `stale`. */
  maxStaleMinutes: number;
}

/** Where event types and hosts are described: in code (`staticCatalog`) or elsewhere. */
export interface Catalog {
  /** Null when the client has no such event type. */
  findEventType(clientId: string, slug: string): Promise<EventType | null>;
  listEventTypes(clientId: string): Promise<readonly EventType[]>;
}
