import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFakeClock } from "@slotkit/testing/clock";
import { storageConformance } from "@slotkit/testing/conformance";
import { afterAll, describe, it } from "vitest";
import { sqliteStorage } from "./sqlite-storage.ts";

const directory = mkdtempSync(join(tmpdir(), "slotkit-sqlite-"));
afterAll(() => rmSync(directory, { recursive: true }));
let files = 0;
const newFile = () => join(directory, `${++files}.db`);
const startMs = Date.parse("2026-11-20T08:00:00Z");

describe("sqliteStorage", () => {
  const create = async () => {
    const clock = createFakeClock({ startMs });
    return { storage: sqliteStorage({ file: newFile(), clock }), clock };
  };
  for (const { name, run } of storageConformance(create)) it(name, run);
});
