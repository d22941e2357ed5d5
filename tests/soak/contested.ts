// `npm run soak -- contested`: a million contested attempts of eight processes on SQLite, and as many on PostgreSQL, whose
// commits wait for the disk. `--attempts 20000`, `--processes 4`, `--seed 7` and `--storage sqlite` ask for others.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createDatabase } from "@slotkit/testing/postgres";
import { startPostgres } from "../../scripts/postgres.mjs";
import { type ContestOutcome, runContest } from "../contested/run-contest.ts";

const { values } = parseArgs({
  options: {
    attempts: { type: "string", default: "1000000" },
    processes: { type: "string", default: "8" },
    seed: { type: "string", default: "1" },
    storage: { type: "string", default: "sqlite,postgres" },
  },
});
const contest = {
  attempts: Number(values.attempts),
  processes: Number(values.processes),
  seed: Number(values.seed),
};

if (values.storage.includes("sqlite")) {
  const folder = mkdtempSync(join(tmpdir(), "slotkit-contest-"));
  tell("SQLite", await runContest({ file: join(folder, "slotkit.db") }, contest));
  rmSync(folder, { recursive: true });
}
if (values.storage.includes("postgres")) {
  const server = await startPostgres({ durable: true });
  const database = await createDatabase(server.url);
  const outcome = await runContest({ connectionString: database.connectionString }, contest);
  const [{ deadlocks } = {}] = await database.query(
    "select deadlocks from pg_stat_database where datname = current_database()",
  );
  tell("PostgreSQL", outcome, `, ${deadlocks} deadlocks seen by the server`);
  await database.drop();
  await server.stop();
}

function tell(storage: string, outcome: ContestOutcome, more = ""): void {
  const { attempts, won, refused, failures, overlaps, lost, p99Ms, seconds } = outcome;
  console.info(
    `${storage}: ${attempts} attempts of ${contest.processes} processes in ${Math.round(seconds)} s: ${won} won, ${refused} refused, ` +
      `${failures.length} failed, ${overlaps} overlaps, ${lost.length} lost or unasked; p99 ${Math.round(p99Ms)} ms${more}.`,
  );
  for (const failure of [...failures, ...lost.slice(0, 20)]) console.error(`✗ ${failure}`);
  if (failures.length + overlaps + lost.length > 0) process.exitCode = 1;
}
