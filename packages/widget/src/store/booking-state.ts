import type { BookingView } from "@slotkit/client";
import type { Failure } from "./failure.ts";

/** How far a request that changes something has come; a failure is the last one's. */
export interface Submission {
  isSending: boolean;
  failure: Failure | null;
}

/** How a shown booking came about; `found`: it was opened by its link. */
export type Outcome = "booked" | "moved" | "cancelled" | "found";

/** Where the visitor stands. */
export type BookingState =
  /** The booking behind a reschedule or cancel link is being read. */
  | { step: "loading" }
  | { step: "choose" }
  | ({ step: "details" } & Submission)
  | ({ step: "cancel"; booking: BookingView } & Submission)
  | { step: "booking"; booking: BookingView; outcome: Outcome }
  /** Nothing can be done here: wrong configuration, unknown event type, a link that is no longer valid, or no answer to it. */
  | { step: "unusable"; failure: Failure };

export const idle: Submission = { isSending: false, failure: null };

/** Whether the booking can still be moved or cancelled, as far as the visitor's clock knows. */
export function isOpen(booking: BookingView, nowMs: number): boolean {
  return (booking.status === "confirmed" || booking.status === "pending") && Date.parse(booking.start) > nowMs;
}
