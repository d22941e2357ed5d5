import { findFirstSlots, findSlots } from "@slotkit/core/slots";
import { done, misused } from "../cli-error.ts";
import { type Command, textOf } from "../command.ts";
import { createTimeFormat } from "../format-time.ts";
import { printSlots, slotsJson } from "../print-slots.ts";
import { queryHelp } from "../query-help.ts";
import { readQuery } from "../read-query.ts";
import { chosenTimeZone } from "../time-zone-option.ts";

/** Lists the bookable slots of a query. */
export const slots: Command = {
  summary: "List the slots that a query offers",
  help: `Usage: slotkit slots [FILE] [options]

Lists the bookable slots of a slot query, written in JSON, from a file or from standard input. Nothing is looked up:
the answer follows from the query alone, so any question can be asked again later.

Options:
  --first <n>         Only the first so many slots
  --time-zone <zone>  Zone of the days and times shown (default: the query's)
  --json              Print {"slots":[{"start","end","hostIds","seatsRemaining"}]}, instants in UTC
  -h, --help          Show this help

Exit codes: 0 listed, none included; 1 failed; 2 the command line or the query is not understood.

${queryHelp("slotkit slots --first 2")}
  Monday 2026-11-23
    09:00–09:30  ada
    10:30–11:00  ada

  2 slots on 1 day, times in Europe/Berlin
`,
  options: { first: { type: "string" }, "time-zone": { type: "string" }, json: { type: "boolean" } },
  argument: "file",
  async run(values, terminal) {
    const first = readCount(textOf(values, "first"));
    const query = await readQuery(textOf(values, "file"), terminal);
    const format = createTimeFormat(chosenTimeZone(textOf(values, "time-zone"), query));
    const found = first === undefined ? findSlots(query) : findFirstSlots(query, first);
    terminal.stdout.write(values.json ? slotsJson(found) : printSlots(found, format, terminal.stdout));
    return done;
  },
};

function readCount(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const count = Number(text);
  if (/^\d+$/.test(text) && count >= 1 && count <= 1_000_000) return count;
  throw misused(`--first: received ${JSON.stringify(text)}; give a whole number from 1 to 1000000`);
}
