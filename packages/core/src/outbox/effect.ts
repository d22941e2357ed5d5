import type { BookingStatus } from "../bookings/booking.ts";
import type { FailureKind } from "../ports/integration-error.ts";

/** The outside systems a booking is told to. */
export type Integration = "calendar" | "crm" | "mail";

/** All of them. */
export const integrations = ["calendar", "crm", "mail"] as const satisfies readonly Integration[];

/** What an outbox row tells of: a booking, or the session whose seats share one calendar event. */
export interface EffectSubject {
  kind: "booking" | "session";
  uid: string;
}

/** Why the last attempt failed, kept for the operator. */
export interface EffectFailure {
  kind: FailureKind;
  message: string;
  remedy: string;
  at: number;
}

/** What the outside last learned of the subject; compared with the present to find what is left to tell. */
export interface DeliveredState {
  version: number;
  /** Of the manage secret that was current then; 1 for a session. */
  generation: number;
  status: BookingStatus;
  start: number;
  end: number;
  /** Who hosted it then. */
  hostIds: readonly string[];
  /** The calendar that shows it; null when no event is left or for other integrations. */
  calendarId: string | null;
}

/**
 * One row of the outbox: an integration (and, for mail, a recipient) that has to be brought to the latest revision of a
 * booking or session. There is one row per subject, integration and target, so the latest revision always wins and
 * nothing can overtake it.
 */
export interface Effect {
  id: string;
  clientId: string;
  subject: EffectSubject;
  integration: Integration;
  /**
   * The calendar's id for a booking's event, so that one that moved to another calendar has a row for each; `attendee` or
   * `host:<id>` for mail; `""` where there is one target.
   */
  target: string;
  /** The version of the subject to reach. */
  revision: number;
  /** `ignored`: a person has let it be; the next change of the subject wakes it again. */
  state: "pending" | "done" | "manual" | "ignored";
  delivered: DeliveredState | null;
  /**
   * Has an attempt since `delivered` ended without anybody learning what came of it? Then the outside may know more than
   * `delivered` says. A lease that ended unsettled counts: whoever held it may have died after sending.
   */
  uncertain: boolean;
  /** Failed attempts at this revision. What never reached the integration is none: a booking that could not be read, a breaker. */
  attempt: number;
  /** Those among them that found our knowledge of the other side `stale`. */
  repairs: number;
  /** Not before this instant, epoch milliseconds. */
  notBefore: number;
  /** From when its age counts: when this revision was first wanted, later by what it waited for a breaker. */
  wantedAt: number;
  /** Whose outcome counts: the owner named by the claim that leased the row, new for each. */
  leaseOwner: string | null;
  leaseUntil: number | null;
  failure: EffectFailure | null;
}
