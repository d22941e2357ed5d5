import type { Question } from "../questions/question.ts";
import type { Assignment, Schedule, Span } from "../slots/slot-query.ts";
import type { BookingLimit, ScopedLimit } from "./booking-limits.ts";
import type { BotDefenceMode } from "./bot-defence.ts";
import type { CatalogEntry, CatalogKind, CatalogPage } from "./catalog-repository.ts";
import type { PersonPolicy } from "./person-rules.ts";

/** A person or resource that is booked. */
export interface Host {
  id: string;
  /** Absences, epoch milliseconds. Default: none. */
  timeOff?: readonly Span[] | undefined;
  name: string;
  /** Where this host is notified; null for a resource. */
  email: string | null;
  /** The first schedule whose effective range holds a date applies on it. */
  schedules: readonly Schedule[];
  /** Calendars whose events block this host. */
  conflictCalendars: readonly string[];
  /** The calendar this host's bookings are written to; null for none. */
  destinationCalendar: string | null;
  /** Caps on everything this host has. Default: none. */
  limits?: readonly BookingLimit[] | undefined;
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

/** How attendees may change their booking; operators pass by. */
export interface ChangePolicy {
  allowed: boolean;
  /** Shortest time from now to the booking's start. */
  minimumNoticeMinutes: number;
  reasonRequired: boolean;
}

/** How attendees may move their booking. */
export interface ReschedulePolicy extends ChangePolicy {
  /** How often at most; null for no limit. */
  maxCount: number | null;
}

/** How the bookings of a series follow each other. */
export const frequencies = ["daily", "weekly", "monthly"] as const;

/** See {@link frequencies}. */
export type Frequency = (typeof frequencies)[number];

/** How a slot is shared. */
export interface Seats {
  capacity: number;
  /** Whether visitors are told how many are left. */
  showRemaining: boolean;
  /** Whether every guest takes one, beside the attendee's. */
  guestsTakeSeats: boolean;
  /** Whether those who have one see each other in the calendar event. */
  showAttendees: boolean;
}

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
  /** Null when a slot is one booking's alone. */
  seats: Seats | null;
  /** Bookings start as `pending` and wait for an operator. */
  requiresConfirmation: boolean;
  /** What whoever books is asked, in this order. */
  questions: readonly Question[];
  /** Further people an attendee may bring. */
  guests: { allowed: boolean; max: number };
  policies: { cancel: ChangePolicy; reschedule: ReschedulePolicy };
  /** What series one request may book; null for none. */
  recurring: { maxCount: number; frequencies: readonly Frequency[] } | null;
  /** When people are reminded, by minutes before the start; hosts only where that is said. */
  reminders: { minutesBefore: readonly number[]; hosts: boolean };
  /** Whether guests get mails too. */
  notifyGuests: boolean;
  onCalendarError: OnCalendarError;
  /** How old a last successful read may be under `stale`. */
  maxStaleMinutes: number;
  /** False where nothing new may be booked; what was booked before can still be moved and cancelled. */
  active: boolean;
  /** Tells this state of the catalog from the next one; null where it never changes while the program runs. */
  catalogRevision: number | null;
  /** How people are told apart, and how often each may book. */
  people: PersonPolicy;
  /** Null where the defence as a whole decides. */
  botDefence: BotDefenceMode | null;
  /** Caps on what is booked of it, and on what the client has in all. */
  limits: readonly ScopedLimit[];
}

/** What a catalog was configured with, for operators. Documents that were deleted are left out. */
export interface CatalogDocuments {
  find<Kind extends CatalogKind>(clientId: string, kind: Kind, id: string): Promise<CatalogEntry<Kind> | null>;
  list<Kind extends CatalogKind>(
    clientId: string,
    kind: Kind,
    page?: Pick<CatalogPage, "limit" | "after">,
  ): Promise<readonly CatalogEntry<Kind>[]>;
}

/** Where event types and hosts are described: in code (`staticCatalog`), in the storage (`storedCatalog`) or elsewhere. */
export interface Catalog {
  /** Null when the client never had such an event type. One that is inactive or was deleted is found, as not `active`. */
  findEventType(clientId: string, slug: string): Promise<EventType | null>;
  /** All of a client that were not deleted, inactive ones too. */
  listEventTypes(clientId: string): Promise<readonly EventType[]>;
  /** Those of these hosts that there are or were; without it, a host who left an event type is known by the id alone. */
  findHosts?(clientId: string, ids: readonly string[]): Promise<readonly Host[]>;
  readonly documents?: CatalogDocuments | undefined;
  /** Whether the documents are those of the storage, which SlotKit edits. Default: false. */
  readonly editable?: boolean | undefined;
  /** Called after the storage was brought up to date, at every start; safe to call from several processes. */
  prepare?(): Promise<void>;
}
