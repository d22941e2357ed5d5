import { type SlotScope, slotQueryOf } from "../availability/gather-query.ts";
import { nothingTaken } from "../availability/occupancy.ts";
import { BookingError } from "../errors.ts";
import type { Transaction } from "../ports/storage.ts";
import { findSlots } from "../slots/find-slots.ts";
import type { Slot, Span } from "../slots/slot-query.ts";
import { instantsOfLocalDate, localDateAt } from "../time/local-time.ts";
import type { HoldLimits } from "./hold-limits.ts";
import type { Reservation } from "./reservation.ts";

const minuteMs = 60_000;

/** @throws {BookingError} `rate_limited` when one sender holds as much as one may. */
export async function refuseTooManyHolds(
  tx: Transaction,
  sender: string,
  { maxPerSender }: HoldLimits,
  now: number,
): Promise<void> {
  const holds = await tx.reservations.liveOfSender(sender, now);
  const firstToEnd = holds[holds.length - maxPerSender];
  if (firstToEnd) throw tooMuchHeld([firstToEnd], now);
}

/**
 * Keeps a share of every host's day free of holds. Counted are meetings of the wanted length that fit into the hours of the
 * day, one after the other, whatever is booked; with seats, the seats of these. One hold is always allowed.
 *
 * @throws {BookingError} `rate_limited` when the share is held.
 */
export async function refuseTooMuchOfDay(
  tx: Transaction,
  scope: SlotScope,
  slot: Pick<Slot, "start" | "hostIds">,
  seats: number,
  { maxShareOfDay }: HoldLimits,
): Promise<void> {
  const { eventType } = scope;
  const now = await tx.now();
  const day = dayOf(slot.start, eventType.timeZone);
  const live = await tx.reservations.live(day.start, day.end, now);
  for (const hostId of slot.hostIds) {
    const ofHost = live.filter(({ hostIds }) => hostIds.includes(hostId));
    const held = eventType.seats === null ? ofHost : ofHost.filter((hold) => hold.eventType === eventType.slug);
    if (held.length === 0) continue;
    const units = eventType.seats === null ? slotsHeld(held) + 1 : seatsHeld(held) + seats;
    const inAll = meetingsThatFit(scope, day, hostId) * (eventType.seats?.capacity ?? 1);
    if (units > Math.max(1, Math.floor(inAll * maxShareOfDay))) throw tooMuchHeld(held, now);
  }
}

function dayOf(instant: number, timeZone: string): Span {
  const spans = instantsOfLocalDate(timeZone, localDateAt(timeZone, instant));
  return { start: Math.min(...spans.map(({ start }) => start)), end: Math.max(...spans.map(({ end }) => end)) };
}

/** Holds of one session's seats hold one slot together. */
function slotsHeld(holds: readonly Reservation[]): number {
  return new Set(holds.map(({ uid, sessionUid }) => sessionUid ?? uid)).size;
}

function seatsHeld(holds: readonly Reservation[]): number {
  return holds.reduce((sum, { seats }) => sum + seats, 0);
}

/** How many meetings of the scope's length a host could have on a day, buffers between them, if nothing were booked. */
function meetingsThatFit(scope: SlotScope, day: Span, hostId: string): number {
  const query = slotQueryOf({ ...scope, range: day }, day.start, nothingTaken, []);
  const open = { ...query, minimumNoticeMinutes: 0, bookingWindowDays: undefined, limits: [] };
  const { bufferBeforeMinutes, bufferAfterMinutes } = scope.eventType;
  let count = 0;
  let freeFrom = day.start;
  for (const { start, end, hostIds } of findSlots(open)) {
    if (start < freeFrom || !hostIds.includes(hostId)) continue;
    count++;
    freeFrom = end + (bufferBeforeMinutes + bufferAfterMinutes) * minuteMs;
  }
  return count;
}

/**
 * Both limits pass by themselves, when holds end, and neither keeps anybody from booking: so they are told as a rate with a
 * time to come back, and not as `limit_reached`, which would say that no more is taken at all.
 */
function tooMuchHeld(holds: readonly Reservation[], now: number): BookingError {
  const endsAt = Math.min(...holds.map(({ expiresAt }) => expiresAt));
  const retryAfterSeconds = Math.max(1, Math.ceil((endsAt - now) / 1000));
  return new BookingError("rate_limited", "Too much is held at the moment; book without a reservation, or later.", {
    retryAfterSeconds,
  });
}
