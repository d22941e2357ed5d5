import type { SlotKit } from "@slotkit/core";
import { answeredNo, done, misused } from "./cli-error.ts";
import { type OptionValues, type Terminal, textOf } from "./command.ts";
import { printSyncCounts, printSyncEntry, syncEntryJson } from "./print-sync.ts";
import { showText } from "./show-text.ts";
import { type ClientEntry, clientsOf, entriesOf, readSelection } from "./sync-selection.ts";

const defaultLimit = 50;

/** Shows the sync queue. The options are read before anything is opened. */
export function listSyncQueue(values: OptionValues, { stdout }: Terminal): (slotkit: SlotKit) => Promise<number> {
  const selection = readSelection(values);
  const limit = readLimit(textOf(values, "limit"));
  return async (slotkit) => {
    const shown: ClientEntry[] = [];
    const counts = { manual: 0, waiting: 0, ignored: 0 };
    for await (const entry of entriesOf(slotkit, await clientsOf(slotkit, values, selection), selection)) {
      counts[entry.state]++;
      if (shown.length < limit) shown.push(entry);
    }
    const left = counts.manual + counts.waiting + counts.ignored - shown.length;
    if (values.json) {
      stdout.write(`${JSON.stringify({ ok: true, entries: shown.map(syncEntryJson), counts, left })}\n`);
    } else {
      for (const entry of shown) stdout.write(printSyncEntry(entry, stdout));
      if (left > 0) stdout.write(`… and ${left} more: show them with --limit ${shown.length + left}.\n`);
      stdout.write(printSyncCounts(counts));
    }
    return counts.manual > 0 ? answeredNo : done;
  };
}

function readLimit(given: string | undefined): number {
  if (given === undefined) return defaultLimit;
  if (/^[1-9]\d{0,8}$/.test(given)) return Number(given);
  throw misused(`--limit: received ${showText(JSON.stringify(given))}; give a whole number from 1`);
}
