// `npm run soak -- repeats`: 10,000 requests under a key each, sent twenty times by four processes, on SQLite and on
// PostgreSQL whose commits wait for the disk; answers get lost, and two of the processes are killed and start again.
// `--keys 1000`, `--processes 8`, `--kills 0`, `--seed 7` and `--storage sqlite` ask for others.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createDatabase } from "@slotkit/testing/postgres";
import { startPostgres } from "../../scripts/postgres.mjs";
import { type RepeatsOutcome, runRepeats } from "../repeats/run-repeats.ts";

const { values } = parseArgs({
  options: {
    keys: { type: "string", default: "10000" },
    repeats: { type: "string", default: "20" },
    processes: { type: "string", default: "4" },
    kills: { type: "string", default: "2" },
    seed: { type: "string", default: "1" },
    storage: { type: "string", default: "sqlite,postgres" },
  },
});
const options = {
  keys: Number(values.keys),
  repeats: Number(values.repeats),
  processes: Number(values.processes),
  kills: Number(values.kills),
  seed: Number(values.seed),
};

if (values.storage.includes("sqlite")) {
  const folder = mkdtempSync(join(tmpdir(), "slotkit-repeats-"));
  tell("SQLite", await runRepeats({ file: join(folder, "slotkit.db") }, options));
  rmSync(folder, { recursive: true });
}
if (values.storage.includes("postgres")) {
  const server = await startPostgres({ durable: true });
  const database = await createDatabase(server.url);
  tell("PostgreSQL", await runRepeats({ connectionString: database.connectionString }, options));
  await database.drop();
  await server.stop();
}

function tell(storage: string, outcome: RepeatsOutcome): void {
  const { answered, running, dropped, conflicts, unequal, notOnce, failures, seconds } = outcome;
  console.info(
    `${storage}: ${options.keys} keys, ${answered} answers in ${Math.round(seconds)} s, ${dropped} more lost on the way, ` +
      `${running} told to wait, ${conflicts} of ${conflicts} changed bodies refused, ${options.kills} processes killed: ` +
      `${notOnce.length} keys not once, ${unequal.length} not with the same bytes, ${failures.length} other failures.`,
  );
  for (const wrong of [...failures, ...notOnce.slice(0, 20), ...unequal.slice(0, 20)]) console.error(`✗ ${wrong}`);
  if (unequal.length + notOnce.length + failures.length > 0) process.exitCode = 1;
}
