import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type Clock, memoryStorage, type Storage, systemClock } from "@slotkit/core";
import { postgresStorage } from "@slotkit/storage-sql/postgres";
import { sqliteStorage } from "@slotkit/storage-sql/sqlite";
import { createDatabase } from "@slotkit/testing/postgres";
import pg from "pg";
import type { StoredRows } from "../simulator/audit/facts.ts";
import { readMemoryRows } from "../simulator/audit/read-memory-rows.ts";
import { readRowsOver, readSqliteRows } from "../simulator/audit/read-sql-rows.ts";

/** A storage, the clock of those who use it, and a way to read its rows past it. */
export interface OpenPlace {
  storage: Storage;
  clock: Clock;
  /** Lets the storage's time and the clock jump. */
  advance(ms: number): Promise<void>;
  rows(clientId: string): Promise<StoredRows>;
  close(): Promise<void>;
}

/** Who waits here waits for time alone, so waits are short: this many times shorter than they say. */
const haste = 50;

/** The machine's clock, ahead of it by what it was advanced, whose sleepers are called early. */
function advancingClock() {
  let aheadMs = 0;
  const clock: Clock = {
    ...systemClock,
    now: () => systemClock.now() + aheadMs,
    monotonicMs: () => systemClock.monotonicMs() + aheadMs,
    sleep: (ms, signal) => systemClock.sleep(ms / haste, signal),
  };
  const advance = async (ms: number) => {
    aheadMs += ms;
  };
  return { clock, advance };
}

export async function openMemory(): Promise<OpenPlace> {
  const { clock, advance } = advancingClock();
  const storage = memoryStorage({ clock });
  const rows = async (clientId: string) => {
    const ofClient = Object.entries(storage.dump()).map(([table, all]) => [
      table,
      all.filter((row) => row.clientId === clientId),
    ]);
    return readMemoryRows(Object.fromEntries(ofClient));
  };
  return { storage, clock, advance, rows, close: () => storage.close() };
}

/** Memory with the face of a disk, where there is such: the disk is for the crash tests. */
const fastDirectory = "/dev/shm";

export async function openSqlite(): Promise<OpenPlace> {
  const { clock, advance } = advancingClock();
  const folder = mkdtempSync(join(existsSync(fastDirectory) ? fastDirectory : tmpdir(), "slotkit-failures-"));
  const file = join(folder, "slotkit.db");
  const storage = sqliteStorage({ file, clock });
  await storage.migrate();
  const reader = new DatabaseSync(file, { readOnly: true });
  return {
    storage,
    clock,
    advance,
    rows: async (clientId) => readSqliteRows(reader, clientId),
    async close() {
      reader.close();
      await storage.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export async function openPostgres(serverUrl: string): Promise<OpenPlace> {
  const { clock, advance } = advancingClock();
  const database = await createDatabase(serverUrl);
  const storage = postgresStorage({ connectionString: database.connectionString, maxConnections: 4 });
  await storage.migrate();
  const reader = new pg.Client({ connectionString: database.connectionString });
  await reader.connect();
  return {
    storage,
    clock,
    async advance(ms) {
      await advance(ms);
      await database.clock.advance(ms);
    },
    rows: (clientId) => readRowsOver(reader, clientId),
    async close() {
      await reader.end();
      await storage.close();
      await database.drop();
    },
  };
}
