import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { memoryStorage, type Storage } from "@slotkit/core";
import { postgresStorage } from "@slotkit/storage-sql/postgres";
import { sqliteStorage } from "@slotkit/storage-sql/sqlite";
import type { FakeClock } from "@slotkit/testing/clock";
import { createDatabase } from "@slotkit/testing/postgres";
import { inject } from "vitest";
import { startMs } from "./fuzz-api.ts";

/** Runs on a new storage by its name, and removes everything of it afterwards. */
export async function onStorage(
  name: string,
  run: (makeStorage: (clock: FakeClock) => Storage) => Promise<void>,
): Promise<void> {
  switch (name) {
    case "memory":
      return run((clock) => memoryStorage({ clock }));
    case "sqlite": {
      const folder = mkdtempSync(join(tmpdir(), "slotkit-fuzz-"));
      const opened: Storage[] = [];
      await run((clock) => remembered(sqliteStorage({ file: join(folder, "slotkit.db"), clock }), opened));
      for (const storage of opened) await storage.close();
      return rmSync(folder, { recursive: true });
    }
    case "postgres": {
      const { connectionString, drop } = await createDatabase(inject("postgresUrl"), { startMs });
      const opened: Storage[] = [];
      await run(() => remembered(postgresStorage({ connectionString }), opened));
      for (const storage of opened) await storage.close();
      return drop();
    }
    default:
      throw new Error(`No storage is called "${name}".`);
  }
}

function remembered(storage: Storage, opened: Storage[]): Storage {
  opened.push(storage);
  return storage;
}
