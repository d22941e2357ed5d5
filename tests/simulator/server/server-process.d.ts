import type { Catalog } from "@slotkit/core";
import { type CalendarProvider, type CrmProvider, type Notifier, type Storage } from "@slotkit/core";
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
export declare const operatorToken = "operator-of-the-simulation";
/** Starts the process, its background worker included. */
export declare function startServerProcess(parts: ServerParts): Promise<ServerProcess>;
