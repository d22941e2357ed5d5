// `npm run soak -- crm-outage`: 72 virtual hours without HubSpot, looked at every minute, with six bookings an hour; see
// tests/crm. `--seed 7` and `--bookings 1` ask for others.
import { parseArgs } from "node:util";
import { runTool } from "../../scripts/run.mjs";

const { values } = parseArgs({
  options: { seed: { type: "string", default: "1" }, bookings: { type: "string", default: "6" } },
});
const { code } = await runTool("vitest", ["run", "--project", "house", "tests/crm/outage"], {
  env: {
    SLOTKIT_OUTAGE_SEED: values.seed,
    SLOTKIT_OUTAGE_BOOKINGS_PER_HOUR: values.bookings,
    SLOTKIT_OUTAGE_STEP_MINUTES: "1",
  },
});
process.exitCode = code;
