import type { Booking } from "../bookings/booking.ts";
import { BookingError } from "../errors.ts";
import type { BookingScan } from "../ports/booking-scan.ts";
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
    async inSession(sessionUid) {
      return bookings
        .filter((booking) => booking.sessionUid === sessionUid)
        .sort((a, b) => a.createdAt - b.createdAt || (a.uid < b.uid ? -1 : 1));
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

function matches(booking: Booking, { status, eventType, seriesUid, from, until, after }: BookingFilter): boolean {
  return (
    (status === undefined || booking.status === status) &&
    (eventType === undefined || booking.eventType === eventType) &&
    (seriesUid === undefined || booking.seriesUid === seriesUid) &&
    (from === undefined || booking.start >= from) &&
    (until === undefined || booking.start < until) &&
    (after === undefined || booking.start < after[0] || (booking.start === after[0] && booking.uid < after[1]))
  );
}

/** Bookings over all clients, for the walks of SlotKit itself. */
export function scanMemoryBookings(clients: Iterable<MemoryTables>, scan: BookingScan): readonly Booking[] {
  return [...clients]
    .flatMap(({ bookings }) => bookings.filter((booking) => isScanned(booking, scan)))
    .sort(inScanOrder)
    .slice(0, scan.limit);
}

function isScanned(booking: Booking, { status, startsFrom, startsUntil, endsUntil, after }: BookingScan): boolean {
  return (
    booking.status === status &&
    (startsFrom === undefined || booking.start >= startsFrom) &&
    (startsUntil === undefined || booking.start <= startsUntil) &&
    (endsUntil === undefined || booking.end <= endsUntil) &&
    (after === undefined || inScanOrder({ start: after[0], clientId: after[1], uid: after[2] }, booking) < 0)
  );
}

function inScanOrder(a: ScanPlace, b: ScanPlace): number {
  if (a.start !== b.start) return a.start - b.start;
  if (a.clientId !== b.clientId) return a.clientId < b.clientId ? -1 : 1;
  return a.uid === b.uid ? 0 : a.uid < b.uid ? -1 : 1;
}

type ScanPlace = Pick<Booking, "start" | "clientId" | "uid">;

function newestFirst(a: Booking, b: Booking): number {
  if (a.start !== b.start) return b.start - a.start;
  return a.uid < b.uid ? 1 : -1;
}
