import type { Reservation } from "../bookings/reservation.ts";
import type { ReservationWrites } from "../ports/reservations.ts";
import { assertOwn } from "./memory-bookings.ts";
import type { MemoryTables } from "./memory-tables.ts";

/** Reservations of one client, kept in `tables`. */
export function memoryReservations({ reservations }: MemoryTables, clientId: string): ReservationWrites {
  return {
    async find(uid) {
      return reservations.get(uid) ?? null;
    },
    async live(from, until, now) {
      return reservations
        .filter(({ start, expiresAt }) => start >= from && start < until && expiresAt > now)
        .sort((a, b) => a.start - b.start || byUid(a, b));
    },
    async inSession(sessionUid) {
      return reservations.filter((held) => held.sessionUid === sessionUid).sort(byUid);
    },
    async liveOfSender(sender, now) {
      return reservations.filter((held) => held.sender === sender && held.expiresAt > now).sort(byEnd);
    },
    async expired(now, limit) {
      return reservations
        .filter(({ expiresAt }) => expiresAt <= now)
        .sort(byEnd)
        .slice(0, limit);
    },
    async insert(reservation) {
      assertOwn(reservation, clientId);
      if (reservations.get(reservation.uid)) throw new Error(`Reservation ${reservation.uid} exists already.`);
      reservations.set(reservation.uid, reservation);
    },
    async update(reservation) {
      assertOwn(reservation, clientId);
      if (!reservations.get(reservation.uid)) throw new Error(`Reservation ${reservation.uid} is not stored.`);
      reservations.set(reservation.uid, reservation);
    },
    async remove(uid) {
      reservations.delete(uid);
    },
  };
}

function byEnd(a: Reservation, b: Reservation): number {
  return a.expiresAt - b.expiresAt || byUid(a, b);
}

function byUid(a: Reservation, b: Reservation): number {
  return a.uid < b.uid ? -1 : 1;
}
