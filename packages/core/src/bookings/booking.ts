/** States of a booking; `rejected`, `cancelled` and `completed` are final. */
export type BookingStatus = "pending" | "confirmed" | "rejected" | "cancelled" | "completed";

/** Who books. */
export interface Attendee {
  name: string;
  email: string;
  timeZone: string | null;
  phone: string | null;
  company: string | null;
  /** BCP 47, such as `de-AT`; left out where it is not known. */
  language?: string | undefined;
}

/** Who did not come, as an operator recorded it; may be taken back. */
export interface NoShow {
  /** A host. */
  host: boolean;
  attendee: boolean;
}

/** Answer to one question of the event type. */
export type Answer = string | number | boolean | readonly string[];

/** How far the outside effects of a booking have come, per integration. */
export type SyncState = "off" | "pending" | "synced" | "manual";

/** The agreed appointment as it is stored. Instants are epoch milliseconds. */
export interface Booking {
  clientId: string;
  /** `bk_…`; kept across reschedules. */
  uid: string;
  /** Slug of the event type. */
  eventType: string;
  status: BookingStatus;
  /** Grows with every change of what was agreed; the revision that outside effects are brought to. */
  version: number;
  /** Generation of the manage secret; raised by a move. */
  generation: number;
  start: number;
  /** Exclusive. */
  end: number;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  /** The event type's zone, in which the time was agreed. */
  timeZone: string;
  /**
   * The agreed wall time in `timeZone` with the offset it then had, `YYYY-MM-DDTHH:mm:ss+HH:MM`: the wall time holds when a
   * government changes the rules, the offset tells the two hours of a repeated night apart.
   */
  localStart: string;
  /** Release of the time zone database that turned `localStart` into `start`, where the runtime tells. */
  tzdbVersion: string | null;
  /** The hosts who hold a claim for it, or for its session, the organizer first. */
  hostIds: readonly string[];
  /** The session in which it has a seat, and had it last when it is no longer live; null when it took time of its own. */
  sessionUid: string | null;
  /** Seats it takes in the session; 1 without one. */
  seats: number;
  attendee: Attendee;
  /** The attendee's e-mail address in the one spelling under which a person's bookings are counted. */
  person: string;
  /** E-mail addresses of extra people. */
  guests: readonly string[];
  answers: Readonly<Record<string, Answer>>;
  notes: string | null;
  metadata: Readonly<Record<string, string>>;
  noShow: Readonly<NoShow>;
  /** Shared by the bookings of one recurring series; null for a single booking. */
  seriesUid: string | null;
  /** Its place in the series, counted from 0; a move does not change it. */
  seriesIndex: number | null;
  /** How often the attendee has moved it; moves by operators do not count. */
  rescheduleCount: number;
  /** Why it was last moved, declined or cancelled, in the words of whoever did. */
  reason: string | null;
  createdAt: number;
  updatedAt: number;
  /** The calendar its event belongs to; null when none is written, and for a seat: its session has the event. */
  calendarId: string | null;
  calendarEventId: string | null;
  crmContactId: string | null;
  crmMeetingId: string | null;
  calendarSynced: boolean;
  crmSynced: boolean;
  requiresManualCalendarSync: boolean;
  requiresManualCrmSync: boolean;
}

/** Nobody stayed away. */
export const nobodyMissing: NoShow = { host: false, attendee: false };
