import { type BookingErrorCode, isBookingError } from "../errors.ts";
import type { EventType } from "../ports/catalog.ts";
import type { Booking } from "./booking.ts";
import { assertPolicy, lastMoment, policyOf } from "./policies.ts";
import {
  assertActionTime,
  type BookingAction,
  type BookingActor,
  bookingActionRules,
  bookingActions,
  nextStatus,
} from "./transitions.ts";

/** Whether one action may be taken now. */
export interface ActionState {
  allowed: boolean;
  /** What a try would be refused with; null when it is allowed. */
  code: BookingErrorCode | null;
  /** The last instant at which it may be taken, epoch milliseconds; null where time does not end it. */
  until: number | null;
  reasonRequired: boolean;
}

/** The actions that somebody may ever take, and whether each may be taken now. */
export type BookingActions = Readonly<Partial<Record<BookingAction, ActionState>>>;

/** Answers with the very checks that a change goes through, so that a page offers what will be accepted. */
export function actionsOf(
  booking: Booking,
  eventType: EventType | null,
  actor: Exclude<BookingActor, "system">,
  now: number,
): BookingActions {
  return Object.fromEntries(
    bookingActions
      .filter((action) => bookingActionRules[action].by.includes(actor))
      .map((action) => [action, stateOf(booking, actor === "attendee" ? eventType : null, action, now)]),
  );
}

function stateOf(booking: Booking, eventType: EventType | null, action: BookingAction, now: number): ActionState {
  const policy = policyOf(eventType, action);
  const code = refusalOf(() => {
    nextStatus(booking.status, action);
    assertActionTime(action, booking, now);
    assertPolicy(eventType, booking, { action, now });
  });
  const endsAtStart = bookingActionRules[action].when === "beforeStart";
  const until = !endsAtStart ? null : Math.min(booking.start - 1, policy ? lastMoment(booking, policy) : booking.start);
  return { allowed: code === null, code, until, reasonRequired: policy?.reasonRequired ?? false };
}

function refusalOf(check: () => void): BookingErrorCode | null {
  try {
    check();
    return null;
  } catch (error) {
    if (isBookingError(error)) return error.code;
    throw error;
  }
}
