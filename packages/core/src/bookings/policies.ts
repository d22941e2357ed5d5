import { BookingError } from "../errors.ts";
import type { ChangePolicy, EventType, ReschedulePolicy } from "../ports/catalog.ts";
import type { Booking } from "./booking.ts";
import type { BookingAction } from "./transitions.ts";

const minuteMs = 60_000;

/** What an attendee asks for, at a moment. */
export interface AttendeeChange {
  action: BookingAction;
  now: number;
  /** Left out, nothing is said of reasons. */
  reason?: string | undefined;
}

/** What the event type says of an action of attendees; null where it says nothing. */
export function policyOf(
  eventType: EventType | null,
  action: BookingAction,
): (ChangePolicy & Partial<ReschedulePolicy>) | null {
  if (action === "cancel" || action === "reschedule") return eventType?.policies[action] ?? null;
  return null;
}

/**
 * Keeps attendees to the policies of the event type. The notice is elapsed time, whatever clocks do meanwhile.
 *
 * @throws {BookingError} `forbidden` where the action is not offered or was taken often enough, `too_late` inside the
 * notice, `validation_failed` where a reason is missing.
 */
export function assertPolicy(
  eventType: EventType | null,
  booking: Booking,
  { action, now, reason }: AttendeeChange,
): void {
  const policy = policyOf(eventType, action);
  if (!policy) return;
  const verb = action === "cancel" ? "cancelled" : "moved";
  if (!policy.allowed) throw new BookingError("forbidden", `Bookings of this kind cannot be ${verb} by attendees.`);
  const { maxCount } = policy;
  if (typeof maxCount === "number" && booking.rescheduleCount >= maxCount) {
    throw new BookingError(
      "forbidden",
      `This booking has been moved ${booking.rescheduleCount} times, which is the limit.`,
    );
  }
  if (now > lastMoment(booking, policy)) {
    throw new BookingError(
      "too_late",
      `Bookings of this kind can be ${verb} until ${policy.minimumNoticeMinutes} minutes before they begin.`,
    );
  }
  if (policy.reasonRequired && reason !== undefined && reason.trim() === "") {
    throw new BookingError("validation_failed", "reason: is required", {
      errors: [{ field: "reason", message: "is required" }],
    });
  }
}

/** The last instant at which the notice is kept. */
export function lastMoment({ start }: Pick<Booking, "start">, { minimumNoticeMinutes }: ChangePolicy): number {
  return start - minimumNoticeMinutes * minuteMs;
}
