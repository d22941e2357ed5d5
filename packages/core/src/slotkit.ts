import type { Answer, Booking, BookingStatus, SyncState } from "./bookings/booking.ts";
import type { EventType } from "./ports/catalog.ts";
import type { Clock } from "./ports/clock.ts";
import type { IntegrationHealth } from "./ports/integration-health.ts";
import type { Logger } from "./ports/logger.ts";
import type { Random } from "./ports/random.ts";
import type { MigrationReport } from "./ports/storage.ts";
import type { Slot } from "./slots/slot-query.ts";
import type { DayReason, SlotExplanation } from "./slots/slot-reason.ts";

/** The client meant when none is named: hosts with a single organisation never mention it. */
export const defaultClientId = "default";

/** Which client a call concerns; `default` when left out. */
export interface ClientScope {
  clientId?: string | undefined;
}

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

/** Asks why a start, or each start of a local date of the event type's zone, is offered or not. */
export type ExplainRequest = ClientScope & {
  eventType: string;
  /** One of the event type's durations; the first when left out. */
  durationMinutes?: number | undefined;
  signal?: AbortSignal | undefined;
} & ({ start: number } | { date: string });

/** For operators: intervals and sources repeat what calendars keep private. */
export interface Explanation {
  eventType: EventType;
  /** The oldest moment that any readable source speaks for. */
  asOf: number;
  sources: readonly SourceState[];
  /** What stands against a whole date. */
  reasons: readonly DayReason[];
  /** The asked start, or every candidate start of the date. */
  starts: readonly SlotExplanation[];
}

/** Open hours of an event type, as half-open spans in epoch milliseconds. */
export interface OpenHoursRequest extends ClientScope {
  eventType: string;
  start: number;
  end: number;
}

/** Input of a booking; validated like the HTTP body, so a host may pass on what it received. */
export interface BookRequest extends ClientScope {
  eventType: string;
  /** Epoch milliseconds of an offered start. */
  start: number;
  durationMinutes?: number | undefined;
  attendee: {
    name: string;
    email: string;
    timeZone?: string | undefined;
    phone?: string | undefined;
    company?: string | undefined;
  };
  guests?: readonly string[] | undefined;
  answers?: Readonly<Record<string, Answer>> | undefined;
  notes?: string | undefined;
  metadata?: Readonly<Record<string, string>> | undefined;
  /** Repeats with the same key get the same answer; see the guarantees. */
  idempotencyKey?: string | undefined;
  signal?: AbortSignal | undefined;
}

/** By what right a change is asked for. */
export interface ChangeAuthority {
  /**
   * The manage secret of whoever asks, checked at the moment of the change: of several changes that come with one secret
   * none succeeds after the move that ends it. Left out, the caller has made sure by other means that the change is allowed.
   */
  manageSecret?: string | undefined;
}

/** Input of a move. */
export interface RescheduleRequest extends ClientScope, ChangeAuthority {
  uid: string;
  start: number;
  reason?: string | undefined;
  /** Refuses the move when the booking has changed since. */
  version?: number | undefined;
  signal?: AbortSignal | undefined;
}

/** Input of a cancellation, confirmation or refusal. */
export interface ChangeRequest extends ClientScope, ChangeAuthority {
  uid: string;
  reason?: string | undefined;
  version?: number | undefined;
}

/** A booking with what else is worth showing of it. */
export interface BookingDetails {
  booking: Booking;
  eventType: { title: string; location: string | null };
  hosts: readonly { id: string; name: string }[];
  sync: Readonly<Record<"calendar" | "crm" | "mail", SyncState>>;
}

/** What lets its holder read, move and cancel one booking. */
export interface ManageAccess {
  secret: string;
  /** The host application's page for it, or null when none is configured. */
  url: string | null;
}

/** A booking just made or moved, with the access its attendee keeps. */
export interface ManagedBooking extends BookingDetails {
  manage: ManageAccess;
}

/** Which bookings to list; newest start first. */
export interface ListBookingsRequest extends ClientScope {
  status?: BookingStatus | undefined;
  eventType?: string | undefined;
  from?: number | undefined;
  until?: number | undefined;
  /** 1 to 200; 50 when left out. */
  limit?: number | undefined;
  after?: readonly [start: number, uid: string] | undefined;
}

/** State of one part; `off` when SlotKit was composed without it. */
export interface PartHealth extends Omit<IntegrationHealth, "state" | "latencyMs"> {
  state: IntegrationHealth["state"] | "off";
  latencyMs: number | null;
}

/** State of every part. */
export type SlotKitHealth = Readonly<Record<"storage" | "calendar" | "crm" | "mail", PartHealth>>;

/** What one delivery pass did. */
export interface DeliveryReport {
  delivered: number;
  failed: number;
}

/**
 * A composed SlotKit. Every method is safe to call from several processes over one storage. Refusals are
 * {@link BookingError}s with a closed code; anything else that is thrown is a defect or the storage's own failure.
 */
export interface SlotKit {
  /** @throws {BookingError} `not_found`. */
  getEventType(slug: string, scope?: ClientScope): Promise<EventType>;
  listEventTypes(scope?: ClientScope): Promise<readonly EventType[]>;
  /** @throws {BookingError} `not_found`, `validation_failed` with the field. */
  listSlots(request: ListSlotsRequest): Promise<SlotList>;
  /** Why a time is offered or not; for operators. @throws {BookingError} `not_found`, `validation_failed`. */
  explain(request: ExplainRequest): Promise<Explanation>;
  /** When enough hosts of the event type are inside their windows. */
  listOpenHours(request: OpenHoursRequest): Promise<readonly { start: number; end: number }[]>;
  /**
   * @throws {BookingError} `not_found`, `validation_failed`, `slot_unavailable` (with alternatives), `min_notice`,
   * `outside_booking_window`, `calendar_unavailable`, `idempotency_conflict`, `idempotency_in_progress`, `busy`.
   */
  book(request: BookRequest): Promise<ManagedBooking>;
  /** @throws {BookingError} `not_found`. */
  getBooking(uid: string, scope?: ClientScope): Promise<BookingDetails>;
  listBookings(request: ListBookingsRequest): Promise<readonly BookingDetails[]>;
  /** @throws {BookingError} as {@link SlotKit.book}, and `forbidden`, `invalid_transition`, `version_conflict`. */
  reschedule(request: RescheduleRequest): Promise<ManagedBooking>;
  /** @throws {BookingError} `not_found`, `forbidden`, `invalid_transition`, `version_conflict`. */
  cancel(request: ChangeRequest): Promise<BookingDetails>;
  /** Accepts a pending booking. @throws {BookingError} `not_found`, `forbidden`, `invalid_transition`, `version_conflict`. */
  confirm(request: ChangeRequest): Promise<BookingDetails>;
  /** Refuses a pending booking. @throws {BookingError} `not_found`, `forbidden`, `invalid_transition`, `version_conflict`. */
  decline(request: ChangeRequest): Promise<BookingDetails>;
  /** Does this secret manage that booking now? Takes the same time for every wrong secret. */
  verifyManageSecret(uid: string, secret: string, scope?: ClientScope): Promise<boolean>;
  /** The booking as an iCalendar file, or null when no notifier that can write one is composed. */
  calendarFile(uid: string, scope?: ClientScope): Promise<string | null>;
  health(options?: { signal?: AbortSignal }): Promise<SlotKitHealth>;
  /** Delivers what is due now and returns; the background worker does the same in a loop. */
  deliver(options?: { signal?: AbortSignal }): Promise<DeliveryReport>;
  /** Brings the storage's schema up to date. */
  migrate(): Promise<MigrationReport>;
  /** Migrates the storage and starts delivering in the background. */
  start(): Promise<void>;
  /** Stops delivering, lets running work finish, closes the storage and kept connections. */
  stop(): Promise<void>;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}
