import type { BookingStatus } from "../bookings/booking.ts";
import type { IdentityOptions } from "../rules/canonical-email.ts";
import type { Weekday } from "../time/weekdays.ts";

/** Which bookings of a person a rule looks at. */
interface RuleBase {
  /** States in which a booking counts. Default: `pending`, `confirmed` and `completed`. */
  counts?: readonly BookingStatus[] | undefined;
  /**
   * `booking` looks at when bookings were made, `meeting` at when the meetings take place. Default: `booking`. A move makes
   * no booking, so that only rules about meetings concern it.
   */
  by?: "booking" | "meeting" | undefined;
}

/** So many times 24 hours, wherever they begin; or a period of the calendar of one zone. */
export type PersonWindow =
  | { days: number }
  | { calendar: "day" | "week" | "month"; timeZone: string; weekStartsOn?: Weekday | undefined };

/** At most so many bookings in a window: `{ maxCount: 3, per: { days: 30 } }`. */
export interface FrequencyRule extends RuleBase {
  maxCount: number;
  per: PersonWindow;
}

/** So many hours after the last booking was made; by meeting, between the end of one meeting and the start of the other. */
export interface CoolDownRule extends RuleBase {
  coolDownHours: number;
}

/** At most so many bookings whose meeting is not over yet. */
export interface ActiveRule extends Omit<RuleBase, "by"> {
  maxActive: number;
}

/** A limit on how often one person books. */
export type PersonRule = FrequencyRule | CoolDownRule | ActiveRule;

/** A rule, and whether it looks at the bookings of one event type or at all of the client's. */
export type ScopedPersonRule = PersonRule & { scope: "eventType" | "client" };

/** How people are told apart, and how often each may book. */
export interface PersonPolicy {
  identity: IdentityOptions;
  rules: readonly ScopedPersonRule[];
}

/** What rules look at of a booking; instants in epoch milliseconds. */
export interface PersonBooking {
  uid: string;
  eventType: string;
  status: BookingStatus;
  start: number;
  end: number;
  createdAt: number;
}

export interface PersonRepository {
  /** All bookings of a person (`Booking.person`) made at or after an instant, whatever their state; oldest first. */
  bookingsOf(person: string, madeSince: number): Promise<readonly PersonBooking[]>;
  /** How many of them are in one of these states. */
  countOf(person: string, madeSince: number, statuses: readonly BookingStatus[]): Promise<number>;
}
