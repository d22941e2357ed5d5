// `npm run soak -- calendar-file`: calendar files of a million values that strangers might type, each read by two independent
// parsers; see tests/calendar-file. `--values 60000` and `--seed 7` ask for others.
import { parseArgs } from "node:util";
import { runTool } from "../../scripts/run.mjs";

const { values } = parseArgs({
  options: { values: { type: "string", default: "1000000" }, seed: { type: "string", default: "1" } },
});
const { code } = await runTool("vitest", ["run", "--project", "house", "tests/calendar-file"], {
  env: { SLOTKIT_CALENDAR_FILE_VALUES: values.values, SLOTKIT_CALENDAR_FILE_SEED: values.seed },
});
process.exitCode = code;
