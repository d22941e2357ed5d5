import type { LimitUsage, UsageFilter, UsageRepository } from "@slotkit/core";
import type { Kysely } from "kysely";
import type { Schema } from "../schema.ts";

/** What the limits of one client count. */
export function usageReads(db: Kysely<Schema>, clientId: string): UsageRepository {
  return {
    async startingIn(filter) {
      const asked = { clientId, ...filter };
      const holds = await heldIn(db, asked);
      const alone = [
        ...(await ofBookings(db, asked)),
        ...holds.filter((hold) => isAlone(hold) && isWanted(hold, filter)),
      ];
      // A hold of seats starts when its session does.
      const shared = (await ofSessions(db, asked)).map((session) => ({
        ...session,
        seats: holds.reduce((sum, hold) => (hold.session_uid === session.uid ? sum + hold.seats : sum), session.booked),
      }));
      return [...alone, ...shared.filter(({ seats }) => seats > 0)]
        .map(toUsage)
        .sort((a, b) => a.start - b.start || (a.uid < b.uid ? -1 : 1));
    },
  };
}

type Asked = UsageFilter & { clientId: string };

interface UsageRow {
  uid: string;
  event_type: string;
  start: number;
  end: number;
  host_ids: string;
  seats: number;
}

const columns = ["uid", "event_type", "start", "end", "host_ids"] as const;

/** Bookings that have their time to themselves. */
async function ofBookings(db: Kysely<Schema>, asked: Asked) {
  const { clientId, from, until, scope } = asked;
  const all = db
    .selectFrom("bookings")
    .where("client_id", "=", clientId)
    .where("start", ">=", from)
    .where("start", "<", until)
    .where("session_uid", "is", null)
    .where("status", "in", ["pending", "confirmed", "completed"])
    .select([...columns, "seats"]);
  if (scope === "client") return all.execute();
  const byType = scope.eventType === null ? null : all.where("event_type", "=", scope.eventType);
  const byHosts = scope.hostIds.length === 0 ? null : all.where("uid", "in", takersOf(db, asked, scope.hostIds));
  if (byType && byHosts) return byType.union(byHosts).execute();
  return (await (byType ?? byHosts)?.execute()) ?? [];
}

async function ofSessions(db: Kysely<Schema>, asked: Asked) {
  const { clientId, from, until, scope } = asked;
  const all = db
    .selectFrom("sessions")
    .where("client_id", "=", clientId)
    .where("start", ">=", from)
    .where("start", "<", until)
    .select([...columns, "booked"]);
  if (scope === "client") return all.execute();
  const byType = scope.eventType === null ? null : all.where("event_type", "=", scope.eventType);
  const byHosts = scope.hostIds.length === 0 ? null : all.where("uid", "in", takersOf(db, asked, scope.hostIds));
  if (byType && byHosts) return byType.union(byHosts).execute();
  return (await (byType ?? byHosts)?.execute()) ?? [];
}

/** Live holds of time and of seats, all of them: at any moment they are few. */
function heldIn(db: Kysely<Schema>, { clientId, from, until, now }: Asked) {
  return db
    .selectFrom("reservations")
    .where("client_id", "=", clientId)
    .where("start", ">=", from)
    .where("start", "<", until)
    .where("expires_at", ">", now)
    .select([...columns, "seats", "session_uid"])
    .execute();
}

function isAlone({ session_uid }: { session_uid: string | null }): boolean {
  return session_uid === null;
}

function isWanted({ event_type, host_ids }: UsageRow, { scope }: UsageFilter): boolean {
  if (scope === "client" || event_type === scope.eventType) return true;
  const hostIds: readonly string[] = JSON.parse(host_ids);
  return hostIds.some((id) => scope.hostIds.includes(id));
}

/** What takes the time of these hosts, by the index of claims. */
function takersOf(db: Kysely<Schema>, { clientId, from, until }: Asked, hostIds: readonly string[]) {
  return db
    .selectFrom("claims")
    .where("client_id", "=", clientId)
    .where("host_id", "in", hostIds)
    .where("end", ">", from)
    .where("start", "<", until)
    .select("owner_uid");
}

function toUsage(row: UsageRow): LimitUsage {
  return {
    uid: row.uid,
    eventType: row.event_type,
    start: row.start,
    end: row.end,
    hostIds: JSON.parse(row.host_ids),
    seats: row.seats,
  };
}
