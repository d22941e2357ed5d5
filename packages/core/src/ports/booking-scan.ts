import type { Booking, BookingStatus } from "../bookings/booking.ts";

/** Which bookings to walk through, over all clients: work that no client asks for, such as closing what has ended. */
export interface BookingScan {
  status: BookingStatus;
  /** Starts at or after. */
  startsFrom?: number | undefined;
  /** Starts at or before. */
  startsUntil?: number | undefined;
  /** Ends at or before. */
  endsUntil?: number | undefined;
  limit: number;
  /** The `[start, clientId, uid]` of the last row of the previous page. */
  after?: readonly [start: number, clientId: string, uid: string] | undefined;
}

export interface BookingScanner {
  /** The bookings of every client that match: earliest start first, of equal starts by `clientId`, then `uid`. */
  scanBookings(scan: BookingScan): Promise<readonly Booking[]>;
}
