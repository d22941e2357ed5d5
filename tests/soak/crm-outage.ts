// `npm run soak -- crm-outage`: 72 virtual hours without HubSpot, looked at every quarter of an hour, with four bookings an hour; see
// tests/crm. `--seed 7`, `--bookings 1` and `--step 1` (minute) ask for others.
import { parseArgs } from "node:util";
import { runTool } from "../../scripts/run.mjs";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    bookings: { type: "string", default: "4" },
    step: { type: "string", default: "15" },
  },
});
const { code } = await runTool("vitest", ["run", "--project", "house", "tests/crm/outage"], {
  env: {
    SLOTKIT_OUTAGE_SEED: values.seed,
    SLOTKIT_OUTAGE_BOOKINGS_PER_HOUR: values.bookings,
    SLOTKIT_OUTAGE_STEP_MINUTES: values.step,
  },
});
process.exitCode = code;
