import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { assertUsableFile } from "./assert-usable-file.ts";
import { sqliteStorage } from "./sqlite-storage.ts";

const directory = mkdtempSync(join(tmpdir(), "slotkit-file-"));
afterAll(() => rmSync(directory, { recursive: true }));
mkdirSync(join(directory, "folder"));
writeFileSync(join(directory, "text"), "");

it.each([
  ["", "name a file"],
  ["  ", "name a file"],
  [":memory:", "memoryStorage()"],
  [join(directory, "absent", "slotkit.db"), "absent does not exist. Create it first."],
  [join(directory, "folder"), "this is not a file"],
  [join(directory, "text", "slotkit.db"), "text is not a directory"],
])("refuses %j with the remedy", (file, remedy) => {
  const problem = { field: "file", received: JSON.stringify(file), message: expect.stringContaining(remedy) };
  expect(() => sqliteStorage({ file })).toThrow(
    expect.objectContaining({ name: "ConfigurationError", problems: [problem] }),
  );
});

it("never repeats the password of a connection string that was given in place of a file", () => {
  const attempt = () => sqliteStorage({ file: "postgres://slotkit:hunter2@db.example.com/app" });
  expect(attempt).toThrow('Option file received "postgres:…": expected a path');
});

it("refuses a URL", () => {
  expect(() => sqliteStorage({ file: "file:slotkit.db?mode=memory" })).toThrow('received "file:…": expected a path');
});

it("refuses a missing option", () => {
  expect(() => sqliteStorage({} as { file: string })).toThrow("Option file received undefined: name a file");
});

it("refuses a place it may not write to, and a file it may not write", () => {
  const file = join(directory, "text");
  expect(() => assertUsableFile(file, { isWritable: () => false })).toThrow(`may not write to ${directory}`);
  expect(() => assertUsableFile(file, { isWritable: (path) => path === directory })).toThrow(
    "may not write to the file",
  );
});

it("refuses a network file system, where locks do not hold", () => {
  const file = join(directory, "slotkit.db");
  expect(() => assertUsableFile(file, { fileSystemOf: () => 0x6969 })).toThrow("network file system (NFS)");
  expect(() => assertUsableFile(file)).not.toThrow();
});
