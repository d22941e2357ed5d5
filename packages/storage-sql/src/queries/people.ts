import type { BookingStatus, PersonRepository } from "@slotkit/core";
import type { Kysely } from "kysely";
import type { Schema } from "../schema.ts";

/** People who have booked with one client; every read goes by the index `bookings_by_email`. */
export function personReads(db: Kysely<Schema>, clientId: string): PersonRepository {
  const madeBy = (person: string, since: number) =>
    db
      .selectFrom("bookings")
      .where("client_id", "=", clientId)
      .where("email", "=", person)
      .where("created_at", ">=", since);
  return {
    async bookingsOf(person, madeSince) {
      const rows = await madeBy(person, madeSince)
        .select(["uid", "event_type", "status", "start", "end", "created_at"])
        .orderBy("created_at")
        .execute();
      return rows.map((row) => ({
        uid: row.uid,
        eventType: row.event_type,
        status: row.status as BookingStatus,
        start: row.start,
        end: row.end,
        createdAt: row.created_at,
      }));
    },
    async countOf(person, madeSince, statuses) {
      const { count } = await madeBy(person, madeSince)
        .where("status", "in", statuses)
        .select(({ fn }) => fn.countAll().as("count"))
        .executeTakeFirstOrThrow();
      return Number(count);
    },
  };
}
