import type { Answer, Attendee, BookingStatus, NoShow } from "../bookings/booking.ts";
import type { Integration } from "../outbox/effect.ts";
import type { SnapshotHost } from "./booking-snapshot.ts";
import type { FailureKind } from "./integration-error.ts";

/** A booking as webhooks tell of it: everything but the secret that manages it. Instants are RFC 3339 in the booking's zone. */
export interface WebhookBooking {
  uid: string;
  status: BookingStatus;
  version: number;
  /** Slug. */
  eventType: string;
  title: string;
  location: string | null;
  start: string;
  end: string;
  timeZone: string;
  hosts: readonly SnapshotHost[];
  attendee: Attendee;
  guests: readonly string[];
  answers: Readonly<Record<string, Answer>>;
  notes: string | null;
  metadata: Readonly<Record<string, string>>;
  noShow: Readonly<NoShow>;
  seats: number;
  sessionUid: string | null;
  seriesUid: string | null;
  rescheduleCount: number;
  reason: string | null;
  createdAt: string;
  updatedAt: string;
}

/** A hold as webhooks tell of it. Instants are RFC 3339 in UTC. */
export interface WebhookReservation {
  uid: string;
  eventType: string;
  start: string;
  end: string;
  hostIds: readonly string[];
  sessionUid: string | null;
  seats: number;
  reservedUntil: string;
}

/** What of a booking or session has not reached, or has reached after all, which outside system. */
export interface WebhookSync {
  /** Id of the entry in the sync queue. */
  id: string;
  subject: { kind: "booking" | "session"; uid: string };
  integration: Integration;
  /** Why it failed; null when it has recovered. */
  cause: FailureKind | null;
  message: string | null;
  /** What a person can do. */
  remedy: string | null;
}

interface Payload<Type extends string, Data> {
  type: Type;
  /** When it happened, RFC 3339 in UTC. */
  timestamp: string;
  data: Data;
}

/** The body of a webhook. Fields and types may be added; what is here stays. */
export type WebhookPayload =
  | Payload<
      | "booking.created"
      | "booking.pending"
      | "booking.confirmed"
      | "booking.rejected"
      | "booking.updated"
      | "booking.cancelled"
      | "booking.no_show"
      | "booking.completed",
      { booking: WebhookBooking }
    >
  | Payload<"booking.rescheduled", { booking: WebhookBooking; previousStart: string }>
  | Payload<"booking.reminder", { booking: WebhookBooking; minutesBefore: number }>
  | Payload<"reservation.created" | "reservation.expired", { reservation: WebhookReservation }>
  | Payload<"sync.failed" | "sync.recovered", { sync: WebhookSync }>
  | Payload<"calendar.disconnected", { calendarId: string; message: string; remedy: string }>;
