/** A short exclusive hold on a slot, or on seats of a session, as it is stored. Instants are epoch milliseconds. */
export interface Reservation {
  clientId: string;
  /** `rs_…`. */
  uid: string;
  /** Slug of the event type. */
  eventType: string;
  start: number;
  /** Exclusive. */
  end: number;
  /** The hosts whose time is held, the organizer first; a rotating host is fixed by the hold. */
  hostIds: readonly string[];
  /** The session whose seats are held; null when the time itself is. */
  sessionUid: string | null;
  /** Seats held in the session; 1 without one. */
  seats: number;
  /** Digest of what the holds of one sender are counted by; null when the caller named none. */
  sender: string | null;
  /** How often it was extended. */
  extensions: number;
  /** When it ends, by `storage.now()`. From then on it holds nothing. */
  expiresAt: number;
  createdAt: number;
}
