import type { Catalog } from "@slotkit/core";
import {
  type CalendarProvider,
  type CrmProvider,
  createSlotKit,
  type Logger,
  type Notifier,
  type SlotKit,
  type Storage,
} from "@slotkit/core";
import { createHandler, type Handler } from "@slotkit/server";
import type { Chance } from "../world/chance.ts";
import type { Trace } from "../world/trace.ts";
import type { Machine } from "./machine.ts";

/** One process of the host application: the whole of SlotKit behind its HTTP handler. */
export interface ServerProcess {
  readonly machine: Machine;
  /** Nothing of it runs, and nobody waits for it; its worker looks at the outbox now and then. */
  readonly isIdle: boolean;
  /** @throws when the process dies before it has answered. */
  handle(request: Request): Promise<Response>;
  /** Ends as a process does that is told to. */
  stop(): Promise<void>;
}

/** What a process is composed of, already on its machine. */
export interface ServerParts {
  machine: Machine;
  storage: Storage;
  catalog: Catalog;
  calendar: CalendarProvider;
  crm: CrmProvider;
  notifier: Notifier;
  chance: Chance;
  trace: Trace;
  /** Told of a request that failed for a reason that nobody put into the world. */
  onDefect(says: string): void;
  /** Told when the process has to leave the end of a delivery unwritten. */
  onInterruption(): void;
}

/** Names of the errors that the simulation throws itself. */
const injected = ["ConnectionLost", "ClientDied"];

export const operatorToken = "operator-of-the-simulation";
/** Starts the process, its background worker included. */
export async function startServerProcess(parts: ServerParts): Promise<ServerProcess> {
  const { machine, storage, catalog, calendar, crm, notifier, chance } = parts;
  const slotkit: SlotKit = createSlotKit({
    storage,
    catalog,
    calendar,
    crm,
    notifications: notifier,
    secret: "a secret of the simulation alone, long enough to be taken",
    manageUrl: "https://book.example.com/manage#{uid}.{secret}",
    clock: machine.clock,
    random: chance.random,
    logger: traceLogger(parts),
  });
  const handler: Handler = createHandler(slotkit, {
    isOperator: (request) =>
      request.headers.get("Authorization") === `Bearer ${operatorToken}` ? { clients: "*" } : null,
    rateLimits: false,
  });
  await Promise.race([slotkit.start(), machine.death]);
  let handling = 0;
  /** Loops that look now and then whether there is something to do always sleep: the fewest that ever did are those. */
  let fewestSleeping = Number.POSITIVE_INFINITY;
  return {
    machine,
    get isIdle() {
      if (handling > 0 || machine.inFlight > 0) return false;
      const { sleeping } = machine.clock;
      fewestSleeping = Math.min(fewestSleeping, sleeping);
      return sleeping <= fewestSleeping;
    },
    async handle(request) {
      handling++;
      try {
        return await Promise.race([handler(request), machine.death]);
      } finally {
        handling--;
      }
    },
    stop: () => Promise.race([slotkit.stop(), machine.death]),
  };
}

function traceLogger({ machine, trace, onDefect, onInterruption }: ServerParts): Logger {
  const write =
    (level: string): Logger["info"] =>
    (message, fields = {}) => {
      const { frames, ...told } = fields;
      const place = typeof frames === "string" ? /at (?:async )?(\S+) /.exec(frames)?.[1] : undefined;
      trace.write(machine.name, `${level}: ${message} ${JSON.stringify({ ...told, ...(place ? { place } : {}) })}`);
      if (message.startsWith("The end of an attempt could not be stored")) onInterruption();
      if (place !== undefined && !injected.includes(String(told.name))) onDefect(`${told.name} in ${place}`);
    };
  return { debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") };
}
