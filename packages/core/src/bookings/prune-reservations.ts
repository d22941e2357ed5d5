import type { SlotKitContext } from "../context.ts";
import { locksOfHold, releaseHold } from "./own-hold.ts";

/** Two go for every one that comes, and nobody waits long for it. */
const mostAtOnce = 10;

/**
 * Removes holds of a client that have ended, with the sessions that nobody booked in the end. They hold nothing any more, so
 * a failure is told and otherwise does not matter: the next hold tries again.
 */
export async function pruneReservations(context: SlotKitContext, clientId: string): Promise<void> {
  const client = context.storage.forClient(clientId);
  try {
    const expired = await client.reservations.expired(await context.storage.now(), mostAtOnce);
    if (expired.length === 0) return;
    await client.transaction(expired.flatMap(locksOfHold), async (tx) => {
      const now = await tx.now();
      for (const { uid } of expired) {
        const reservation = await tx.reservations.find(uid);
        if (reservation && reservation.expiresAt <= now) await releaseHold(tx, reservation, now);
      }
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    context.logger.warn("Reservations that have ended could not be removed; they hold nothing.", { clientId, reason });
  }
}
