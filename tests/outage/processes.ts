import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDatabase } from "@slotkit/testing/postgres";
import { inject } from "vitest";
import type { Place } from "../contested/open-storage.ts";

/** A database that goes when it is no longer needed. */
export interface DisposablePlace {
  place: Place;
  dispose(): Promise<void>;
}

/** Makes a new, empty database of each kind that several processes can share. */
export const places: Readonly<Record<string, () => Promise<DisposablePlace>>> = {
  async "a SQLite file"() {
    const folder = mkdtempSync(join(tmpdir(), "slotkit-outage-"));
    return { place: { file: join(folder, "slotkit.db") }, dispose: async () => rmSync(folder, { recursive: true }) };
  },
  async PostgreSQL() {
    const { connectionString, drop } = await createDatabase(inject("postgresUrl"));
    return { place: { connectionString }, dispose: drop };
  },
};

/** Starts a process; resolves when it says that it is ready. */
export async function begin(script: URL, work: unknown): Promise<ChildProcess> {
  const child = fork(script, [JSON.stringify(work)], {
    execArgv: ["--conditions=@slotkit/source", "--disable-warning=ExperimentalWarning"],
  });
  await answered(child);
  return child;
}

/** Tells a process something and waits for what it says to that. */
export async function tell(child: ChildProcess, step: object | string): Promise<unknown> {
  const answer = answered(child);
  child.send(step);
  return answer;
}

/** The next thing a process says. */
export async function answered(child: ChildProcess): Promise<unknown> {
  const settled = new AbortController();
  const { signal } = settled;
  const died = once(child, "exit", { signal }).then(() => Promise.reject(new Error("A process died.")));
  try {
    const [answer] = await Promise.race([once(child, "message", { signal }), died]);
    return answer;
  } finally {
    settled.abort();
    await died.catch(() => undefined);
  }
}
