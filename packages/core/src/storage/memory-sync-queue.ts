import type { Effect } from "../outbox/effect.ts";
import type { SyncQueueRepository, SyncQueueState, SyncQueues } from "../ports/sync-queue.ts";
import type { MemoryTables } from "./memory-tables.ts";

/** The sync queue of one client, as its outbox rows in `tables` tell. */
export function memorySyncQueue({ effects }: MemoryTables): SyncQueueRepository {
  return {
    async list({ states, integration, cause, limit, after }) {
      return effects
        .filter((effect) => {
          const state = queueStateOf(effect);
          return (
            state !== null &&
            states.includes(state) &&
            (integration === undefined || effect.integration === integration) &&
            (cause === undefined || effect.failure?.kind === cause) &&
            (after === undefined || isAfter(effect, after))
          );
        })
        .sort((a, b) => (isAfter(b, [a.wantedAt, a.id]) ? -1 : 1))
        .slice(0, limit);
    },
    async summary() {
      const queued = effects.filter((effect) => ["manual", "waiting"].includes(queueStateOf(effect) ?? ""));
      const manual = queued.filter(({ state }) => state === "manual").length;
      const oldestWantedAt = queued.reduce<number | null>(
        (oldest, { wantedAt }) => (oldest === null ? wantedAt : Math.min(oldest, wantedAt)),
        null,
      );
      return { manual, waiting: queued.length - manual, oldestWantedAt };
    },
  };
}

/** The sync queues of all clients. */
export function memorySyncQueues(clients: ReadonlyMap<string, MemoryTables>): SyncQueues {
  return {
    async syncQueueClients(states) {
      const isMeant = (effect: Effect) => {
        const state = queueStateOf(effect);
        return state !== null && states.includes(state);
      };
      return [...clients]
        .filter(([, { effects }]) => effects.filter(isMeant).length > 0)
        .map(([clientId]) => clientId)
        .sort();
    },
  };
}

function queueStateOf({ state, failure }: Effect): SyncQueueState | null {
  if (state === "manual" || state === "ignored") return state;
  return state === "pending" && failure !== null ? "waiting" : null;
}

function isAfter({ wantedAt, id }: Effect, [afterWantedAt, afterId]: readonly [number, string]): boolean {
  return wantedAt > afterWantedAt || (wantedAt === afterWantedAt && id > afterId);
}
