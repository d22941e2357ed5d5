import type { Claim, Transaction } from "../ports/storage.ts";
import type { SeatedSession } from "./session.ts";

const minuteMs = 60_000;

/**
 * Brings the claims of a session to what its seats need: a session that is booked takes its hosts' time, one that is only
 * held holds it as long as the last hold, and one in which nobody has a seat lets it go. One that nobody ever booked is
 * then forgotten.
 */
export async function settleClaims(tx: Transaction, session: SeatedSession, now: number): Promise<void> {
  await tx.claims.removeOwnedBy(session.uid);
  if (session.booked > 0) {
    await tx.claims.insert(claimsOfSession(session, null));
    return;
  }
  const holds = await tx.reservations.inSession(session.uid);
  const heldUntil = Math.max(0, ...holds.map(({ expiresAt }) => expiresAt));
  if (heldUntil > now) await tx.claims.insert(claimsOfSession(session, heldUntil));
  else if (session.version === 0 && holds.length === 0) await tx.sessions.remove(session.uid);
}

function claimsOfSession(session: SeatedSession, heldUntil: number | null): readonly Claim[] {
  return session.hostIds.map((hostId) => ({
    hostId,
    start: session.start - session.bufferBeforeMinutes * minuteMs,
    end: session.end + session.bufferAfterMinutes * minuteMs,
    kind: heldUntil === null ? "booking" : "hold",
    ownerUid: session.uid,
    expiresAt: heldUntil,
  }));
}
