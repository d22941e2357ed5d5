import type { DatabaseSync } from "node:sqlite";
import pg from "pg";
import type { BookingRow, ClaimRow, EffectRow, KeyRow, Status, StoredRows } from "./facts.ts";

type Row = Readonly<Record<string, unknown>>;

/** Reads the tables of an SQLite file with statements of its own. */
export function readSqliteRows(database: DatabaseSync): StoredRows {
  database.exec("begin");
  try {
    const all = (table: string) => database.prepare(`select * from ${table}`).all() as Row[];
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
    await client.query("begin isolation level repeatable read");
    const all: Record<string, Row[]> = {};
    for (const table of tables) all[table] = (await client.query(`select * from slotkit.${table}`)).rows;
    return toStoredRows(all);
  } finally {
    await client.end();
  }
}

const tables = ["bookings", "claims", "outbox", "idempotency_keys"];

function toStoredRows(all: Readonly<Record<string, readonly Row[]>>): StoredRows {
  return {
    bookings: all.bookings?.map(toBooking) ?? [],
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
    hostIds: JSON.parse(String(row.host_ids)) as string[],
    email: String(row.attendee_email).toLowerCase(),
    request: metadata.request ?? null,
    calendarId: textOrNull(row.calendar_id),
    calendarSynced: Boolean(row.calendar_synced),
    crmSynced: Boolean(row.crm_synced),
    requiresManualCalendarSync: Boolean(row.requires_manual_calendar_sync),
    requiresManualCrmSync: Boolean(row.requires_manual_crm_sync),
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
    bookingUid: String(row.subject_uid),
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

function textOrNull(value: unknown): string | null {
  return value === null ? null : String(value);
}
