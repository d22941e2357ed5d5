import type { CalendarRead } from "@slotkit/core";
import type { Kysely, Selectable } from "kysely";
import type { CalendarReadTable, Schema } from "../schema.ts";
import { prepare } from "./prepare.ts";

/** The stored reads of these calendars that overlap `[start, end)`. */
export async function overlappingReads(
  db: Kysely<Schema>,
  clientId: string,
  calendarIds: readonly string[],
  [start, end]: readonly [start: number, end: number],
): Promise<CalendarRead[]> {
  if (calendarIds.length === 0) return [];
  const { rows } = await overlapping(db, { clientId, calendarIds, start, end });
  return rows.map(toRead);
}

interface Overlap {
  clientId: string;
  calendarIds: readonly string[];
  start: number;
  end: number;
}

const overlapping = prepare((db, { clientId, calendarIds, start, end }: Overlap) =>
  db
    .selectFrom("calendar_reads")
    .selectAll()
    .where("client_id", "=", clientId)
    .where("calendar_id", "in", calendarIds)
    .where("start", "<", end)
    .where("end", ">", start)
    .orderBy("calendar_id")
    .orderBy("start")
    .orderBy("end"),
);

/** Stores a read in place of those it covers, unless a newer one covers it. */
export async function saveRead(db: Kysely<Schema>, clientId: string, read: CalendarRead): Promise<void> {
  const newer = await db
    .selectFrom("calendar_reads")
    .select("read_at")
    .where("client_id", "=", clientId)
    .where("calendar_id", "=", read.calendarId)
    .where("start", "<=", read.start)
    .where("end", ">=", read.end)
    .where("read_at", ">", read.readAt)
    .limit(1)
    .executeTakeFirst();
  if (newer) return;
  await db
    .deleteFrom("calendar_reads")
    .where("client_id", "=", clientId)
    .where("calendar_id", "=", read.calendarId)
    .where("start", ">=", read.start)
    .where("end", "<=", read.end)
    .where("read_at", "<=", read.readAt)
    .execute();
  await db.insertInto("calendar_reads").values(toReadRow(read, clientId)).execute();
}

function toReadRow(read: CalendarRead, clientId: string): CalendarReadTable {
  return {
    client_id: clientId,
    calendar_id: read.calendarId,
    start: read.start,
    end: read.end,
    busy: JSON.stringify(read.busy.map(({ start, end }) => [start, end])),
    precision: read.precision,
    read_at: read.readAt,
  };
}

function toRead(row: Selectable<CalendarReadTable>): CalendarRead {
  const busy: [number, number][] = JSON.parse(row.busy);
  return {
    calendarId: row.calendar_id,
    start: row.start,
    end: row.end,
    busy: busy.map(([start, end]) => ({ start, end })),
    precision: row.precision as CalendarRead["precision"],
    readAt: row.read_at,
  };
}
