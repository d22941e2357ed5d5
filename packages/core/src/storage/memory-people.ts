import type { PersonRepository } from "../ports/person-rules.ts";
import type { MemoryTables } from "./memory-tables.ts";

/** People who have booked with one client. */
export function memoryPeople({ bookings }: Pick<MemoryTables, "bookings">): PersonRepository {
  const madeBy = (person: string, since: number) =>
    bookings.filter((booking) => booking.person === person && booking.createdAt >= since);
  return {
    bookingsOf: async (person, madeSince) =>
      madeBy(person, madeSince)
        .sort((a, b) => a.createdAt - b.createdAt)
        .map(({ uid, eventType, status, start, end, createdAt }) => ({
          uid,
          eventType,
          status,
          start,
          end,
          createdAt,
        })),
    countOf: async (person, madeSince, statuses) =>
      madeBy(person, madeSince).filter(({ status }) => statuses.includes(status)).length,
  };
}
