// `npm run soak -- outage`: calendar and CRM are dark for a minute, an hour and three days of a virtual clock while people
// book, move and cancel; then all is delivered with nobody's help. `--bookings 500` and `--seed 7` ask for others.
import { parseArgs } from "node:util";
import { percentile, runOutage } from "../delivery/run-outage.ts";

const { values } = parseArgs({
  options: { bookings: { type: "string", default: "600" }, seed: { type: "string", default: "1" } },
});
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

for (const [length, outageMs] of [
  ["1 minute", minuteMs],
  ["1 hour", hourMs],
  ["72 hours", 72 * hourMs],
] as const) {
  const bookings = Number(values.bookings);
  const outcome = await runOutage({ outageMs, bookings, seed: Number(values.seed) });
  const { queued, drainMs, mailMs, bookingMs, callsPerHour, parked, defects } = outcome;
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  console.info(
    `${length} dark, ${bookings} bookings: ${queued} effects queued, delivered within ${seconds(percentile(drainMs, 0.99))} (p99, ` +
      `all ${drainMs.length === queued ? "of them" : `but ${queued - drainMs.length}`}), mail meanwhile ${seconds(percentile(mailMs, 0.99))} (p99), ` +
      `a booking took ${percentile(bookingMs, 0.5)} ms (median), ${percentile(bookingMs, 0.9)} ms (p90), ${percentile(bookingMs, 0.99)} ms (p99); ` +
      `${Math.round(callsPerHour)} calls an hour into the dark, ${parked} for a person, ${defects.length} defects.`,
  );
  for (const defect of defects.slice(0, 20)) console.error(`✗ ${defect}`);
  if (defects.length + parked > 0 || drainMs.length < queued) process.exitCode = 1;
}
