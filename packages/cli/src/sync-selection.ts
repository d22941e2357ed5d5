import type {
  FailureKind,
  Integration,
  SlotKit,
  SyncQueueEntry,
  SyncQueueSelection,
  SyncQueueState,
} from "@slotkit/core";
import { misused } from "./cli-error.ts";
import { type OptionValues, textOf } from "./command.ts";
import { showText } from "./show-text.ts";

/** Options that say which entries of the sync queue are meant. */
export const selectionOptions = {
  client: { type: "string" },
  integration: { type: "string" },
  state: { type: "string" },
  cause: { type: "string" },
} as const;

/** How {@link selectionOptions} are explained. */
export const selectionHelp = `  --client <id>         Only this client's entries (default: those of all clients)
  --integration <name>  calendar, crm or mail
  --state <state>       manual (waits for a person), waiting (tried again by itself) or ignored;
                        default: manual and waiting
  --cause <cause>       permanent, auth, transient, throttled, exhausted, stale or unknown_outcome`;

const integrations = ["calendar", "crm", "mail"] as const satisfies readonly Integration[];
const states = ["manual", "waiting", "ignored"] as const satisfies readonly SyncQueueState[];
const causes = [
  "permanent",
  "auth",
  "transient",
  "throttled",
  "exhausted",
  "stale",
  "unknown_outcome",
] as const satisfies readonly FailureKind[];

/** The entries that the options mean; without any of them everything unfinished. @throws {CliError} for another word. */
export function readSelection(values: OptionValues): SyncQueueSelection {
  const state = oneOf(states, "state", values);
  return {
    states: state && [state],
    integration: oneOf(integrations, "integration", values),
    cause: oneOf(causes, "cause", values),
  };
}

/** The integration that the options name. @throws {CliError} for another word. */
export function readIntegration(values: OptionValues): Integration | undefined {
  return oneOf(integrations, "integration", values);
}

/** Did the user say which entries? */
export function isSelective(values: OptionValues): boolean {
  return Object.keys(selectionOptions).some((name) => values[name] !== undefined);
}

/** The clients that the options mean, of those with a sync queue. */
export async function clientsOf(slotkit: SlotKit, values: OptionValues, { states }: SyncQueueSelection) {
  const client = textOf(values, "client");
  return client === undefined ? slotkit.listSyncQueueClients(states) : [client];
}

/** An entry and whose it is. */
export type ClientEntry = SyncQueueEntry & { clientId: string };

/** Every entry that a selection meets, client by client, what was wanted first at the head. */
export async function* entriesOf(
  slotkit: SlotKit,
  clientIds: readonly string[],
  selection: SyncQueueSelection,
): AsyncGenerator<ClientEntry> {
  const limit = 200;
  for (const clientId of clientIds) {
    let after: readonly [number, string] | undefined;
    for (;;) {
      const page = await slotkit.listSyncQueue({ ...selection, clientId, limit, after });
      for (const entry of page) yield { ...entry, clientId };
      const last = page.at(-1);
      if (!last || page.length < limit) break;
      after = [last.since, last.id];
    }
  }
}

function oneOf<const Word extends string>(
  words: readonly Word[],
  name: string,
  values: OptionValues,
): Word | undefined {
  const given = textOf(values, name);
  if (given === undefined) return undefined;
  const word = words.find((candidate) => candidate === given);
  if (word !== undefined) return word;
  throw misused(`--${name}: received ${showText(JSON.stringify(given))}; give one of ${words.join(", ")}`);
}
