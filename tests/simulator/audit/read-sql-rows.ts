import type { DatabaseSync } from "node:sqlite";
import pg from "pg";
import type {
  BookingRow,
  ClaimRow,
  EffectRow,
  KeyRow,
  ReservationRow,
  SessionRow,
  Status,
  StoredRows,
} from "./facts.ts";

type Row = Readonly<Record<string, unknown>>;

/** Reads the tables of an SQLite file with statements of its own: the rows of one client, or all. */
export function readSqliteRows(database: DatabaseSync, clientId: string | null = null): StoredRows {
  database.exec("begin");
  try {
    const all = (table: string) =>
      (clientId === null
        ? database.prepare(`select * from ${table}`).all()
        : database.prepare(`select * from ${table} where client_id = ?`).all(clientId)) as Row[];
    return toStoredRows(Object.fromEntries(tables.map((table) => [table, all(table)])));
  } finally {
    database.exec("rollback");
  }
}

/** Reads the same tables of a PostgreSQL database, all at one instant. */
export async function readPostgresRows(connectionString: string): Promise<StoredRows> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await readRowsOver(client);
  } finally {
    await client.end();
  }
}

/** The same over a connection that is open, of one client of SlotKit or of all. */
export async function readRowsOver(connection: pg.ClientBase, clientId: string | null = null): Promise<StoredRows> {
  await connection.query("begin isolation level repeatable read");
  try {
    const all: Record<string, Row[]> = {};
    for (const table of tables) {
      const { rows } = await (clientId === null
        ? connection.query(`select * from slotkit.${table}`)
        : connection.query(`select * from slotkit.${table} where client_id = $1`, [clientId]));
      all[table] = rows;
    }
    return toStoredRows(all);
  } finally {
    await connection.query("rollback");
  }
}

const tables = ["bookings", "sessions", "reservations", "claims", "outbox", "idempotency_keys"];

function toStoredRows(all: Readonly<Record<string, readonly Row[]>>): StoredRows {
  return {
    bookings: all.bookings?.map(toBooking) ?? [],
    sessions: all.sessions?.map(toSession) ?? [],
    reservations: all.reservations?.map(toReservation) ?? [],
    claims: all.claims?.map(toClaim) ?? [],
    effects: all.outbox?.map(toEffect) ?? [],
    keys: all.idempotency_keys?.map(toKey) ?? [],
  };
}

function toBooking(row: Row): BookingRow {
  const metadata = JSON.parse(String(row.metadata)) as Readonly<Record<string, string>>;
  return {
    clientId: String(row.client_id),
    uid: String(row.uid),
    eventType: String(row.event_type),
    status: row.status as Status,
    version: Number(row.version),
    start: Number(row.start),
    end: Number(row.end),
    bufferBeforeMinutes: Number(row.buffer_before_minutes),
    bufferAfterMinutes: Number(row.buffer_after_minutes),
    hostIds: listOf(row.host_ids),
    sessionUid: textOrNull(row.session_uid),
    seats: Number(row.seats),
    seriesUid: textOrNull(row.series_uid),
    hasNoShow: Boolean(row.no_show_host) || Boolean(row.no_show_attendee),
    email: String(row.attendee_email).toLowerCase(),
    request: metadata.request ?? null,
    calendarId: textOrNull(row.calendar_id),
    calendarSynced: Boolean(row.calendar_synced),
    crmSynced: Boolean(row.crm_synced),
    requiresManualCalendarSync: Boolean(row.requires_manual_calendar_sync),
    requiresManualCrmSync: Boolean(row.requires_manual_crm_sync),
  };
}

function toSession(row: Row): SessionRow {
  return {
    clientId: String(row.client_id),
    uid: String(row.uid),
    version: Number(row.version),
    start: Number(row.start),
    end: Number(row.end),
    bufferBeforeMinutes: Number(row.buffer_before_minutes),
    bufferAfterMinutes: Number(row.buffer_after_minutes),
    hostIds: listOf(row.host_ids),
    capacity: Number(row.capacity),
    booked: Number(row.booked),
    calendarId: textOrNull(row.calendar_id),
    calendarSynced: Boolean(row.calendar_synced),
    requiresManualCalendarSync: Boolean(row.requires_manual_calendar_sync),
  };
}

function toReservation(row: Row): ReservationRow {
  return {
    clientId: String(row.client_id),
    uid: String(row.uid),
    hostIds: listOf(row.host_ids),
    sessionUid: textOrNull(row.session_uid),
    seats: Number(row.seats),
    expiresAt: Number(row.expires_at),
  };
}

function toClaim(row: Row): ClaimRow {
  return {
    clientId: String(row.client_id),
    hostId: String(row.host_id),
    start: Number(row.start),
    end: Number(row.end),
    kind: String(row.kind),
    ownerUid: String(row.owner_uid),
    expiresAt: row.expires_at === null ? null : Number(row.expires_at),
  };
}

function toEffect(row: Row): EffectRow {
  return {
    clientId: String(row.client_id),
    id: String(row.id),
    subjectUid: String(row.subject_uid),
    integration: String(row.integration),
    target: String(row.target),
    revision: Number(row.revision),
    state: String(row.state),
    failureKind: textOrNull(row.failure_kind),
  };
}

function toKey(row: Row): KeyRow {
  return {
    clientId: String(row.client_id),
    route: String(row.route),
    key: String(row.key),
    answer: textOrNull(row.answer),
  };
}

function listOf(text: unknown): string[] {
  return JSON.parse(String(text)) as string[];
}

function textOrNull(value: unknown): string | null {
  return value === null ? null : String(value);
}
