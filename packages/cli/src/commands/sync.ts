import { changeSyncQueue } from "../change-sync-queue.ts";
import { misused } from "../cli-error.ts";
import { type Command, textOf, textsOf } from "../command.ts";
import { listSyncQueue } from "../list-sync-queue.ts";
import { runSync } from "../run-sync.ts";
import { selectionHelp, selectionOptions } from "../sync-selection.ts";
import { withSlotKit } from "../with-slotkit.ts";

/** What has not reached calendars, CRM and people: shows it, tries it again, lets it be. */
export const sync: Command = {
  summary: "List, retry or ignore what has not reached the outside",
  help: `Usage: slotkit sync list [options]
       slotkit sync retry  <id...> | <selection> | --all [--yes]
       slotkit sync ignore <id...> | <selection> | --all [--yes]
       slotkit sync run [--integration <name>]

Bookings reach calendars, the CRM and people after they are stored. What failed is tried again by itself until it
works; what cannot work without a person waits here, with its cause and the remedy.

  list    Shows the entries
  retry   Tries entries again at once: the application does, within seconds, or \`slotkit sync run\`
  ignore  Lets entries be, until their booking changes
  run     Delivers everything that is due, of all clients, and ends

Selection:
${selectionHelp}

Options:
  --all            With retry and ignore: every entry that is manual or waiting
  --yes            Do not ask before more entries than those named are changed
  --limit <n>      With list: show so many entries at most (default: 50)
  --config <file>  Configuration to use (default: slotkit.config.ts in this directory)
  --json           Print the result as JSON, instants in UTC
  -h, --help       Show this help

Exit codes: 0 done; 1 failed; 2 the command line is not understood, or --yes is missing; 3 list: something waits for a
person, run: something could not be delivered, retry and ignore: nothing was there to change, or the answer was no.
`,
  options: {
    ...selectionOptions,
    all: { type: "boolean" },
    yes: { type: "boolean" },
    limit: { type: "string" },
    config: { type: "string" },
    json: { type: "boolean" },
  },
  argument: "action",
  furtherArguments: "ids",
  async run(values, terminal) {
    const action = textOf(values, "action");
    const ids = textsOf(values, "ids");
    switch (action) {
      case "list":
      case "run": {
        if (ids.length > 0) throw misused(`slotkit sync ${action} takes no ids.\nSee slotkit sync --help.`);
        const work = action === "list" ? listSyncQueue(values, terminal) : runSync(values, terminal);
        return withSlotKit(values, terminal, { task: tasks[action], work });
      }
      case "retry":
      case "ignore":
        return withSlotKit(values, terminal, { task: tasks[action], work: changeSyncQueue(action, values, terminal) });
      default:
        throw misused(
          `${action === undefined ? "No action given" : `Unknown action ${JSON.stringify(action)}`}; give list, retry, ignore or run.\nSee slotkit sync --help.`,
        );
    }
  },
};

const tasks = {
  list: "The sync queue could not be listed",
  retry: "The sync queue could not be changed",
  ignore: "The sync queue could not be changed",
  run: "The outbox could not be delivered",
} as const;
