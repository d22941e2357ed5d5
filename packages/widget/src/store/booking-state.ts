import type { BookingView, SlotView } from "@slotkit/client";
import type { DayKey } from "../time/calendar-date.ts";
import type { Failure } from "./failure.ts";

/** How far a request that changes something has come. */
export type Submission = { kind: "idle" } | { kind: "sending" } | { kind: "failed"; failure: Failure };

/** How a shown booking came about; `found`: it was opened by its link. */
export type Outcome = "booked" | "moved" | "cancelled" | "found";

/** Where the visitor stands. */
export type BookingState =
  /** The booking behind a reschedule or cancel link is being read. */
  | { step: "loading" }
  | { step: "choose"; day: DayKey | null; slot: SlotView | null }
  | { step: "details"; day: DayKey; slot: SlotView; submission: Submission }
  | { step: "cancel"; booking: BookingView; submission: Submission }
  | { step: "booking"; booking: BookingView; outcome: Outcome }
  /** Nothing can be done here: wrong configuration, unknown event type, a link that is no longer valid, or no answer to it. */
  | { step: "unusable"; failure: Failure };

export const idle: Submission = { kind: "idle" };
export const sending: Submission = { kind: "sending" };

/** Whether the booking can still be moved or cancelled, as far as the visitor's clock knows. */
export function isOpen(booking: BookingView, nowMs: number): boolean {
  return (booking.status === "confirmed" || booking.status === "pending") && Date.parse(booking.start) > nowMs;
}
