import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { postgresStorage } from "@slotkit/storage-sql/postgres";
import { sqliteStorage } from "@slotkit/storage-sql/sqlite";
import { type ComposeForTestOptions, composeForTest, type TestComposition } from "@slotkit/testing/fakes";
import { createDatabase } from "@slotkit/testing/postgres";
import { afterEach, describe, inject } from "vitest";

/** A composition on some storage, whose program and storage agree on the time. */
export interface StoredComposition extends TestComposition {
  advance(ms: number): Promise<void>;
}

type Compose = (options?: Omit<ComposeForTestOptions, "storage">) => Promise<StoredComposition>;

/** Where the cleaning up of one test is noted. */
type Later = (cleanUp: () => Promise<void>) => void;

/** Of a hundred that wait for one another nobody is to give up. Where time stands still nobody does. */
const busyDeadlineMs = 60_000;

const storages: Readonly<Record<string, (later: Later) => Compose>> = {
  memory: () => async (options) => {
    const parts = composeForTest(options);
    return { ...parts, advance: (ms) => parts.clock.advance(ms) };
  },
  SQLite: (later) => async (options) => {
    const folder = mkdtempSync(join(tmpdir(), "slotkit-bookings-"));
    const file = join(folder, "slotkit.db");
    const parts = composeForTest({ ...options, storage: (clock) => sqliteStorage({ file, clock }) });
    later(async () => {
      await parts.storage.close();
      rmSync(folder, { recursive: true });
    });
    await parts.slotkit.migrate();
    return { ...parts, advance: (ms) => parts.clock.advance(ms) };
  },
  PostgreSQL: (later) => async (options) => {
    const { startMs = Date.UTC(2026, 10, 20, 8) } = options ?? {};
    const database = await createDatabase(inject("postgresUrl"), { startMs });
    const { connectionString } = database;
    const parts = composeForTest({ ...options, storage: () => postgresStorage({ connectionString, busyDeadlineMs }) });
    later(async () => {
      await parts.storage.close();
      await database.drop();
    });
    await parts.slotkit.migrate();
    return {
      ...parts,
      async advance(ms) {
        await parts.clock.advance(ms);
        await database.clock.advance(ms);
      },
    };
  },
};

/** Describes the same tests on memory, SQLite and a real PostgreSQL server; each composition has a storage of its own. */
export function onEachStorage(body: (compose: Compose, storage: string) => void): void {
  for (const [name, composeOn] of Object.entries(storages)) {
    describe(`on ${name}`, () => {
      const cleanUps: (() => Promise<void>)[] = [];
      afterEach(async () => {
        for (const cleanUp of cleanUps.splice(0)) await cleanUp();
      });
      body(
        composeOn((cleanUp) => cleanUps.push(cleanUp)),
        name,
      );
    });
  }
}
