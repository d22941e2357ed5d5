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

/** Reads the tables of the memory storage, which keeps its rows as objects. */
export function readMemoryRows(tables: Readonly<Record<string, readonly Row[]>>): StoredRows {
  const rowsOf = (table: string) => tables[table] ?? [];
  return {
    bookings: rowsOf("bookings").map(toBooking),
    sessions: rowsOf("sessions") as unknown as readonly SessionRow[],
    reservations: rowsOf("reservations") as unknown as readonly ReservationRow[],
    claims: rowsOf("claims") as unknown as readonly ClaimRow[],
    effects: rowsOf("effects").map(toEffect),
    keys: rowsOf("idempotencyKeys").map(toKey),
  };
}

function toBooking(row: Row): BookingRow {
  const metadata = row.metadata as Readonly<Record<string, string>>;
  const noShow = row.noShow as { host: boolean; attendee: boolean };
  return {
    ...(row as unknown as BookingRow),
    status: row.status as Status,
    email: (row.attendee as { email: string }).email.toLowerCase(),
    request: metadata.request ?? null,
    hasNoShow: noShow.host || noShow.attendee,
  };
}

function toEffect(row: Row): EffectRow {
  const failure = row.failure as { kind: string } | null;
  const subject = row.subject as { uid: string };
  return { ...(row as unknown as EffectRow), subjectUid: subject.uid, failureKind: failure?.kind ?? null };
}

function toKey(row: Row): KeyRow {
  const [route = "", key = ""] = JSON.parse(String(row.key)) as string[];
  return { clientId: String(row.clientId), route, key, answer: row.answer as string | null };
}
