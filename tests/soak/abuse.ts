// `npm run soak -- abuse`: three minutes (of virtual time) of 10,000 bookings asked for by bots from 500 addresses, with
// people among them; see tests/abuse. `--minutes 1`, `--attempts 2000` and `--seed 7` ask for others.
import { parseArgs } from "node:util";
import { runTool } from "../../scripts/run.mjs";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "3" },
    attempts: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
  },
});
const { code } = await runTool("vitest", ["run", "--project", "house", "tests/abuse"], {
  env: {
    SLOTKIT_ABUSE_MINUTES: values.minutes,
    SLOTKIT_ABUSE_ATTEMPTS: values.attempts,
    SLOTKIT_ABUSE_SEED: values.seed,
  },
});
process.exitCode = code;
