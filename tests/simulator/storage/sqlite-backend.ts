import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { sqliteStorage } from "@slotkit/storage-sql/sqlite";
import { readSqliteRows } from "../audit/read-sql-rows.ts";
import type { StorageBackend } from "./storage-backend.ts";

/** Memory with the face of a disk, where there is such: power cuts are for the crash tests, and waiting for a disk proves nothing here. */
const fastDirectory = "/dev/shm";

/** One SQLite file under all processes, as on one machine. */
export function sqliteBackend(): StorageBackend {
  const directory = mkdtempSync(join(existsSync(fastDirectory) ? fastDirectory : tmpdir(), "slotkit-simulator-"));
  const file = join(directory, "slotkit.db");
  let reader: DatabaseSync | null = null;
  const open = () => {
    reader ??= new DatabaseSync(file, { readOnly: true });
    return reader;
  };
  return {
    connect: (clock, chance) => sqliteStorage({ file, clock, random: chance.random, engineWaitMs: 0 }),
    disconnect: (storage) => storage.close(),
    rows: () => readSqliteRows(open()),
    async nextEffectAt() {
      const sql = "select min(max(not_before, coalesce(lease_until, 0))) as due from outbox where state = 'pending'";
      return open().prepare(sql).get()?.due as number | null;
    },
    async close() {
      reader?.close();
      rmSync(directory, { recursive: true });
    },
  };
}
