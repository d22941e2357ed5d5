import type { Reservation } from "../bookings/reservation.ts";

export interface ReservationRepository {
  /** Expired ones included, until they are pruned. */
  find(uid: string): Promise<Reservation | null>;
  /** Those that start in `[from, until)` and have not expired at `now`, by start and `uid`. */
  live(from: number, until: number, now: number): Promise<readonly Reservation[]>;
  /** Those of one session, expired ones included. */
  inSession(sessionUid: string): Promise<readonly Reservation[]>;
  /** Those of one sender that have not expired at `now`, those first that end first. */
  liveOfSender(sender: string, now: number): Promise<readonly Reservation[]>;
  /** At most `limit` that have expired at `now`, those first that ended first. */
  expired(now: number, limit: number): Promise<readonly Reservation[]>;
}

/** What can be done to reservations inside a transaction. Their claims, or seats, are written beside them. */
export interface ReservationWrites extends ReservationRepository {
  insert(reservation: Reservation): Promise<void>;
  /** Replaces a stored one. */
  update(reservation: Reservation): Promise<void>;
  remove(uid: string): Promise<void>;
}
