import type { SeatedSession } from "../bookings/session.ts";
import type { Claim, ClientReads } from "../ports/storage.ts";
import type { Limit } from "../slots/slot-query.ts";
import { blockingSpan, type SlotScope } from "./gather-query.ts";
import { readLimits } from "./read-limits.ts";

const minuteMs = 60_000;

/**
 * A booking or hold that gives way to the request it belongs to: the booking that is being moved, the hold that is being
 * used up. Only what is live may be named.
 */
export interface OwnTime {
  uid: string;
  sessionUid: string | null;
  seats: number;
}

/** A session that can be joined, with the seats that others have or hold in it. */
export interface JoinableSession {
  session: SeatedSession;
  taken: number;
}

/** What SlotKit itself knows of the hosts' time. */
export interface Occupancy {
  /** What blocks them. The claims of joinable sessions stand there instead. */
  claims: readonly Claim[];
  sessions: readonly JoinableSession[];
  /** What may be booked at most, with what is booked and held. */
  limits: readonly Limit[];
}

export const nothingTaken: Occupancy = { claims: [], sessions: [], limits: [] };

/** What can be read of claims, sessions, holds and use, inside a transaction or outside. */
type Reads = Pick<ClientReads, "claims" | "sessions" | "reservations" | "usage">;

/** Reads what stands in the way of the slots of a scope, and which sessions they can be seats of. */
export async function readOccupancy(
  reads: Reads,
  scope: SlotScope,
  now: number,
  own: readonly OwnTime[] = [],
): Promise<Occupancy> {
  const { start, end } = blockingSpan(scope);
  const hostIds = scope.eventType.hosts.map(({ id }) => id);
  const claims = await reads.claims.overlapping(hostIds, start, end, now);
  const owners = new Set(claims.map(({ ownerUid }) => ownerUid));
  const known = (await sessionsOf(reads, scope, now, own)).filter(({ session }) => owners.has(session.uid));

  // Once its own seats are given up nobody is left in it: it goes, and the hosts are free.
  const emptied = known.filter(({ taken }) => taken === 0);
  const sessions = known.filter(({ session, taken }) => taken > 0 && isJoinable(session, scope));
  const aside = new Set([...own.map(({ uid }) => uid), ...[...emptied, ...sessions].map(({ session }) => session.uid)]);
  const limits = await readLimits(reads.usage, scope, now, own);
  return { claims: claims.filter(({ ownerUid }) => !aside.has(ownerUid)), sessions, limits };
}

/** The sessions that slots of the scope could join, and those in which the request has seats itself. */
async function sessionsOf(
  reads: Reads,
  { eventType, range }: SlotScope,
  now: number,
  own: readonly OwnTime[],
): Promise<readonly JoinableSession[]> {
  const found: JoinableSession[] = [];
  const add = (session: SeatedSession, holds: readonly OwnTime[]) => {
    const { uid, booked } = session;
    found.push({ session, taken: booked + seatsIn(uid, holds) - seatsIn(uid, own) });
  };
  if (eventType.seats !== null) {
    const sessions = await reads.sessions.startingIn(eventType.slug, range.start, range.end);
    const holds = sessions.length > 0 ? await reads.reservations.live(range.start, range.end, now) : [];
    for (const session of sessions) add(session, holds);
  }
  for (const uid of new Set(own.flatMap(({ sessionUid }) => sessionUid ?? []))) {
    const session = found.some((known) => known.session.uid === uid) ? null : await reads.sessions.find(uid);
    const holds = session ? await reads.reservations.inSession(uid) : [];
    if (session)
      add(
        session,
        holds.filter(({ expiresAt }) => expiresAt > now),
      );
  }
  return found;
}

function seatsIn(sessionUid: string, holders: readonly OwnTime[]): number {
  return holders.reduce((sum, holder) => sum + (holder.sessionUid === sessionUid ? holder.seats : 0), 0);
}

function isJoinable(session: SeatedSession, { eventType, durationMinutes, range }: SlotScope): boolean {
  return (
    eventType.seats !== null &&
    session.eventType === eventType.slug &&
    session.end - session.start === durationMinutes * minuteMs &&
    session.start >= range.start &&
    session.start < range.end
  );
}
