// `npm run soak -- crowd`: how long 150 clients wait who all want one time, on SQLite (in one process, and in eight) and on
// PostgreSQL with commits that wait for the disk; twenty crowds each.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDatabase } from "@slotkit/testing/postgres";
import { startPostgres } from "../../scripts/postgres.mjs";
import { type CrowdOutcome, runCrowd } from "../contested/run-crowd.ts";

const crowds = 20;
/** Starting eight processes takes longer than the crowd itself. */
const crowdsOfEight = 5;
const clients = 150;
const server = await startPostgres({ durable: true });
const folder = mkdtempSync(join(tmpdir(), "slotkit-crowd-"));

tell("SQLite", 2000, await repeat((index) => runCrowd({ file: join(folder, `${index}.db`) }, clients)));
tell(
  "SQLite, 8 processes",
  2000,
  await repeat((index) => runCrowd({ file: join(folder, `8-${index}.db`) }, clients, 8), crowdsOfEight),
);
tell(
  "PostgreSQL",
  750,
  await repeat(async () => {
    const database = await createDatabase(server.url);
    const outcome = await runCrowd({ connectionString: database.connectionString }, clients);
    await database.drop();
    return outcome;
  }),
);
rmSync(folder, { recursive: true });
await server.stop();

async function repeat(run: (index: number) => Promise<CrowdOutcome>, times = crowds): Promise<CrowdOutcome[]> {
  const outcomes: CrowdOutcome[] = [];
  for (let index = 0; index < times; index++) outcomes.push(await run(index));
  return outcomes;
}

function tell(storage: string, barMs: number, outcomes: readonly CrowdOutcome[]): void {
  const right = outcomes.filter(({ won, refused }) => won === 1 && refused === clients - 1).length;
  const p99s = outcomes.map(({ p99Ms }) => Math.round(p99Ms)).sort((a, b) => a - b);
  const [median, worst] = [p99s[Math.floor(p99s.length / 2)] ?? 0, p99s.at(-1) ?? 0];
  console.info(
    `${storage}: ${right} of ${outcomes.length} crowds of ${clients} with one winner and no error; p99 ${median} ms (median), ${worst} ms (worst), bar ${barMs} ms.`,
  );
  if (right < outcomes.length || worst > barMs) process.exitCode = 1;
}
