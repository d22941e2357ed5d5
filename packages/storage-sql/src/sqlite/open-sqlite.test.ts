import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { openSqlite } from "./open-sqlite.ts";

const directory = mkdtempSync(join(tmpdir(), "slotkit-open-"));
afterAll(() => rmSync(directory, { recursive: true }));

it("opens for durable writes beside readers", () => {
  const database = openSqlite(join(directory, "new.db"), { readOnly: false });
  const pragma = (name: string) => Object.values(database.prepare(`pragma ${name}`).get() ?? {})[0];
  expect([pragma("journal_mode"), pragma("synchronous"), pragma("foreign_keys"), pragma("busy_timeout")]).toEqual([
    "wal",
    2,
    1,
    20,
  ]);
  database.close();
});

it("does not wait inside the engine where it is told not to", () => {
  const file = join(directory, "new.db");
  const holder = openSqlite(file, { readOnly: false });
  const other = openSqlite(file, { readOnly: false, engineWaitMs: 0 });
  holder.exec("begin immediate");
  expect(() => other.exec("begin immediate")).toThrow("locked");
  expect(other.prepare("pragma busy_timeout").get()).toEqual(expect.objectContaining({ timeout: 0 }));
  holder.close();
  other.close();
});

it("refuses writes on the connection that reads", () => {
  const database = openSqlite(join(directory, "new.db"), { readOnly: true });
  expect(() => database.exec("create table t (a)")).toThrow("readonly");
  database.close();
});

it("refuses a file that is no database and leaves it as it is", () => {
  const file = join(directory, "notes.txt");
  const text =
    "These are notes, and they are long enough to have been taken for a database header of a hundred bytes.".repeat(9);
  writeFileSync(file, text);
  expect(() => openSqlite(file, { readOnly: false })).toThrow(
    /Option file received ".*notes.txt": this file is not an SQLite database/,
  );
  expect(readFileSync(file, "utf8")).toBe(text);
});
