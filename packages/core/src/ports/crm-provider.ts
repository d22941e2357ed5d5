import type { BookingSnapshot } from "./booking-snapshot.ts";
import type { CallOptions, IntegrationHealth } from "./integration-health.ts";

/** Brings the contact and the record of one booking to a desired state. */
export interface RecordBookingRequest {
  booking: BookingSnapshot;
  /** The id stored from an earlier delivery, or null. The contact may have been merged or deleted since. */
  contactId: string | null;
  /** The id stored from an earlier delivery, or null. */
  meetingId: string | null;
  /** Whether the attendee has made no later booking: then it is the one that the contact itself tells of. */
  latest: boolean;
}

/** What the CRM knows of a booking after a delivery. */
export interface RecordBookingResult {
  contactId: string;
  /** The booking's own record, where the CRM keeps one beside the contact; else null. */
  meetingId: string | null;
  /** Names of properties the CRM would not take; the rest was written. */
  leftOut: readonly string[];
}

/** A customer database. Calls may be repeated without creating anything twice. Failures are thrown as `IntegrationError`. */
export interface CrmProvider {
  /** Shown to operators: `hubspot`. */
  readonly name: string;
  /** Capability: every request waits for `CallOptions.pace`. */
  readonly pacesRequests?: true;
  /**
   * Brings the attendee's contact and this booking's record on it to the given state, cancelled ones included. A contact is
   * found or made by its e-mail address; guests get none, an address is never overwritten, and what is not known clears nothing.
   */
  recordBooking(request: RecordBookingRequest, options?: CallOptions): Promise<RecordBookingResult>;
  /**
   * Capability: makes on the other side what bookings are recorded in, such as properties; called at every start.
   *
   * @returns What a person has to see to, in sentences; empty when all is well.
   */
  prepare?(options?: CallOptions): Promise<readonly string[]>;
  check(options?: CallOptions): Promise<IntegrationHealth>;
}
