// What the auditor looks at, as plain data. Nothing here, and nothing else in this folder, is imported from the product:
// the auditor must not share its mistakes.

/** Status words as they stand in the rows. */
export type Status = "pending" | "confirmed" | "rejected" | "cancelled" | "completed";

export interface BookingRow {
  clientId: string;
  uid: string;
  eventType: string;
  status: Status;
  version: number;
  start: number;
  end: number;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  hostIds: readonly string[];
  /** The session whose seats it takes, and how many; null when it takes time of its own. */
  sessionUid: string | null;
  seats: number;
  seriesUid: string | null;
  /** Whether somebody was recorded as absent. */
  hasNoShow: boolean;
  email: string;
  /** The visitor's own name for the request that made it. */
  request: string | null;
  calendarId: string | null;
  calendarSynced: boolean;
  crmSynced: boolean;
  requiresManualCalendarSync: boolean;
  requiresManualCrmSync: boolean;
}

/** A slot with seats, which bookings share. */
export interface SessionRow {
  clientId: string;
  uid: string;
  version: number;
  start: number;
  end: number;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  hostIds: readonly string[];
  capacity: number;
  booked: number;
  calendarId: string | null;
  calendarSynced: boolean;
  requiresManualCalendarSync: boolean;
}

/** A hold on a slot, or on seats of a session. */
export interface ReservationRow {
  clientId: string;
  uid: string;
  hostIds: readonly string[];
  sessionUid: string | null;
  seats: number;
  expiresAt: number;
}

export interface ClaimRow {
  clientId: string;
  hostId: string;
  start: number;
  end: number;
  kind: string;
  ownerUid: string;
  expiresAt: number | null;
}

export interface EffectRow {
  clientId: string;
  id: string;
  /** Uid of the booking or session that it tells of. */
  subjectUid: string;
  integration: string;
  target: string;
  revision: number;
  state: string;
  failureKind: string | null;
}

export interface KeyRow {
  clientId: string;
  route: string;
  key: string;
  /** Null while the request runs. */
  answer: string | null;
}

/** Everything that is stored, at one instant. */
export interface StoredRows {
  bookings: readonly BookingRow[];
  sessions: readonly SessionRow[];
  reservations: readonly ReservationRow[];
  claims: readonly ClaimRow[];
  effects: readonly EffectRow[];
  keys: readonly KeyRow[];
}

/** An event as the calendar service itself shows it. */
export interface EventFact {
  calendarId: string;
  id: string;
  /** The booking that it says it is of; null for anybody else's. */
  bookingUid: string | null;
  version: number | null;
  start: number;
  end: number;
  /** Instants between which it stood in the calendar with these times; null while it still does. */
  from: number;
  until: number | null;
}

/** A contact as the CRM shows it, with the bookings that it knows. */
export interface ContactFact {
  id: string;
  email: string;
  bookings: readonly { uid: string; version: number | null; status: string; start: number }[];
  /** Whether it keeps every booking, or the latest alone. */
  keeps: "all" | "latest";
}

/** A mail that was taken for delivery. */
export interface MailFact {
  at: number;
  /** What tells a repeat of this mail from another one. */
  messageId: string;
  to: string;
  audience: "attendee" | "guest" | "host";
  kind: string;
  bookingUid: string;
  version: number;
  status: string;
  start: number;
  manageUrl: string | null;
  /** The process that sent it. */
  sender: string;
  /** Whether the sender learnt that it was taken. */
  acknowledged: boolean;
}

/** A process could not write down what it had done: it died, or the storage refused. */
export interface InterruptionFact {
  at: number;
  process: string;
}

/** What a visitor or operator asked for and got. */
export interface OperationFact {
  kind: "book" | "move" | "cancel" | "confirm" | "decline" | "guests" | "reassign" | "noShow";
  /** Its name among the visitor's requests; a booking carries it. */
  request: string;
  uid: string | null;
  eventType: string;
  /** The start that was asked for. */
  start: number | null;
  /** How many bookings were asked for at once: all of a series, or 1. */
  count: number;
  sentAt: number;
  /** When it was known how it ended; null while it is not. */
  endedAt: number | null;
  outcome: "open" | "done" | "refused" | "unknown";
  code: string | null;
  /** The booking in the words of a successful answer. */
  view: ViewFact | null;
  /** Every successful answer, byte by byte. */
  bodies: readonly string[];
}

/** What an answer says of a booking. */
export interface ViewFact {
  uid: string;
  status: string;
  version: number;
  start: number;
  end: number;
  hostIds: readonly string[];
  email: string;
}

/** What of the world the auditor has to know to judge. */
export interface WorldFacts {
  rows: StoredRows;
  operations: readonly OperationFact[];
  /** Null where there is none. */
  events: readonly EventFact[] | null;
  contacts: readonly ContactFact[] | null;
  mails: readonly MailFact[] | null;
  eventTypes: readonly EventTypeFact[];
  /** E-mail address of each host. */
  hostEmails: ReadonlyMap<string, string | null>;
  /** Calendars that block each host. */
  hostCalendars: ReadonlyMap<string, readonly string[]>;
  /** Failures that waiting does not mend, by service, since the beginning. */
  lastingRefusals: Readonly<Record<"calendar" | "crm" | "mail", number>>;
  interruptions: readonly InterruptionFact[];
  now: number;
}

export interface EventTypeFact {
  slug: string;
  onCalendarError: "stale" | "withhold" | "open";
  maxStaleMinutes: number;
  hasSeats: boolean;
  /** Bookings that one person may have before them at most; null for any number. */
  mostActive: number | null;
}

/** A broken promise. */
export interface Violation {
  /** Number of the promise it breaks, such as `P1`. */
  promise: string;
  says: string;
}
