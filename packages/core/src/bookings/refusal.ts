import { BookingError, type BookingErrorCode } from "../errors.ts";
import { explainSlot } from "../slots/explain-slot.ts";
import { findSlotAt } from "../slots/find-slots.ts";
import type { SlotQuery } from "../slots/slot-query.ts";
import type { SlotReason } from "../slots/slot-reason.ts";

/** How a reason of the slot engine reads as a refusal; the first that applies speaks. */
const refusals: readonly (readonly [SlotReason["code"], BookingErrorCode, string])[] = [
  ["min_notice", "min_notice", "This time is past, or too soon to book."],
  ["beyond_window", "outside_booking_window", "This time is further ahead than can be booked."],
  ["not_a_start", "slot_unavailable", "No slot begins at this time."],
  ["seats_full", "seats_full", "All seats of this time are taken."],
  ["limit_reached", "limit_reached", "No more bookings are taken in this period."],
];

/** Why a start cannot be booked, in the words a stranger may hear: nothing of what stands in the way. */
export function refusalOf(query: SlotQuery, start: number): BookingError {
  const { reasons } = explainSlot(query, start);
  const known = refusals.find(([reason]) => reasons.some(({ code }) => code === reason));
  if (known) return refuse(known[1], known[2]);
  if (isUnknownAlone(query, start)) {
    return refuse("calendar_unavailable", "The host's calendar cannot be read at the moment; try again shortly.");
  }
  return query.hosts.length > 1
    ? refuse("no_available_host", "Nobody is free at this time any more.")
    : refuse("slot_unavailable", "This time is not free any more.");
}

/** Would this be free if the calendars that could not be read were? */
function isUnknownAlone(query: SlotQuery, start: number): boolean {
  const hosts = query.hosts.map((host) => ({ ...host, unknown: [] }));
  return findSlotAt({ ...query, hosts }, start) !== undefined;
}

/** Some seats are left, but fewer than are wanted. */
export function tooFewSeats(): BookingError {
  return refuse("seats_full", "Not enough seats of this time are left.");
}

function refuse(code: BookingErrorCode, message: string): BookingError {
  return new BookingError(code, message, { errors: [{ field: "start", message: "cannot be booked" }] });
}
