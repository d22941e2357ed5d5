import type { CompiledQuery } from "./compile-query.ts";
import type { Session, Slot, Span } from "./slot-query.ts";

const minuteMs = 60_000;

/** The time that a session takes of its hosts: like every claim of ours, its buffers included. */
export function claimOf(query: CompiledQuery, session: Session): Span {
  const { start, end, bufferBeforeMinutes, bufferAfterMinutes } = session;
  return {
    start: start - (bufferBeforeMinutes === undefined ? query.bufferBeforeMs : bufferBeforeMinutes * minuteMs),
    end: end + (bufferAfterMinutes === undefined ? query.bufferAfterMs : bufferAfterMinutes * minuteMs),
  };
}

/** Whether a slot of this query can be a seat in the session: same start, same end. */
export function isJoinable(query: CompiledQuery, session: Session): boolean {
  return session.end - session.start === query.durationMs;
}

/** The sessions that slots of this query can join, by start; of several, the first that has a seat left. */
export function joinableSessions(query: CompiledQuery): ReadonlyMap<number, Session> {
  const sessions = new Map<number, Session>();
  for (const session of query.sessions) {
    if (!isJoinable(query, session)) continue;
    const earlier = sessions.get(session.start);
    if (!earlier || seatsRemaining(query, earlier) === 0) sessions.set(session.start, session);
  }
  return sessions;
}

/** The seats left in a session, or in a fresh slot. */
export function seatsRemaining(query: CompiledQuery, session: Session | undefined): number {
  return Math.max(0, (query.capacity ?? 0) - (session?.taken ?? 0));
}

/**
 * The slot for which these hosts are free, seats counted.
 *
 * A session owns its start: who comes next joins it, with its hosts, and nothing is offered beside it.
 *
 * @param freeHostIds - Enough of them.
 * @returns `undefined` when the session is full or one of its hosts is not free.
 */
export function seatedSlot(
  query: CompiledQuery,
  session: Session | undefined,
  start: number,
  freeHostIds: readonly string[],
): Slot | undefined {
  const end = start + query.durationMs;
  if (query.capacity === undefined) return { start, end, hostIds: freeHostIds };
  const remaining = seatsRemaining(query, session);
  if (!session) return { start, end, hostIds: freeHostIds, seatsRemaining: remaining };
  const free = new Set(freeHostIds);
  if (remaining === 0 || !session.hostIds.every((id) => free.has(id))) return undefined;
  return { start, end, hostIds: session.hostIds, seatsRemaining: remaining };
}
