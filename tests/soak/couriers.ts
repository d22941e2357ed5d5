// `npm run soak -- couriers`: processes that deliver from one outbox are killed again and again while they send, on SQLite
// and on PostgreSQL. `--bookings 400`, `--couriers 4`, `--kills 12`, `--seed 7` and `--storage sqlite` ask for others.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createDatabase } from "@slotkit/testing/postgres";
import { startPostgres } from "../../scripts/postgres.mjs";
import { type CourierOutcome, runCouriers } from "../delivery/run-couriers.ts";

const { values } = parseArgs({
  options: {
    bookings: { type: "string", default: "1000" },
    couriers: { type: "string", default: "4" },
    kills: { type: "string", default: "20" },
    seed: { type: "string", default: "1" },
    storage: { type: "string", default: "sqlite,postgres" },
  },
});
const plan = {
  bookings: Number(values.bookings),
  couriers: Number(values.couriers),
  kills: Number(values.kills),
  seed: Number(values.seed),
};

if (values.storage.includes("sqlite")) {
  const folder = mkdtempSync(join(tmpdir(), "slotkit-couriers-"));
  tell("SQLite", await runCouriers({ file: join(folder, "slotkit.db") }, plan));
  rmSync(folder, { recursive: true });
}
if (values.storage.includes("postgres")) {
  const server = await startPostgres({ durable: true });
  const database = await createDatabase(server.url);
  tell("PostgreSQL", await runCouriers({ connectionString: database.connectionString }, plan));
  await database.drop();
  await server.stop();
}

function tell(
  storage: string,
  { bookings, effects, tellings, kills, mailsAgain, defects, seconds }: CourierOutcome,
): void {
  console.info(
    `${storage}: ${effects} effects of ${bookings} bookings by ${plan.couriers} processes in ${Math.round(seconds)} s, ` +
      `${kills} killed as they sent: ${tellings} calls, ${mailsAgain} mails again after a kill, ${defects.length} defects.`,
  );
  for (const defect of defects.slice(0, 20)) console.error(`✗ ${defect}`);
  if (defects.length > 0) process.exitCode = 1;
}
