import type { SlotScope } from "../availability/gather-query.ts";
import type { SlotKitContext } from "../context.ts";
import { BookingError } from "../errors.ts";
import type { EventType, Seats } from "../ports/catalog.ts";
import type { Transaction } from "../ports/storage.ts";
import type { TakenSlot } from "./commit-slot.ts";
import { tooFewSeats } from "./refusal.ts";
import type { SeatedSession } from "./session.ts";
import { settleClaims } from "./session-claims.ts";
import { createUid } from "./uid.ts";

/** The seats that a booking takes: one, and one per guest where the event type says so. */
export function seatsOf({ seats }: Pick<EventType, "seats">, guests: readonly string[]): number {
  return seats?.guestsTakeSeats ? 1 + guests.length : 1;
}

/** The session of a slot: the one there is, or a new one that nobody has booked yet and whose hosts are not yet claimed. */
export async function openSession(
  context: SlotKitContext,
  tx: Transaction,
  { clientId, eventType }: Pick<SlotScope, "clientId" | "eventType">,
  slot: TakenSlot,
): Promise<SeatedSession> {
  if (slot.session) return slot.session;
  const now = await tx.now();
  const organizer = eventType.hosts.find(({ id }) => id === slot.hostIds[0]);
  const session: SeatedSession = {
    clientId,
    uid: createUid("ss", context.random),
    eventType: eventType.slug,
    version: 0,
    start: slot.start,
    end: slot.end,
    bufferBeforeMinutes: eventType.bufferBeforeMinutes,
    bufferAfterMinutes: eventType.bufferAfterMinutes,
    timeZone: eventType.timeZone,
    hostIds: slot.hostIds,
    capacity: capacityOf(eventType),
    booked: 0,
    createdAt: now,
    updatedAt: now,
    calendarId: organizer?.destinationCalendar ?? null,
    calendarEventId: null,
    calendarSynced: false,
    requiresManualCalendarSync: false,
  };
  await tx.sessions.insert(session);
  return session;
}

/** Books seats in a session. @returns The session as it now stands. */
export async function takeSeats(
  tx: Transaction,
  session: SeatedSession,
  eventType: EventType,
  seats: number,
): Promise<SeatedSession> {
  const changed = await changeBooked(tx, { ...session, capacity: capacityOf(eventType) }, seats);
  if (session.booked === 0) await settleClaims(tx, changed, changed.updatedAt);
  return changed;
}

/** Gives booked seats back. @returns The session as it now stands. */
export async function giveSeatsBack(tx: Transaction, sessionUid: string, seats: number): Promise<SeatedSession> {
  const changed = await changeBooked(tx, await requireSession(tx, sessionUid), -seats);
  if (changed.booked === 0) await settleClaims(tx, changed, changed.updatedAt);
  return changed;
}

/**
 * Brings a session to a change of one of its bookings, which goes on with so many seats more or fewer.
 *
 * @returns The session as it now stands.
 * @throws {BookingError} `seats_full` when fewer are left.
 */
export async function changeSeats(tx: Transaction, sessionUid: string, more: number): Promise<SeatedSession> {
  const session = await requireSession(tx, sessionUid);
  if (more > 0 && more > session.capacity - session.booked - (await seatsHeldIn(tx, sessionUid))) throw tooFewSeats();
  return changeBooked(tx, session, more);
}

async function seatsHeldIn(tx: Transaction, sessionUid: string): Promise<number> {
  const now = await tx.now();
  const holds = (await tx.reservations.inSession(sessionUid)).filter(({ expiresAt }) => expiresAt > now);
  return holds.reduce((sum, { seats }) => sum + seats, 0);
}

async function changeBooked(tx: Transaction, session: SeatedSession, seats: number): Promise<SeatedSession> {
  const changed: SeatedSession = {
    ...session,
    version: session.version + 1,
    booked: session.booked + seats,
    updatedAt: await tx.now(),
    calendarSynced: false,
    requiresManualCalendarSync: false,
  };
  await tx.sessions.update(changed, session.version);
  return changed;
}

async function requireSession(tx: Transaction, uid: string): Promise<SeatedSession> {
  const session = await tx.sessions.find(uid);
  if (!session) throw new BookingError("internal", "A booking names a session that is not stored.");
  return session;
}

function capacityOf({ seats }: { seats: Seats | null }): number {
  return seats?.capacity ?? 1;
}
