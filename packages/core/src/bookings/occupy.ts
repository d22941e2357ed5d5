import type { SlotScope } from "../availability/gather-query.ts";
import type { SlotKitContext } from "../context.ts";
import type { Lock, Transaction } from "../ports/storage.ts";
import type { Booking } from "./booking.ts";
import { claimsOf, type TakenSlot } from "./commit-slot.ts";
import type { SeatedSession } from "./session.ts";
import { giveSeatsBack, openSession, takeSeats } from "./session-seats.ts";

/** The part of a booking that says where it takes its time. */
type Place = Pick<Booking, "uid" | "sessionUid" | "seats">;

/**
 * Takes a slot for a booking: time of its own, or seats of a session. Whatever gives way has been released before.
 *
 * @returns The session as it now stands, or null without seats.
 */
export async function occupy(
  context: SlotKitContext,
  tx: Transaction,
  scope: Pick<SlotScope, "clientId" | "eventType">,
  slot: TakenSlot,
  { uid, seats }: Pick<Place, "uid" | "seats">,
): Promise<SeatedSession | null> {
  if (scope.eventType.seats !== null) {
    return takeSeats(tx, await openSession(context, tx, scope, slot), scope.eventType, seats);
  }
  await tx.claims.insert(claimsOf(slot, scope, uid, slot.hostIds));
  return null;
}

/** Gives back what a booking takes. @returns The session it leaves, as it now stands, or null. */
export async function vacate(tx: Transaction, { uid, sessionUid, seats }: Place): Promise<SeatedSession | null> {
  if (sessionUid !== null) return giveSeatsBack(tx, sessionUid, seats);
  await tx.claims.removeOwnedBy(uid);
  return null;
}

/** What has to be locked, besides the booking, before its place is given up: nothing but for a seat. */
export function locksOfPlace({ sessionUid, hostIds, eventType }: Booking): readonly Lock[] {
  if (sessionUid === null) return [];
  return [{ kind: "eventType", id: eventType }, ...hostIds.map((id): Lock => ({ kind: "host", id }))];
}
