import { BookingError, type SeatedSession, type SessionRepository, type SessionWrites } from "@slotkit/core";
import type { Kysely, Selectable } from "kysely";
import type { Schema, SessionTable } from "../schema.ts";
import { assertOwn } from "./assert-own.ts";
import { prepare } from "./prepare.ts";

/** Reads sessions of one client. */
export function sessionReads(db: Kysely<Schema>, clientId: string): SessionRepository {
  return {
    async find(uid) {
      const { rows } = await findSession(db, { clientId, uid });
      return rows[0] ? toSession(rows[0]) : null;
    },
    async startingIn(eventType, from, until) {
      const { rows } = await sessionsStartingIn(db, { clientId, eventType, from, until });
      return rows.map(toSession);
    },
  };
}

/** Reads and writes sessions of one client inside a transaction. */
export function sessionWrites(db: Kysely<Schema>, clientId: string): SessionWrites {
  return {
    ...sessionReads(db, clientId),
    async insert(session) {
      assertOwn(session, clientId);
      await insertSession(db, toSessionRow(session));
    },
    async update(session, expectedVersion) {
      assertOwn(session, clientId);
      const { numAffectedRows } = await updateSession(db, { ...toSessionRow(session), expectedVersion });
      if (numAffectedRows === 0n) {
        throw new BookingError(
          "version_conflict",
          `Session ${session.uid} is no longer at version ${expectedVersion}.`,
        );
      }
    },
    async remove(uid) {
      await removeSession(db, { clientId, uid });
    },
  };
}

const findSession = prepare((db, { clientId, uid }: { clientId: string; uid: string }) =>
  db.selectFrom("sessions").selectAll().where("client_id", "=", clientId).where("uid", "=", uid),
);

const sessionsStartingIn = prepare(
  (db, { clientId, eventType, from, until }: { clientId: string; eventType: string; from: number; until: number }) =>
    db
      .selectFrom("sessions")
      .selectAll()
      .where("client_id", "=", clientId)
      .where("event_type", "=", eventType)
      .where("start", ">=", from)
      .where("start", "<", until)
      .orderBy("start")
      .orderBy("uid"),
);

const insertSession = prepare((db, row: SessionTable) => db.insertInto("sessions").values(row));

const updateSession = prepare((db, { expectedVersion, ...row }: SessionTable & { expectedVersion: number }) =>
  db
    .updateTable("sessions")
    .set(row)
    .where("client_id", "=", row.client_id)
    .where("uid", "=", row.uid)
    .where("version", "=", expectedVersion),
);

const removeSession = prepare((db, { clientId, uid }: { clientId: string; uid: string }) =>
  db.deleteFrom("sessions").where("client_id", "=", clientId).where("uid", "=", uid),
);

function toSessionRow(session: SeatedSession): SessionTable {
  return {
    client_id: session.clientId,
    uid: session.uid,
    event_type: session.eventType,
    version: session.version,
    start: session.start,
    end: session.end,
    buffer_before_minutes: session.bufferBeforeMinutes,
    buffer_after_minutes: session.bufferAfterMinutes,
    time_zone: session.timeZone,
    host_ids: JSON.stringify(session.hostIds),
    capacity: session.capacity,
    booked: session.booked,
    created_at: session.createdAt,
    updated_at: session.updatedAt,
    calendar_id: session.calendarId,
    calendar_event_id: session.calendarEventId,
    calendar_synced: session.calendarSynced,
    requires_manual_calendar_sync: session.requiresManualCalendarSync,
  };
}

function toSession(row: Selectable<SessionTable>): SeatedSession {
  return {
    clientId: row.client_id,
    uid: row.uid,
    eventType: row.event_type,
    version: row.version,
    start: row.start,
    end: row.end,
    bufferBeforeMinutes: row.buffer_before_minutes,
    bufferAfterMinutes: row.buffer_after_minutes,
    timeZone: row.time_zone,
    hostIds: JSON.parse(row.host_ids),
    capacity: row.capacity,
    booked: row.booked,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    calendarId: row.calendar_id,
    calendarEventId: row.calendar_event_id,
    calendarSynced: Boolean(row.calendar_synced),
    requiresManualCalendarSync: Boolean(row.requires_manual_calendar_sync),
  };
}
