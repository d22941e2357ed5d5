import type { BookingSnapshot } from "./booking-snapshot.ts";
import type { CallOptions, IntegrationHealth } from "./integration-health.ts";

/** What the CRM knows of a booking after a delivery. */
export interface RecordBookingResult {
  contactId: string;
  /** Names of properties the CRM would not take; the rest was written. */
  leftOut: readonly string[];
}

/** A customer database. Calls may be repeated without creating anything twice. Failures are thrown as `IntegrationError`. */
export interface CrmProvider {
  /** Shown to operators: `hubspot`. */
  readonly name: string;
  /** Brings the attendee's contact and this booking's record on it to the given state, cancelled ones included. */
  recordBooking(
    booking: BookingSnapshot,
    known: { contactId: string | null },
    options?: CallOptions,
  ): Promise<RecordBookingResult>;
  /**
   * Capability: makes on the other side what bookings are recorded in, such as properties; called at every start.
   *
   * @returns What a person has to see to, in sentences; empty when all is well.
   */
  prepare?(options?: CallOptions): Promise<readonly string[]>;
  check(options?: CallOptions): Promise<IntegrationHealth>;
}
