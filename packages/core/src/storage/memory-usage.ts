import { isLive } from "../bookings/transitions.ts";
import type { LimitUsage, UsageFilter, UsageRepository } from "../ports/booking-limits.ts";
import type { MemoryTables } from "./memory-tables.ts";

/** What the limits of one client count. */
export function memoryUsage({
  bookings,
  sessions,
  reservations,
}: Pick<MemoryTables, "bookings" | "sessions" | "reservations">): UsageRepository {
  return {
    async startingIn(filter) {
      const holds = reservations.filter(({ expiresAt }) => expiresAt > filter.now);
      const held = (uid: string) => holds.filter(({ sessionUid }) => sessionUid === uid);
      const alone = bookings.filter(({ status, sessionUid }) => sessionUid === null && isLive(status));
      const shared = sessions
        .filter(() => true)
        .map((session) => ({
          ...session,
          seats: held(session.uid).reduce((sum, { seats }) => sum + seats, session.booked),
        }));
      return [...alone, ...shared, ...holds.filter(({ sessionUid }) => sessionUid === null)]
        .filter((use) => use.seats > 0 && isWanted(use, filter))
        .sort((a, b) => a.start - b.start || (a.uid < b.uid ? -1 : 1))
        .map(({ uid, eventType, start, end, hostIds, seats }) => ({ uid, eventType, start, end, hostIds, seats }));
    },
  };
}

function isWanted({ eventType, hostIds, start }: LimitUsage, { scope, from, until }: UsageFilter): boolean {
  if (start < from || start >= until) return false;
  return scope === "client" || scope.eventType === eventType || scope.hostIds.some((id) => hostIds.includes(id));
}
