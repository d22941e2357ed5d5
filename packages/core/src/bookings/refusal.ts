import { BookingError, type BookingErrorCode } from "../errors.ts";

type ReasonCode = string;
const explainSlot = (query: SlotQuery, start: number): { reasons: { code: string }[] } => ({
  reasons: start < query.now + (query.minimumNoticeMinutes ?? 0) * 60_000 ? [{ code: "min_notice" }] : [],
});

import type { SlotQuery } from "../slots/slot-query.ts";

/** How a reason of the slot engine reads as a refusal; the first that applies speaks. */
const refusals: readonly (readonly [ReasonCode, BookingErrorCode, string])[] = [
  ["min_notice", "min_notice", "This time is past, or too soon to book."],
  ["beyond_window", "outside_booking_window", "This time is further ahead than can be booked."],
  ["seats_full", "seats_full", "All seats of this time are taken."],
  ["limit_reached", "limit_reached", "No more bookings are taken in this period."],
  [
    "calendar_unavailable",
    "calendar_unavailable",
    "The host's calendar cannot be read at the moment; try again shortly.",
  ],
];

/** Why a start cannot be booked, in the words a stranger may hear: nothing of what stands in the way. */
export function refusalOf(query: SlotQuery, start: number): BookingError {
  const codes = new Set(explainSlot(query, start).reasons.map(({ code }) => code));
  const [, code, message] = refusals.find(([reason]) => codes.has(reason)) ?? [
    null,
    "slot_unavailable",
    "This time is not free any more.",
  ];
  return new BookingError(code, message, { errors: [{ field: "start", message: "cannot be booked" }] });
}
