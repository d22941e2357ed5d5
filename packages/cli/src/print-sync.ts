import { styleText } from "node:util";
import { formatInstantUtc, type SyncQueueState } from "@slotkit/core";
import { count } from "./count.ts";
import { showText } from "./show-text.ts";
import type { ClientEntry } from "./sync-selection.ts";

/** How many entries of each kind there are. */
export type SyncCounts = Readonly<Record<SyncQueueState, number>>;

/** An entry for programs, instants in UTC. */
export function syncEntryJson({ since, failedAt, nextAttemptAt, ...entry }: ClientEntry) {
  return {
    ...entry,
    since: formatInstantUtc(since),
    failedAt: formatInstantUtc(failedAt),
    nextAttemptAt: nextAttemptAt === null ? null : formatInstantUtc(nextAttemptAt),
  };
}

/** An entry for people: what it is, what went wrong, and what to do. */
export function printSyncEntry(entry: ClientEntry, stream: NodeJS.WritableStream): string {
  const { id, clientId, integration, recipient, state, cause, message, remedy, attempts, since, nextAttemptAt } = entry;
  const mark = {
    manual: styleText("red", "✗", { stream }),
    waiting: styleText("yellow", "…", { stream }),
    ignored: styleText("gray", "–", { stream }),
  }[state];
  const next = nextAttemptAt === null ? "" : `, next try ${formatInstantUtc(nextAttemptAt)}`;
  const what = recipient === null ? integration : `${integration} to ${recipient}`;
  return [
    `${mark} ${styleText("bold", showText(id), { stream })}  ${showText(what)}  ${state}  client ${showText(clientId)}\n`,
    `    ${cause}: ${showText(message)}\n`,
    `    ${styleText("cyan", "→", { stream })} ${showText(remedy)}\n`,
    `    ${count(attempts, "failed attempt")}, wanted since ${formatInstantUtc(since)}${next}\n`,
  ].join("");
}

/** The last line of a list. */
export function printSyncCounts({ manual, waiting, ignored }: SyncCounts): string {
  if (manual + waiting + ignored === 0) return "Nothing in the sync queue.\n";
  const parts = [
    manual > 0 ? `${manual} ${manual === 1 ? "waits" : "wait"} for a person` : "",
    waiting > 0 ? `${waiting} ${waiting === 1 ? "is" : "are"} tried again without one` : "",
    ignored > 0 ? `${ignored} ${ignored === 1 ? "is" : "are"} ignored` : "",
  ];
  return `${parts.filter((part) => part !== "").join(", ")}.\n`;
}
