// Booking commits against the bare transaction that inserts the same rows into the same database, with the same
// durability (bar: 50 % of its rate). A booking here is the whole call: rules read, calendar asked (a fake one), locks,
// slot engine, rows. It is made without an Idempotency-Key, whose mark is a transaction of its own.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type Clock, type Storage, staticCatalog } from "@slotkit/core";
import type { WeeklyWindows } from "@slotkit/core/slots";
import { postgresStorage } from "@slotkit/storage-sql/postgres";
import { sqliteStorage } from "@slotkit/storage-sql/sqlite";
import { composeForTest } from "@slotkit/testing/fakes";
import { createDatabase } from "@slotkit/testing/postgres";
import pg from "pg";
import { startPostgres } from "../scripts/postgres.mjs";
import { type BareInsert, barePostgres, bareSqlite, type StoredRows } from "./commits/bare-inserts.ts";

const rounds = 20;
const bookingsPerRound = 50;
const halfHourMs = 30 * 60_000;
const startMs = Math.ceil(Date.now() / halfHourMs) * halfHourMs;
const always = [{ start: "00:00", end: "24:00" }];
const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const weekly = Object.fromEntries(days.map((day) => [day, always])) as WeeklyWindows;
const tables = ["bookings", "claims", "outbox"];

/** One database of ours and one for the baseline, migrated alike. */
interface Contest {
  name: string;
  /** Bookings under way at once. */
  width: number;
  storage: (clock: Clock) => Storage;
  rows(table: string): Promise<Record<string, unknown>[]>;
  insert: BareInsert;
}

async function measure({ name, width, storage, rows, insert }: Contest) {
  const { slotkit } = composeForTest({ startMs, storage, options: { catalog: catalogOf(width) } });
  await slotkit.migrate();
  const ratios: number[] = [];
  const rates: [number, number][] = [];
  const known = new Set<string>();
  // The first round warms up both.
  for (let round = 0; round <= rounds; round++) {
    const first = round * bookingsPerRound + 96;
    const ours = await ratePerSecond(width, (index) =>
      slotkit.book({
        eventType: `host-${index % width}`,
        start: startMs + (first + index) * halfHourMs,
        attendee: { name: "Grace Example", email: `grace${first + index}@example.org` },
      }),
    );
    const fresh = await freshBookings(rows, known);
    const bare = await ratePerSecond(width, (index) => insert(fresh[index] ?? []));
    if (round === 0) continue;
    rates.push([ours, bare]);
    ratios.push(ours / bare);
  }
  await slotkit.stop();
  const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  return {
    storage: name,
    "at once": width,
    "bookings per s": Math.round(median(rates.map(([ours]) => ours))),
    "bare per s": Math.round(median(rates.map(([, bare]) => bare))),
    "ratio (bar 0.5)": Number(median(ratios).toFixed(2)),
  };
}

/** As many hosts as there are bookings at once: those of one host would wait for each other, which the baseline does not. */
function catalogOf(hosts: number) {
  const ids = Array.from({ length: hosts }, (_, index) => `host-${index}`);
  return staticCatalog({
    schedules: [{ id: "always", timeZone: "UTC", weekly }],
    hosts: ids.map((id) => ({
      id,
      name: "Ada Example",
      email: `${id}@example.com`,
      schedule: "always",
      calendars: { destination: `${id}@example.com` },
    })),
    eventTypes: ids.map((id) => ({
      slug: id,
      title: "Introduction",
      durationMinutes: 30,
      hosts: [id],
      bookingWindowDays: 365,
      minimumNoticeMinutes: 0,
    })),
  });
}

async function ratePerSecond(width: number, one: (index: number) => Promise<unknown>): Promise<number> {
  let next = 0;
  const beganMs = performance.now();
  const worker = async () => {
    while (next < bookingsPerRound) await one(next++);
  };
  await Promise.all(Array.from({ length: width }, worker));
  return (bookingsPerRound / (performance.now() - beganMs)) * 1000;
}

/** The rows of each booking that is new since the last call, parents first. */
async function freshBookings(rows: Contest["rows"], known: Set<string>): Promise<StoredRows[]> {
  const byBooking = new Map<string, { table: string; row: Record<string, unknown> }[]>();
  for (const table of tables) {
    for (const row of await rows(table)) {
      const uid = String(row.uid ?? row.owner_uid ?? row.booking_uid);
      if (known.has(uid)) continue;
      byBooking.set(uid, [...(byBooking.get(uid) ?? []), { table, row }]);
    }
  }
  for (const uid of byBooking.keys()) known.add(uid);
  return [...byBooking.values()];
}

const folder = mkdtempSync(join(tmpdir(), "slotkit-bench-"));
const [file, bareFile] = [join(folder, "ours.db"), join(folder, "bare.db")];
await migrate(sqliteStorage({ file: bareFile }));
const bareDatabase = bareSqlite(bareFile);
const sqlite = await measure({
  name: "SQLite",
  width: 1,
  storage: (clock) => sqliteStorage({ file, clock }),
  async rows(table) {
    const database = new DatabaseSync(file, { readOnly: true });
    const all = database.prepare(`select * from ${table}`).all();
    database.close();
    return all;
  },
  insert: bareDatabase.insert,
});
bareDatabase.close();
rmSync(folder, { recursive: true });

const server = await startPostgres({ durable: true });
const [ours, bare] = await Promise.all([createDatabase(server.url), createDatabase(server.url)]);
// As in production, the clock is PostgreSQL's own, not the one that tests can move.
await ours.query("do $$ begin execute format('alter database %I reset search_path', current_database()); end $$");
await migrate(postgresStorage({ connectionString: bare.connectionString }));
const pool = new pg.Pool({ connectionString: bare.connectionString, max: 10 });
const postgres = await measure({
  name: "PostgreSQL",
  width: 8,
  storage: () => postgresStorage({ connectionString: ours.connectionString }),
  rows: (table) => ours.query(`select * from slotkit.${table}`),
  insert: barePostgres(pool),
});
await pool.end();
await ours.drop();
await bare.drop();
await server.stop();
console.table([sqlite, postgres]);

async function migrate(storage: Storage): Promise<void> {
  await storage.migrate();
  await storage.close();
}
