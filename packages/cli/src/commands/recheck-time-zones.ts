import { createSlotKit, type SlotKitOptions } from "@slotkit/core";
import { answeredNo, CliError, done } from "../cli-error.ts";
import { type Command, textOf } from "../command.ts";
import { describe, loadConfig } from "../load-config.ts";
import { needsSomebody, printRecheck, recheckJson } from "../print-recheck.ts";

/** Brings bookings to the instants that their agreed wall times are under the runtime's clock rules. */
export const recheckTimeZones: Command = {
  summary: "Keep agreed wall times after a change of clock rules",
  help: `Usage: slotkit recheck-time-zones [options]

To be run after each update of the time zone database, which comes with Node.js. Bookings to come keep the wall
time that was agreed: those whose instant has changed for it are moved and listed; event and mails follow when the
application delivers. It changes nothing when run again, and may run while the application does.

Options:
  --dry-run        List what would move, and change nothing
  --config <file>  Configuration to use (default: slotkit.config.ts in this directory)
  --json           Print the report as JSON
  -h, --help       Show this help

Exit codes: 0 done, 3 something is left for somebody to see to.
`,
  options: { config: { type: "string" }, json: { type: "boolean" }, "dry-run": { type: "boolean" } },
  async run(values, { directory, stdout }) {
    const { file, config, storage } = await loadConfig(directory, textOf(values, "config"));
    const dryRun = values["dry-run"] === true;
    try {
      // createSlotKit checks every option itself.
      const slotkit = createSlotKit(config as unknown as SlotKitOptions);
      await storage.check();
      const report = await slotkit.recheckTimeZones({ dryRun });
      stdout.write(values.json ? recheckJson(report, dryRun) : printRecheck(report, dryRun, stdout));
      return needsSomebody(report) ? answeredNo : done;
    } catch (error) {
      throw new CliError(`The bookings of ${file} could not be rechecked: ${describe(error)}`, { cause: error });
    } finally {
      await storage.close();
    }
  },
};
