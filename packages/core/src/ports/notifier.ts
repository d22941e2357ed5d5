import type { SyncState } from "../bookings/booking.ts";
import type { BookingSnapshot } from "./booking-snapshot.ts";
import type { EventSnapshot } from "./event-snapshot.ts";
import type { CallOptions, IntegrationHealth } from "./integration-health.ts";

/** What has happened, seen from the recipient's last news; `reassigned` tells a host that somebody else has taken over, `reminder` that the time has come near. */
export type NotificationKind =
  | "pending"
  | "confirmed"
  | "rescheduled"
  | "reassigned"
  | "cancelled"
  | "declined"
  | "reminder";

/** One message to one person. */
export interface Notification {
  /** Stable over repeats of this very message; fit for a Message-ID. */
  id: string;
  kind: NotificationKind;
  audience: "attendee" | "guest" | "host";
  /** `language` is a BCP 47 tag; null where it is not known. */
  recipient: { name: string; email: string; timeZone: string; language: string | null };
  booking: BookingSnapshot;
  /**
   * To hosts, of a booking that has or had a seat in a session: the session as it stands, with how many seats are taken and who
   * has them, this booking no longer among them once it is off. Null without seats, to attendees, whom it does not concern, and to
   * a host whose session the booking has left.
   */
  session: EventSnapshot | null;
  /** The start the recipient was last told, when it differs from the booking's. */
  previousStart: number | null;
  /** State of the host's calendar event, so that the words can say so. */
  calendar: SyncState;
  /** Page on which the attendee can move or cancel; null for everybody else and when the host application has none. */
  manageUrl: string | null;
  /** iCalendar identity and revision (RFC 5545 UID, SEQUENCE). */
  icalUid: string;
  sequence: number;
}

/** Asks for the iCalendar file of a booking as it stands. */
export interface CalendarFileRequest {
  booking: BookingSnapshot;
  icalUid: string;
  sequence: number;
}

/** Tells people. Failures are thrown as `IntegrationError`. */
export interface Notifier {
  /** Shown to operators: `email`. */
  readonly name: string;
  /** Capability: every request waits for `CallOptions.pace`. */
  readonly pacesRequests?: true;
  send(notification: Notification, options?: CallOptions): Promise<void>;
  /** Capability: writes the file that a person can add to a calendar by hand. Pure. */
  calendarFile?(request: CalendarFileRequest): string;
  check(options?: CallOptions): Promise<IntegrationHealth>;
  /** Capability: lets go of kept connections when SlotKit stops. */
  close?(): void | Promise<void>;
}
