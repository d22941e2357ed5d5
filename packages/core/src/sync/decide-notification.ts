import type { Booking, BookingStatus } from "../bookings/booking.ts";
import type { DeliveredState, Effect } from "../outbox/effect.ts";
import { type MailTarget, parseMailTarget } from "../outbox/mail-target.ts";
import type { NotificationKind } from "../ports/notifier.ts";

/**
 * What a recipient has to be told, by what they were told last. Comparing states, not replaying events, keeps a late mail
 * from telling something that no longer holds.
 *
 * @param effect.target - See {@link parseMailTarget}.
 * @param effect.delivered - What the last message to this recipient said; null before the first.
 * @param effect.uncertain - A later message may have reached them: nobody learnt what came of it.
 * @returns Null when there is nothing new.
 */
export function decideNotification(
  { target, delivered: told, uncertain }: Pick<Effect, "target" | "delivered" | "uncertain">,
  booking: NewsOfBooking,
): NotificationKind | null {
  const { audience, id: hostId, minutesBefore } = parseMailTarget({ target });
  if (minutesBefore !== null) return remindsOf(told, minutesBefore, booking);
  if (audience !== "host") return newsOf(audience, { told, uncertain }, booking);
  const hosted = told?.hostIds.includes(hostId) === true && !isOver(told.status);
  if (booking.hostIds.includes(hostId)) {
    return newsOf("host", { told: hosted || !told ? told : beforeHost(told), uncertain }, booking);
  }
  // Somebody else has taken over; who cannot have been told of the booking need not hear that.
  if (!hosted && !uncertain) return null;
  return isOver(booking.status) ? newsOf("host", { told, uncertain }, booking) : "reassigned";
}

/** What of a booking makes news. */
type NewsOfBooking = Pick<Booking, "status" | "start" | "generation" | "hostIds" | "version" | "updatedAt">;

/**
 * A reminder is sent once for each time that was agreed, and not where that time had come when it was agreed: whoever has
 * just moved a booking needs none.
 */
function remindsOf(
  told: DeliveredState | null,
  minutesBefore: number,
  { status, start, updatedAt }: NewsOfBooking,
): NotificationKind | null {
  const due = start - minutesBefore * 60_000;
  return status === "confirmed" && told?.start !== start && due > updatedAt ? "reminder" : null;
}

/** A host who comes back, or came later, knows nothing: unless it was of an end, which is told once. */
function beforeHost(told: DeliveredState): DeliveredState | null {
  return isOver(told.status) ? told : null;
}

function isOver(status: BookingStatus): boolean {
  return status === "rejected" || status === "cancelled";
}

function newsOf(
  audience: MailTarget["audience"],
  { told, uncertain }: { told: DeliveredState | null; uncertain: boolean },
  { status, start, generation, hostIds, version }: NewsOfBooking,
): NotificationKind | null {
  // A move there and back leaves the time as it was told, but not the link that manages the booking.
  const renewed = audience === "attendee" && told !== null && told.generation !== generation;
  // Or it leaves them with the time between, of which they may have been told though nobody knows it.
  const misled = told !== null && uncertain && version > told.version + 1;
  const moved = told !== null && (told.start !== start || renewed || misled);
  const handedOn = audience !== "host" && told !== null && !hostIds.every((id) => told.hostIds.includes(id));
  const changed = moved ? "rescheduled" : handedOn ? "reassigned" : null;
  // The attendee knows of the request from the page; a host who cannot have been told need not hear of its end.
  const mustHear = audience === "attendee" || told !== null || uncertain;
  switch (status) {
    case "pending":
      // Guests need not keep a time free that nobody has agreed to.
      if (told === null) return audience === "guest" ? null : "pending";
      return changed;
    case "confirmed":
      return told === null || told.status === "pending" ? "confirmed" : changed;
    case "rejected":
      return mustHear && told?.status !== "rejected" ? "declined" : null;
    case "cancelled":
      return mustHear && told?.status !== "cancelled" ? "cancelled" : null;
    case "completed":
      return null;
    default:
      return status satisfies never;
  }
}
