import type { LimitPeriod, Weekday } from "../slots/slot-query.ts";

/** A cap on what starts in one period of the calendar; at least one of `maxCount` and `maxMinutes` is given. */
export interface BookingLimit {
  /** Names it to operators: where it stands in the catalog. */
  id: string;
  period: LimitPeriod;
  /** The zone whose calendar cuts the periods. */
  timeZone: string;
  /** Of `week`. Default: `monday`. */
  weekStartsOn?: Weekday | undefined;
  maxCount?: number | undefined;
  maxMinutes?: number | undefined;
}

/**
 * A limit, and what it counts: `eventType` all that the event type has, `eventTypeHost` of that each host's share on its own,
 * `client` all that the client has. What a host has, of whatever event type, is capped by the host's own limits.
 */
export type ScopedLimit = BookingLimit & { scope: "eventType" | "eventTypeHost" | "client" };

/** What a limit counts once: a booking or hold with time of its own, or a session, however many have a seat. */
export interface LimitUsage {
  /** Of the booking, reservation or session. */
  uid: string;
  eventType: string;
  start: number;
  end: number;
  hostIds: readonly string[];
  /** Seats that are booked or held in a session; 1 without one. */
  seats: number;
}

/** Whose use to read: what is of the event type, and what has one of the hosts; everything where `client` is said. */
export type UsageScope = "client" | { eventType: string | null; hostIds: readonly string[] };

/** Which use to read: of what starts in `[from, until)`. */
export interface UsageFilter {
  scope: UsageScope;
  from: number;
  until: number;
  /** Holds that have ended by then count for nothing. */
  now: number;
}

export interface UsageRepository {
  /**
   * Bookings that are pending, confirmed or completed, holds, and sessions with a seat that is booked or held; each once, by start
   * and `uid`.
   */
  startingIn(filter: UsageFilter): Promise<readonly LimitUsage[]>;
}
