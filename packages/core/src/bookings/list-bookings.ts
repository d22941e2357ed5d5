import { eventTypeOfBooking } from "../catalog/event-type-of-booking.ts";
import { type ClientScope, defaultClientId } from "../client-scope.ts";
import type { SlotKitContext } from "../context.ts";
import { invalidField } from "../errors.ts";
import type { BookingStatus } from "./booking.ts";
import { type BookingDetails, detailsOf, subjectsOf } from "./booking-details.ts";

/** Which bookings to list; newest start first. */
export interface ListBookingsRequest extends ClientScope {
  status?: BookingStatus | undefined;
  eventType?: string | undefined;
  seriesUid?: string | undefined;
  from?: number | undefined;
  until?: number | undefined;
  /** 1 to 200; 50 when left out. */
  limit?: number | undefined;
  after?: readonly [start: number, uid: string] | undefined;
}

const maxLimit = 200;

/** Lists a client's bookings, newest start first. */
export async function listBookings(
  context: SlotKitContext,
  { clientId = defaultClientId, limit = 50, ...filter }: ListBookingsRequest,
): Promise<readonly BookingDetails[]> {
  if (!Number.isInteger(limit) || limit < 1 || limit > maxLimit) {
    throw invalidField("limit", `must be a whole number from 1 to ${maxLimit}`, String(limit));
  }
  const client = context.storage.forClient(clientId);
  const bookings = await client.bookings.list({ ...filter, limit });
  return Promise.all(
    bookings.map(async (booking) =>
      detailsOf(
        booking,
        await eventTypeOfBooking(context, booking),
        await client.effects.ofSubjects(subjectsOf(booking)),
      ),
    ),
  );
}
