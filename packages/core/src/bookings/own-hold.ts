import type { SlotScope } from "../availability/gather-query.ts";
import { BookingError, isBookingError } from "../errors.ts";
import type { ClientStorage, Lock, Transaction } from "../ports/storage.ts";
import type { Reservation } from "./reservation.ts";
import { settleClaims } from "./session-claims.ts";

/**
 * The hold that a booking or move is to use up. It is looked up before the transaction, because its hosts have to be locked,
 * and once more inside.
 */
export interface OwnHold {
  /** What has to be locked besides the rest; see {@link locksOfHold}. */
  readonly locks: readonly Lock[];
  /** Gives its time back, for the booking to take. Should that be refused after all, the transaction leaves it as it was. */
  release(tx: Transaction): Promise<ReleasedHold>;
}

/** What is left of a hold that was used up. */
export interface ReleasedHold {
  /** The hosts that it had fixed for the one slot of a scope, if it held that slot. */
  hostsFor(scope: SlotScope): readonly string[] | undefined;
  /** Tells somebody whose hold had run out, and whose time somebody else has, just that. */
  explaining<T>(attempt: Promise<T>): Promise<T>;
}

/** Looks a hold up. Without a uid there is none. */
export async function ownHold(client: ClientStorage, reservationUid: string | undefined): Promise<OwnHold> {
  const known = reservationUid === undefined ? null : await client.reservations.find(reservationUid);
  return {
    locks: known === null ? [] : locksOfHold(known),
    async release(tx) {
      const stored = known === null ? null : await tx.reservations.find(known.uid);
      const now = await tx.now();
      if (stored !== null) await releaseHold(tx, stored, now);
      const live = stored !== null && stored.expiresAt > now ? stored : null;
      return {
        hostsFor: ({ eventType, range }) =>
          live?.eventType === eventType.slug && live.start === range.start ? live.hostIds : undefined,
        explaining: (attempt) =>
          attempt.catch((error: unknown) => {
            throw reservationUid !== undefined && live === null ? expiredInPlaceOf(error) : error;
          }),
      };
    },
  };
}

/** What has to be locked before a hold is changed: its hosts, and for seats the event type. */
export function locksOfHold({ hostIds, sessionUid, eventType }: Reservation): readonly Lock[] {
  const hosts = hostIds.map((id): Lock => ({ kind: "host", id }));
  return sessionUid === null ? hosts : [...hosts, { kind: "eventType", id: eventType }];
}

/** Ends a hold, expired or not, and frees what it took. */
export async function releaseHold(
  tx: Transaction,
  { uid, sessionUid, expiresAt }: Reservation,
  now: number,
): Promise<void> {
  await tx.reservations.remove(uid);
  if (expiresAt > now) await tx.webhooks.withdraw(uid, "reservation.expired");
  if (sessionUid === null) {
    await tx.claims.removeOwnedBy(uid);
    return;
  }
  const session = await tx.sessions.find(sessionUid);
  if (session && session.booked === 0) await settleClaims(tx, session, now);
}

const taken: ReadonlySet<string> = new Set(["slot_unavailable", "no_available_host", "seats_full"]);

function expiredInPlaceOf(error: unknown): unknown {
  if (!isBookingError(error) || !taken.has(error.code)) return error;
  return new BookingError("reservation_expired", "The reservation has ended, and the time was taken meanwhile.", {
    errors: [{ field: "reservationUid", message: "is no longer held" }],
    cause: error,
  });
}
