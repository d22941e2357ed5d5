import type { Booking } from "../bookings/booking.ts";
import type { DeliveredState } from "../outbox/effect.ts";
import type { NotificationKind } from "../ports/notifier.ts";

/**
 * What a recipient has to be told, by what they were told last. Comparing states, not replaying events, keeps a late mail
 * from telling something that no longer holds.
 *
 * @param told - What the last message to this recipient said; null before the first.
 * @returns Null when there is nothing new.
 */
export function decideNotification(
  audience: "attendee" | "host",
  told: DeliveredState | null,
  booking: Pick<Booking, "status" | "start" | "generation">,
): NotificationKind | null {
  // A move there and back leaves the time as it was told, but not the link that manages the booking.
  const renewed = audience === "attendee" && told !== null && told.generation !== booking.generation;
  const moved = told !== null && (told.start !== booking.start || renewed);
  // The attendee knows of the request from the page; a host who was never told need not hear of its end.
  const mustHear = audience === "attendee" || told !== null;
  switch (booking.status) {
    case "pending":
      return told === null ? "pending" : moved ? "rescheduled" : null;
    case "confirmed":
      return told === null || told.status === "pending" ? "confirmed" : moved ? "rescheduled" : null;
    case "rejected":
      return mustHear && told?.status !== "rejected" ? "declined" : null;
    case "cancelled":
      return mustHear && told?.status !== "cancelled" ? "cancelled" : null;
    case "completed":
      return null;
    default:
      return booking.status satisfies never;
  }
}
