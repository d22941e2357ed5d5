import type { SlotKit } from "@slotkit/core";
import { answeredNo, done, misused } from "./cli-error.ts";
import { type OptionValues, type Terminal, textOf, textsOf } from "./command.ts";
import { confirm } from "./confirm.ts";
import { clientsOf, entriesOf, isSelective, readSelection } from "./sync-selection.ts";

const words = {
  retry: {
    will: "Retry",
    did: "tried again",
    next: "The application tries within seconds; without one, `slotkit sync run`.",
  },
  ignore: { will: "Ignore", did: "ignored", next: "A change of its booking wakes an entry again." },
} as const;
type Action = keyof typeof words;

/** Tries entries again, or lets them be: those that are named, or all that are meant once somebody has said yes. */
export function changeSyncQueue(
  action: Action,
  values: OptionValues,
  terminal: Terminal,
): (slotkit: SlotKit) => Promise<number> {
  const ids = textsOf(values, "ids");
  const bulk = values.all === true || isSelective(values);
  const named = ids.length > 0 && values.all !== true && !isBesideClient(values);
  if (!named && !(bulk && ids.length === 0)) {
    throw misused(
      "Say which entries: ids, or a selection such as --cause auth, or --all; not both.\nSee slotkit sync --help.",
    );
  }
  return named ? changeNamed(action, ids, values, terminal) : changeMatching(action, values, terminal);
}

/** Ids may be narrowed to a client, for they are the client's own; a selection beside them would be a riddle. */
function isBesideClient(values: OptionValues): boolean {
  return isSelective({ ...values, client: undefined });
}

function changeNamed(action: Action, ids: readonly string[], values: OptionValues, terminal: Terminal) {
  return async (slotkit: SlotKit) => {
    const everywhere = { states: ["manual", "waiting", "ignored"] } as const;
    let changed = 0;
    for (const clientId of await clientsOf(slotkit, values, everywhere)) {
      changed += await change(slotkit, action, { clientId, ids });
    }
    return report(action, changed, values, terminal);
  };
}

function changeMatching(action: Action, values: OptionValues, terminal: Terminal) {
  const matching = readSelection(values);
  return async (slotkit: SlotKit) => {
    const clientIds = await clientsOf(slotkit, values, matching);
    const counts = new Map<string, number>();
    for await (const { clientId } of entriesOf(slotkit, clientIds, matching)) {
      counts.set(clientId, (counts.get(clientId) ?? 0) + 1);
    }
    const meant = [...counts.values()].reduce((sum, number) => sum + number, 0);
    if (meant > 0 && values.yes !== true) {
      const whose = [...counts].map(([clientId, number]) => `${clientId}: ${number}`).join(", ");
      const { will } = words[action];
      const agreed = await confirm(`${will} ${meant} ${meant === 1 ? "entry" : "entries"} (${whose})?`, terminal);
      if (!agreed) return report(action, 0, values, terminal);
    }
    let changed = 0;
    for (const clientId of counts.keys()) changed += await change(slotkit, action, { clientId, matching });
    return report(action, changed, values, terminal);
  };
}

function change(slotkit: SlotKit, action: Action, request: Parameters<SlotKit["retrySync"]>[0]): Promise<number> {
  return action === "retry" ? slotkit.retrySync(request) : slotkit.ignoreSync(request);
}

function report(action: Action, changed: number, values: OptionValues, { stdout }: Terminal): number {
  const { did, next } = words[action];
  const asked = textOf(values, "action");
  if (values.json) stdout.write(`${JSON.stringify({ ok: changed > 0, action: asked, changed })}\n`);
  else if (changed === 0) stdout.write("Nothing was changed.\n");
  else stdout.write(`${changed} ${changed === 1 ? "entry is" : "entries are"} ${did}. ${next}\n`);
  return changed > 0 ? done : answeredNo;
}
