import { BookingError } from "../errors.ts";
import type { BookingStatus } from "./booking.ts";

/** What can be done to a booking. */
export type BookingAction = "confirm" | "decline" | "reschedule" | "cancel";

/** The state machine of a booking: for every state, the actions it allows and where they lead. */
export const bookingTransitions: Readonly<
  Record<BookingStatus, Readonly<Partial<Record<BookingAction, BookingStatus>>>>
> = {
  pending: { confirm: "confirmed", decline: "rejected", reschedule: "pending", cancel: "cancelled" },
  confirmed: { reschedule: "confirmed", cancel: "cancelled" },
  rejected: {},
  cancelled: {},
  completed: {},
};

/**
 * The state an action leads to.
 *
 * @throws {BookingError} `invalid_transition` when the state does not allow the action.
 */
export function nextStatus(status: BookingStatus, action: BookingAction): BookingStatus {
  const next = bookingTransitions[status][action];
  if (next) return next;
  const allowed = Object.keys(bookingTransitions[status]);
  throw new BookingError(
    "invalid_transition",
    `A ${status} booking cannot take "${action}"; ${allowed.length > 0 ? `it allows ${allowed.join(", ")}` : "its state is final"}.`,
  );
}

/** States in which a booking takes the host's time. */
export function isLive(status: BookingStatus): boolean {
  return status === "pending" || status === "confirmed" || status === "completed";
}
