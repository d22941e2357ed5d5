import { BookingError } from "../errors.ts";
import type { Claim, Transaction } from "../ports/storage.ts";
import { keyOf } from "./memory-table.ts";
import type { MemoryTables } from "./memory-tables.ts";

/** Claims of one client, kept in `tables`. */
export function memoryClaims({ claims, bookings, sessions }: MemoryTables): Transaction["claims"] {
  const keyOfClaim = (claim: Claim) => keyOf(claim.hostId, claim.start);
  const remove = (matches: (claim: Claim) => boolean) => {
    for (const claim of claims.filter(matches)) claims.delete(keyOfClaim(claim));
  };
  return {
    async overlapping(hostIds, start, end, now) {
      return claims
        .filter((claim) => hostIds.includes(claim.hostId) && overlaps(claim, start, end) && !hasExpired(claim, now))
        .sort(byStart);
    },
    async lastBookedAt(hostIds, eventType) {
      const last = new Map<string, number>();
      for (const { hostId, ownerUid } of claims.filter((claim) => hostIds.includes(claim.hostId))) {
        const session = sessions.get(ownerUid);
        const booked = bookings.get(ownerUid) ?? (session && session.booked > 0 ? session : undefined);
        if (booked?.eventType === eventType) last.set(hostId, Math.max(last.get(hostId) ?? 0, booked.createdAt));
      }
      return last;
    },
    async insert(added) {
      for (const claim of added) {
        assertWhole(claim);
        const taken = claims.filter(
          (other) => other.hostId === claim.hostId && overlaps(other, claim.start, claim.end),
        );
        if (taken.length > 0) throw new BookingError("slot_unavailable", "Another claim holds a part of this time.");
        claims.set(keyOfClaim(claim), claim);
      }
    },
    async removeOwnedBy(ownerUid) {
      remove((claim) => claim.ownerUid === ownerUid);
    },
    async removeExpired(hostIds, start, end, now) {
      remove((claim) => hostIds.includes(claim.hostId) && overlaps(claim, start, end) && hasExpired(claim, now));
    },
  };
}

function overlaps(claim: Claim, start: number, end: number): boolean {
  return claim.start < end && claim.end > start;
}

function hasExpired({ expiresAt }: Claim, now: number): boolean {
  return expiresAt !== null && expiresAt <= now;
}

/** An empty claim would overlap nothing and so protect nothing. */
function assertWhole({ start, end, kind, expiresAt }: Claim): void {
  if (!(end > start)) throw new RangeError(`A claim must end after it starts; received ${start} to ${end}.`);
  if ((kind === "hold") !== (expiresAt !== null))
    throw new RangeError("A hold expires, and a booking's claim does not.");
}

function byStart(a: Claim, b: Claim): number {
  if (a.start !== b.start) return a.start - b.start;
  return a.hostId < b.hostId ? -1 : 1;
}
