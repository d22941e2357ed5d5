// `npm run soak -- crashes`: a server killed 5,000 times at random instants on SQLite, and as often on PostgreSQL, whose own
// server is pulled the plug at every hundredth kill. `--kills 500`, `--seed 7`, `--minutes 10` and `--storage sqlite` ask
// for others. Every hundred kills begin with an empty database.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createDatabase } from "@slotkit/testing/postgres";
import { startPostgres } from "../../scripts/postgres.mjs";
import { crashPostgres } from "../crashes/crash-postgres.ts";
import { type CrashOutcome, runCrashes } from "../crashes/run-crashes.ts";

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "5000" },
    seed: { type: "string", default: "1" },
    minutes: { type: "string", default: "1000000" },
    storage: { type: "string", default: "sqlite,postgres" },
  },
});
const kills = Number(values.kills);
const firstSeed = Number(values.seed);
const share = Math.min(100, kills);

if (values.storage.includes("sqlite")) {
  await soak("SQLite", async (seed) => {
    const folder = mkdtempSync(join(tmpdir(), "slotkit-crashes-"));
    const outcome = await runCrashes({ file: join(folder, "slotkit.db") }, { kills: share, seed });
    rmSync(folder, { recursive: true });
    return outcome;
  });
}
if (values.storage.includes("postgres")) {
  const server = await startPostgres({ durable: true });
  await soak("PostgreSQL", async (seed) => {
    const { connectionString, clock, drop } = await createDatabase(server.url);
    const outcome = await runCrashes(
      { connectionString },
      { kills: share, seed, advanceStorage: (ms) => clock.advance(ms) },
    );
    await drop();
    return outcome;
  });
  await server.stop();
  await soak("PostgreSQL, its own server killed too", (seed) => crashPostgres({ kills: share, every: 5, seed }));
}

async function soak(storage: string, run: (seed: number) => Promise<CrashOutcome>): Promise<void> {
  const startedMs = performance.now();
  const minutes = () => (performance.now() - startedMs) / 60_000;
  const total = { kills: 0, acknowledged: 0, unknown: 0, live: 0, events: 0, broken: 0 };
  for (let seed = firstSeed; total.kills < kills && minutes() < Number(values.minutes); seed++) {
    const outcome = await run(seed);
    total.kills += outcome.kills;
    total.acknowledged += outcome.acknowledged;
    total.unknown += outcome.unknown;
    total.live += outcome.live;
    total.events += outcome.events;
    total.broken += outcome.violations.length;
    for (const { promise, says } of outcome.violations.slice(0, 10))
      console.error(`✗ seed ${seed}: ${promise}: ${says}`);
    console.info(`${storage}: ${total.kills} of ${kills} kills, ${total.broken} broken, ${minutes().toFixed(1)} min`);
  }
  console.info(
    `${storage}: ${total.kills} kills in ${minutes().toFixed(1)} min: ${total.acknowledged} acknowledged, ${total.unknown} cut off, ` +
      `${total.live} live bookings, ${total.events} events, ${total.broken} promises broken.`,
  );
  if (total.broken > 0) process.exitCode = 1;
}
