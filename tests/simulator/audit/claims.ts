import type { BookingRow, ClaimRow, ReservationRow, SessionRow, StoredRows, Violation } from "./facts.ts";
import { isLive } from "./overlaps.ts";

const minuteMs = 60_000;
/** Clocks of processes differ; what ends about now may or may not have ended. */
const aboutNowMs = 5_000;

const broken = (says: string): Violation => ({ promise: "P4", says });

/** Who may hold claims, and which. */
interface Holder {
  key: string;
  what: string;
  /** Every claim that it must have; null where it may have none as well. */
  must: readonly string[] | null;
  may(claim: ClaimRow): boolean;
}

/**
 * P4: each live booking has one claim per host, exactly as long as the booking with its buffers, and a dead one has none; so
 * has a session that is booked, in place of the bookings in it. A hold has claims that end when it does.
 */
export function findWrongClaims({ bookings, sessions, reservations, claims }: StoredRows, now: number): Violation[] {
  const isHeld = ({ expiresAt }: ReservationRow) => expiresAt > now + aboutNowMs;
  const holders = [
    ...bookings.map(holderOfBooking),
    ...sessions.map((session) =>
      holderOfSession(
        session,
        reservations.filter((hold) => hold.sessionUid === session.uid && isHeld(hold)),
      ),
    ),
    ...reservations
      .filter(({ sessionUid }) => sessionUid === null)
      .map((hold) => holderOfReservation(hold, isHeld(hold))),
  ];
  const held = Map.groupBy(claims, ({ clientId, ownerUid }) => `${clientId}/${ownerUid}`);
  const violations = holders.flatMap(({ key, what, must, may }) => {
    const has = held.get(key) ?? [];
    held.delete(key);
    const texts = has.map(textOf).sort();
    const isRight = must === null ? has.length === 0 || has.every(may) : texts.join() === must.join();
    return isRight ? [] : [broken(`${what} has the claims [${texts}]${must ? ` and should have [${must}]` : ""}`)];
  });
  return [...violations, ...[...held.keys()].map((key) => broken(`claims of ${key} belong to nothing`))];
}

function holderOfBooking(booking: BookingRow): Holder {
  const { clientId, uid, status, sessionUid } = booking;
  return {
    key: `${clientId}/${uid}`,
    what: `${status} booking ${uid}`,
    must: isLive(booking) && sessionUid === null ? claimsFor(booking, "booking", null) : [],
    may: () => false,
  };
}

function holderOfSession(session: SessionRow, holds: readonly ReservationRow[]): Holder {
  const { clientId, uid, booked } = session;
  const heldUntil = Math.max(...holds.map(({ expiresAt }) => expiresAt));
  return {
    key: `${clientId}/${uid}`,
    what: `session ${uid} with ${booked} seats booked and ${holds.length} holds`,
    must:
      booked > 0
        ? claimsFor(session, "booking", null)
        : holds.length > 0
          ? claimsFor(session, "hold", heldUntil)
          : null,
    // Of holds that are over, until somebody wants the time.
    may: (claim) => claimsFor(session, "hold", claim.expiresAt).includes(textOf(claim)),
  };
}

/** Its buffers are those of its event type, of which the rows tell nothing. */
function holderOfReservation({ clientId, uid, hostIds, expiresAt }: ReservationRow, isHeld: boolean): Holder {
  return {
    key: `${clientId}/${uid}`,
    what: `${isHeld ? "live" : "expired"} hold ${uid}`,
    must: null,
    may: (claim) => claim.kind === "hold" && claim.expiresAt === expiresAt && hostIds.includes(claim.hostId),
  };
}

interface Extent {
  hostIds: readonly string[];
  start: number;
  end: number;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
}

function claimsFor(extent: Extent, kind: string, expiresAt: number | null): string[] {
  const { hostIds, bufferBeforeMinutes, bufferAfterMinutes } = extent;
  const start = extent.start - bufferBeforeMinutes * minuteMs;
  const end = extent.end + bufferAfterMinutes * minuteMs;
  return hostIds.map((hostId) => textOf({ hostId, start, end, kind, expiresAt })).sort();
}

function textOf({ hostId, start, end, kind, expiresAt }: Omit<ClaimRow, "clientId" | "ownerUid">): string {
  return `${kind} ${hostId} ${start} ${end}${expiresAt === null ? "" : ` until ${expiresAt}`}`;
}

/** P4: a live hold on time of its own has a claim for each of its hosts. */
export function findHoldsWithoutClaims({ reservations, claims }: StoredRows, now: number): Violation[] {
  return reservations
    .filter(({ sessionUid, expiresAt }) => sessionUid === null && expiresAt > now + aboutNowMs)
    .flatMap(({ clientId, uid, hostIds }) => {
      const claimed = claims.filter((claim) => claim.clientId === clientId && claim.ownerUid === uid);
      return claimed.length === hostIds.length
        ? []
        : [broken(`hold ${uid} of ${hostIds} has ${claimed.length} claims, and should have ${hostIds.length}`)];
    });
}

/** A session counts the seats of its live bookings (P4), and never gives away more than it has (P1). */
export function findWrongSeats({ bookings, sessions, reservations }: StoredRows, now: number): Violation[] {
  return sessions.flatMap(({ clientId, uid, booked, capacity }) => {
    const isOurs = (row: BookingRow | ReservationRow) => row.clientId === clientId && row.sessionUid === uid;
    const sum = (rows: readonly { seats: number }[]) => rows.reduce((total, { seats }) => total + seats, 0);
    const taken = sum(bookings.filter((booking) => isOurs(booking) && isLive(booking)));
    const held = sum(reservations.filter((hold) => isOurs(hold) && hold.expiresAt > now + aboutNowMs));
    return [
      ...(taken === booked
        ? []
        : [broken(`session ${uid} says ${booked} seats are booked, its bookings have ${taken}`)]),
      ...(taken + held <= capacity
        ? []
        : [
            {
              promise: "P1",
              says: `session ${uid} has ${capacity} seats, of which ${taken} are booked and ${held} held`,
            },
          ]),
    ];
  });
}
