import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDatabase } from "@slotkit/testing/postgres";
import { startPostgres } from "../../scripts/postgres.mjs";
import { type CrashOutcome, runCrashes } from "./run-crashes.ts";

/** Crashes as ever, and at every so many of them the database server dies too, like a pulled plug, and recovers. */
export async function crashPostgres(options: { kills: number; every: number; seed: number }): Promise<CrashOutcome> {
  const { kills, every, seed } = options;
  const dataDir = mkdtempSync(join(tmpdir(), "slotkit-postgres-"));
  let server = await startPostgres({ durable: true, own: true, dataDir });
  const port = Number(new URL(server.url).port);
  const { connectionString, clock, drop } = await createDatabase(server.url);
  try {
    return await runCrashes(
      { connectionString },
      {
        kills,
        seed,
        advanceStorage: (ms) => clock.advance(ms),
        async beforeKill(kill) {
          if (kill % every !== 0) return;
          await server.kill();
          // On the same port, where everybody expects it.
          server = await startPostgres({ durable: true, own: true, dataDir, settings: { port } });
        },
      },
    );
  } finally {
    await drop();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
