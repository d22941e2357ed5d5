import type { Booking, BookingStatus } from "../bookings/booking.ts";
import type { Effect } from "../outbox/effect.ts";
import type { UsageRepository } from "./booking-limits.ts";
import type { BookingScanner } from "./booking-scan.ts";
import type { BreakerStateRepository } from "./breaker-states.ts";
import type { BusySpan } from "./calendar-provider.ts";
import type { CatalogRepository, CatalogWrites } from "./catalog-repository.ts";
import type { EffectLeases } from "./effect-leases.ts";
import type { Housekeeping } from "./housekeeping.ts";
import type { PersonRepository } from "./person-rules.ts";
import type { QuotaShareRepository } from "./quota-shares.ts";
import type { RateLimitStore } from "./rate-limit-store.ts";
import type { ReservationRepository, ReservationWrites } from "./reservations.ts";
import type { SessionRepository, SessionWrites } from "./sessions.ts";
import type { SyncQueueRepository, SyncQueues } from "./sync-queue.ts";
import type { WebhookOutbox, WebhookRepository, WebhookWrites } from "./webhooks.ts";

/**
 * Something that two writers must not decide about at once. An adapter takes all locks of a transaction first, sorted by
 * their final key, before anything is read.
 */
export interface Lock {
  kind: "host" | "eventType" | "person" | "booking" | "catalog" | "sender" | "webhook" | "client";
  id: string;
}

/**
 * A row that blocks a host's time, buffers included; half-open `[start, end)`. It exists exactly as long as it blocks.
 * The database refuses two claims of one host that overlap.
 */
export interface Claim {
  hostId: string;
  start: number;
  end: number;
  kind: "booking" | "hold";
  /** Uid of the booking, session or reservation that holds it. */
  ownerUid: string;
  /** When a hold ends, by `storage.now()`; null for a booking. An expired hold blocks nobody. A session is held while nobody has booked it. */
  expiresAt: number | null;
}

/** The last successful read of one outside calendar over one span. */
export interface CalendarRead {
  calendarId: string;
  /** Inclusive. */
  start: number;
  /** Exclusive. */
  end: number;
  busy: readonly BusySpan[];
  precision: "events" | "freeBusy";
  /** When the outside calendar answered. */
  readAt: number;
}

/** Which bookings to list; newest start first, of equal starts the greater `uid` first. */
export interface BookingFilter {
  status?: BookingStatus | undefined;
  eventType?: string | undefined;
  seriesUid?: string | undefined;
  /** Starts at or after. */
  from?: number | undefined;
  /** Starts before. */
  until?: number | undefined;
  limit: number;
  /** The `[start, uid]` of the last row of the previous page. */
  after?: readonly [start: number, uid: string] | undefined;
}

export interface BookingRepository {
  find(uid: string): Promise<Booking | null>;
  list(filter: BookingFilter): Promise<readonly Booking[]>;
  /** The bookings of a session, those that gave up their seat included, in the order in which they were made. */
  inSession(sessionUid: string): Promise<readonly Booking[]>;
}

export interface ClaimRepository {
  /** Claims of these hosts that overlap `[start, end)` and have not expired at `now`. */
  overlapping(hostIds: readonly string[], start: number, end: number, now: number): Promise<readonly Claim[]>;
  /**
   * When each of these hosts was last given a booking or session of the event type that still holds its time: the newest
   * `createdAt` among them. Hosts without one are left out, and so is a session that is only held.
   */
  lastBookedAt(hostIds: readonly string[], eventType: string): Promise<ReadonlyMap<string, number>>;
}

export interface CalendarReadRepository {
  /** The stored reads of these calendars that overlap `[start, end)`. */
  overlapping(calendarIds: readonly string[], start: number, end: number): Promise<readonly CalendarRead[]>;
  /**
   * Stores each read in place of those of its calendar that it covers, unless a newer one covers it. A short transaction
   * of its own: not to be called inside another.
   */
  save(reads: readonly CalendarRead[]): Promise<void>;
}

/** Where an event of ours stands in an outside calendar, by the last delivery. */
export interface DeliveredSpan extends BusySpan {
  calendarId: string;
}

export interface EffectRepository {
  /** The rows of these bookings and sessions, by subject, integration and target. */
  ofSubjects(uids: readonly string[]): Promise<readonly Effect[]>;
  /** Of the calendar effects: what is delivered in these calendars and overlaps `[start, end)`. */
  deliveredSpans(calendarIds: readonly string[], start: number, end: number): Promise<readonly DeliveredSpan[]>;
}

/** What is known of an idempotency key. */
export type IdempotencyState =
  /** The caller now holds the key until its lease ends. */
  | { state: "started" }
  /** Another request holds it. */
  | { state: "running" }
  /** Finished earlier: the same answer is due. */
  | { state: "done"; answer: string }
  /** The key was used with another request. */
  | { state: "conflict" };

/** Names one request of a client: the route keeps keys of different operations apart. */
export interface IdempotencyKey {
  route: string;
  key: string;
}

/** One run of a named request. Only the run that holds the key can finish or abandon it, not one whose lease was taken over. */
export interface IdempotencyRun extends IdempotencyKey {
  /** New for every run, unpredictable. */
  owner: string;
}

export interface IdempotencyRepository {
  /** What is known of a key, without taking it: null when nothing is, `running` also when its lease has ended. */
  find(key: IdempotencyKey, fingerprint: string): Promise<Exclude<IdempotencyState, { state: "started" }> | null>;
  /**
   * Marks the key running in a short transaction of its own, before and not inside the booking's. A running key whose
   * lease has ended is taken over and counts as begun now.
   *
   * @param fingerprint - digest of the request; another one under the same key is a `conflict`, lease or no lease.
   */
  begin(run: IdempotencyRun, fingerprint: string, leaseMs: number): Promise<IdempotencyState>;
  /** Forgets the key if this run holds it, so that a failed request may be repeated at once. */
  abandon(run: IdempotencyRun): Promise<void>;
}

/** Everything that can be read of one client without a transaction. */
export interface ClientReads {
  readonly bookings: BookingRepository;
  readonly claims: ClaimRepository;
  readonly reservations: ReservationRepository;
  readonly sessions: SessionRepository;
  readonly calendarReads: CalendarReadRepository;
  readonly effects: EffectRepository;
  readonly syncQueue: SyncQueueRepository;
  readonly catalog: CatalogRepository;
  readonly people: PersonRepository;
  readonly webhooks: WebhookRepository;
  readonly usage: UsageRepository;
}

/** Reads and writes inside one transaction of one client. */
export interface Transaction {
  /** The storage's time, after the wait for the locks. */
  now(): Promise<number>;
  readonly bookings: BookingRepository & {
    insert(booking: Booking): Promise<void>;
    /** @throws {BookingError} `version_conflict` unless the stored version is `expectedVersion`. */
    update(booking: Booking, expectedVersion: number): Promise<void>;
  };
  readonly claims: ClaimRepository & {
    /**
     * Holds that have expired must have been removed. After a refusal the transaction has to be given up.
     *
     * @throws {BookingError} `slot_unavailable` when the database refuses an overlap.
     */
    insert(claims: readonly Claim[]): Promise<void>;
    removeOwnedBy(ownerUid: string): Promise<void>;
    /** Removes holds of these hosts that overlap and have expired at `now`. */
    removeExpired(hostIds: readonly string[], start: number, end: number, now: number): Promise<void>;
  };
  readonly reservations: ReservationWrites;
  readonly sessions: SessionWrites;
  readonly effects: EffectRepository & {
    find(id: string): Promise<Effect | null>;
    /**
     * Inserts each, or replaces by subject, integration and target; then the row keeps its first `id`. The subjects are
     * stored first, and no two of the effects have the same target.
     */
    save(...effects: readonly Effect[]): Promise<void>;
  };
  readonly catalog: CatalogWrites;
  readonly people: PersonRepository;
  readonly webhooks: WebhookWrites;
  readonly usage: UsageRepository;
  readonly idempotency: {
    /**
     * Stores the answer for repeats; part of the booking's own transaction.
     *
     * @throws {BookingError} `idempotency_in_progress` unless this run holds the key: another has taken it over.
     */
    finish(run: IdempotencyRun, answer: string): Promise<void>;
  };
}

/** One client's part of the storage: every row read or written belongs to that client. */
export interface ClientStorage extends ClientReads {
  readonly idempotency: IdempotencyRepository;
  /** Shared by every process over this storage. Counts may be lost in a crash, and nothing else. */
  readonly rateLimits: RateLimitStore;
  readonly breakerStates: BreakerStateRepository;
  readonly quotaShares: QuotaShareRepository;
  /**
   * Runs `fn` in one transaction under all `locks`; commits when it resolves, rolls back when it rejects.
   *
   * @throws {BookingError} `busy` when the locks or the engine were not to be had in time.
   */
  transaction<T>(locks: readonly Lock[], fn: (tx: Transaction) => Promise<T>): Promise<T>;
}

/** What a migration run did. */
export interface MigrationReport {
  /** Names of the migrations applied now, in order. */
  applied: readonly string[];
  /** Name of the newest migration the storage is at. */
  current: string;
}

/** Where bookings live. Adapters pass the conformance suite of `@slotkit/testing/conformance`. */
export interface Storage extends BookingScanner, EffectLeases, Housekeeping, SyncQueues, WebhookOutbox {
  /** Shown to operators: `sqlite`, `memory`. */
  readonly name: string;
  /** The clock by which leases, holds and TTLs run, epoch milliseconds. */
  now(): Promise<number>;
  forClient(clientId: string): ClientStorage;
  /** Brings the schema up to date; safe to call at every start and from several processes. */
  migrate(): Promise<MigrationReport>;
  /** Proves that the storage answers; throws otherwise. */
  check(): Promise<void>;
  close(): Promise<void>;
}
