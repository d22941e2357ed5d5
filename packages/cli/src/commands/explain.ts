import { answeredNo, done } from "../cli-error.ts";
import { type Command, textOf } from "../command.ts";
import { explainMoment, isBookable } from "../explain-moment.ts";
import { explanationJson, publicExplanationJson } from "../explanation-json.ts";
import { createTimeFormat } from "../format-time.ts";
import { printExplanation } from "../print-explanation.ts";
import { queryHelp } from "../query-help.ts";
import { readMoment } from "../read-moment.ts";
import { readQuery } from "../read-query.ts";
import { chosenTimeZone } from "../time-zone-option.ts";

/** Says why a start, or a whole day, is or is not offered. */
export const explain: Command = {
  summary: "Say why a start or a day is or is not offered",
  help: `Usage: slotkit explain [FILE] --at <time> [options]
       slotkit explain [FILE] --day <date> [options]

Says whether a start can be booked and, if not, everything that stands against it: for each host, and for the slot as a
whole. It reads the same query as slotkit slots, from a file or from standard input.

Options:
  --at <time>         One start: an instant (2026-11-23T09:00:00+01:00) or what the wall clock shows
                      (2026-11-23T09:00), which a clock change may skip, or show twice
  --day <date>        Every start of a date (2026-11-23) of the query's zone
  --time-zone <zone>  Zone of the times shown, and of a local time in --at (default: the query's)
  --public            Tell only what a stranger may know: no host, no calendar, no limit
  --json              Print {"date","timeZone","reasons","hosts","starts"}: stable codes, instants in UTC
  -h, --help          Show this help

Exit codes: 0 it can be booked (of a day: some start can); 3 it cannot; 1 failed; 2 the command line or the query is
not understood.

${queryHelp("slotkit explain --at 2026-11-23T09:30")}
  Monday 2026-11-23 09:30, times in Europe/Berlin

    ✗ 09:30–10:00 cannot be booked
        no host is free
        ada: busy 10:00–10:30 on calendar ada@example.com, buffer after 10 min
`,
  options: {
    at: { type: "string" },
    day: { type: "string" },
    "time-zone": { type: "string" },
    public: { type: "boolean" },
    json: { type: "boolean" },
  },
  argument: "file",
  async run(values, terminal) {
    const moment = readMoment(textOf(values, "at"), textOf(values, "day"));
    const query = await readQuery(textOf(values, "file"), terminal);
    const format = createTimeFormat(chosenTimeZone(textOf(values, "time-zone"), query));
    const explanation = explainMoment(query, moment, format);
    const { stdout } = terminal;
    const isPublic = values.public === true;
    if (values.json) stdout.write(isPublic ? publicExplanationJson(explanation) : explanationJson(explanation));
    else stdout.write(printExplanation(explanation, { format, isPublic, stream: stdout }));
    return isBookable(explanation) ? done : answeredNo;
  },
};
