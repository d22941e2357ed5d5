import { BookingError } from "../errors.ts";
import type { Booking, BookingStatus } from "./booking.ts";

/** What can be done to a booking. */
export const bookingActions = [
  "confirm",
  "decline",
  "reschedule",
  "reassign",
  "changeGuests",
  "cancel",
  "complete",
  "markNoShow",
  "expire",
] as const;

/** See {@link bookingActions}. */
export type BookingAction = (typeof bookingActions)[number];

/** The state machine of a booking: for every state, the actions it allows and where they lead. */
export const bookingTransitions: Readonly<
  Record<BookingStatus, Readonly<Partial<Record<BookingAction, BookingStatus>>>>
> = {
  pending: {
    confirm: "confirmed",
    decline: "rejected",
    reschedule: "pending",
    reassign: "pending",
    changeGuests: "pending",
    cancel: "cancelled",
    expire: "rejected",
  },
  confirmed: {
    reschedule: "confirmed",
    reassign: "confirmed",
    changeGuests: "confirmed",
    cancel: "cancelled",
    complete: "completed",
    markNoShow: "confirmed",
  },
  rejected: {},
  cancelled: {},
  completed: { markNoShow: "completed" },
};

/** Who takes an action: the holder of the booking's manage secret, an operator, or SlotKit when the time has come. */
export type BookingActor = "attendee" | "operator" | "system";

/** When an action may be taken, by the booking's own time. */
export type ActionTime = "beforeStart" | "fromStart" | "always";

/** Who may take each action, and when. */
export const bookingActionRules: Readonly<
  Record<BookingAction, { readonly by: readonly BookingActor[]; readonly when: ActionTime }>
> = {
  confirm: { by: ["operator"], when: "beforeStart" },
  decline: { by: ["operator"], when: "always" },
  reschedule: { by: ["attendee", "operator"], when: "beforeStart" },
  reassign: { by: ["operator"], when: "beforeStart" },
  changeGuests: { by: ["attendee", "operator"], when: "beforeStart" },
  cancel: { by: ["attendee", "operator"], when: "beforeStart" },
  // An operator may say that a meeting ended early; by itself it is complete once its time is over.
  complete: { by: ["operator", "system"], when: "fromStart" },
  markNoShow: { by: ["operator"], when: "fromStart" },
  expire: { by: ["system"], when: "fromStart" },
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

/**
 * @throws {BookingError} `too_late` once the booking has begun, `invalid_transition` while its time has not come.
 */
export function assertActionTime(action: BookingAction, { start }: Pick<Booking, "start">, now: number): void {
  const { when } = bookingActionRules[action];
  if (when === "beforeStart" && start <= now) {
    throw new BookingError("too_late", "The booking has already begun and cannot be changed.");
  }
  if (when === "fromStart" && now < start) {
    throw new BookingError("invalid_transition", `A booking can take "${action}" once it has begun.`);
  }
}

/** States in which a booking takes the host's time. */
export function isLive(status: BookingStatus): boolean {
  return status === "pending" || status === "confirmed" || status === "completed";
}
