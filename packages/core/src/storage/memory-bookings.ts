import type { Booking } from "../bookings/booking.ts";
import { BookingError } from "../errors.ts";
import type { BookingFilter, Transaction } from "../ports/storage.ts";
import type { MemoryTables } from "./memory-tables.ts";

/** Bookings of one client, kept in `tables`. */
export function memoryBookings({ bookings }: MemoryTables, clientId: string): Transaction["bookings"] {
  return {
    async find(uid) {
      return bookings.get(uid) ?? null;
    },
    async list(filter) {
      return bookings
        .filter((booking) => matches(booking, filter))
        .sort(newestFirst)
        .slice(0, filter.limit);
    },
    async insert(booking) {
      assertOwn(booking, clientId);
      if (bookings.get(booking.uid)) throw new Error(`Booking ${booking.uid} exists already.`);
      bookings.set(booking.uid, booking);
    },
    async update(booking, expectedVersion) {
      assertOwn(booking, clientId);
      if (bookings.get(booking.uid)?.version !== expectedVersion) {
        throw new BookingError(
          "version_conflict",
          `Booking ${booking.uid} is no longer at version ${expectedVersion}.`,
        );
      }
      bookings.set(booking.uid, booking);
    },
  };
}

/** Refuses a row that belongs to another client. */
export function assertOwn(row: { clientId: string }, clientId: string): void {
  if (row.clientId !== clientId) throw new Error("A row of another client was about to be written.");
}

function matches(booking: Booking, { status, eventType, from, until, after }: BookingFilter): boolean {
  return (
    (status === undefined || booking.status === status) &&
    (eventType === undefined || booking.eventType === eventType) &&
    (from === undefined || booking.start >= from) &&
    (until === undefined || booking.start < until) &&
    (after === undefined || booking.start < after[0] || (booking.start === after[0] && booking.uid < after[1]))
  );
}

function newestFirst(a: Booking, b: Booking): number {
  if (a.start !== b.start) return b.start - a.start;
  return a.uid < b.uid ? 1 : -1;
}
