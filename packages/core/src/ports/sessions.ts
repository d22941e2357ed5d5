import type { SeatedSession } from "../bookings/session.ts";

export interface SessionRepository {
  find(uid: string): Promise<SeatedSession | null>;
  /**
   * The sessions of an event type that start in `[from, until)`, by start and `uid`. Those without a live claim are over:
   * nobody can join them.
   */
  startingIn(eventType: string, from: number, until: number): Promise<readonly SeatedSession[]>;
}

/** What can be done to sessions inside a transaction. Their claims are written beside them. */
export interface SessionWrites extends SessionRepository {
  /** The storage itself refuses more booked seats than the capacity. */
  insert(session: SeatedSession): Promise<void>;
  /**
   * The storage itself refuses more booked seats than the capacity.
   *
   * @throws {BookingError} `version_conflict` unless the stored version is `expectedVersion`.
   */
  update(session: SeatedSession, expectedVersion: number): Promise<void>;
  /** For a session that nobody ever booked: nothing refers to it. */
  remove(uid: string): Promise<void>;
}
