import type { BookingView, CancelBody, CreateBookingBody, EventTypeView, RescheduleBody } from "@slotkit/client";
import type { DayKey, MonthKey } from "./time/calendar-date.ts";

/** A booking as the page is told of it: without the secret that manages it. */
export type PublicBooking = Omit<BookingView, "manage">;

/** What is about to be sent. */
export type BookingRequest =
  | { action: "book"; body: CreateBookingBody }
  | { action: "reschedule"; uid: string; body: RescheduleBody }
  | { action: "cancel"; uid: string; body: CancelBody };

/** `detail` of every public event; `version` rises when a field changes its meaning. */
export interface BookingEventDetails {
  /** The event type and its first times are there. */
  "booking-ready": { eventType: EventTypeView };
  "booking-date-selected": { date: DayKey };
  /** Cancelable: then the time is not chosen. RFC 3339. */
  "booking-slot-selected": { start: string; end: string };
  /** The chosen time is held until then, RFC 3339. */
  "booking-slot-reserved": { start: string; until: string };
  /** Cancelable: then nothing is sent. */
  "booking-submit": BookingRequest;
  "booking-success": { booking: PublicBooking };
  "booking-rescheduled": { booking: PublicBooking; previousStart: string };
  "booking-cancelled": { booking: PublicBooking };
  /** `code` of the API, or `network`, `protocol`, `configuration`. */
  "booking-error": { code: string };
  /** A month without times was shown. `nextAvailable` is RFC 3339. */
  "booking-no-slots": { month: MonthKey; nextAvailable: string | null };
  "booking-timezone-changed": { timeZone: string };
  /** The popup was closed. */
  "booking-close": Record<never, never>;
}

export type BookingEventName = keyof BookingEventDetails;

export type BookingEvent<Name extends BookingEventName> = CustomEvent<{ version: 1 } & BookingEventDetails[Name]>;

/** Tells the page; false when a listener prevented what the event announces. */
export type Emit = <Name extends BookingEventName>(name: Name, detail: BookingEventDetails[Name]) => boolean;

const cancelable: ReadonlySet<BookingEventName> = new Set(["booking-slot-selected", "booking-submit"]);

/** The events of one element; they bubble and leave its shadow root. */
export function createEmit(element: EventTarget): Emit {
  return (name, detail) =>
    element.dispatchEvent(
      new CustomEvent(name, {
        bubbles: true,
        composed: true,
        cancelable: cancelable.has(name),
        detail: { version: 1, ...detail },
      }),
    );
}

export function withoutSecret({ manage: _, ...booking }: BookingView): PublicBooking {
  return booking;
}

declare global {
  interface GlobalEventHandlersEventMap {
    "booking-ready": BookingEvent<"booking-ready">;
    "booking-date-selected": BookingEvent<"booking-date-selected">;
    "booking-slot-selected": BookingEvent<"booking-slot-selected">;
    "booking-slot-reserved": BookingEvent<"booking-slot-reserved">;
    "booking-submit": BookingEvent<"booking-submit">;
    "booking-success": BookingEvent<"booking-success">;
    "booking-rescheduled": BookingEvent<"booking-rescheduled">;
    "booking-cancelled": BookingEvent<"booking-cancelled">;
    "booking-error": BookingEvent<"booking-error">;
    "booking-no-slots": BookingEvent<"booking-no-slots">;
    "booking-timezone-changed": BookingEvent<"booking-timezone-changed">;
    "booking-close": BookingEvent<"booking-close">;
  }
}
