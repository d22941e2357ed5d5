import { bookingNotFound } from "../bookings/booking-details.ts";
import { eventTypeOfBooking } from "../catalog/event-type-of-booking.ts";
import type { SlotKitContext } from "../context.ts";
import { icalUidOf, sequenceOf } from "./perform-effect.ts";
import { snapshotOf } from "./snapshot.ts";

/** A booking as an iCalendar file; null when the composed notifier cannot write one. @throws {BookingError} `not_found`. */
export async function calendarFileOf(context: SlotKitContext, clientId: string, uid: string): Promise<string | null> {
  const booking = await context.storage.forClient(clientId).bookings.find(uid);
  if (!booking) throw bookingNotFound();
  const eventType = await eventTypeOfBooking(context, booking);
  const file = context.notifier?.calendarFile?.({
    booking: snapshotOf(booking, eventType),
    icalUid: icalUidOf(context, booking),
    sequence: sequenceOf(booking),
  });
  return file ?? null;
}
