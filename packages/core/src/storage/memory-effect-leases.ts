import type { Effect, Integration } from "../outbox/effect.ts";
import type { Clock } from "../ports/clock.ts";
import type { EffectLeases } from "../ports/effect-leases.ts";
import { copy } from "./memory-table.ts";
import type { MemoryTables } from "./memory-tables.ts";
import type { SerialQueue } from "./serial-queue.ts";

/** Leases over the outbox rows of all clients. */
export function memoryEffectLeases(
  clients: ReadonlyMap<string, MemoryTables>,
  { queue, clock }: { queue: SerialQueue; clock: Clock },
): EffectLeases {
  /** The due rows of a client, uncopied: there may be very many. */
  function* dueOf(clientId: string, { integration, takeOver }: { integration: Integration; takeOver: boolean }) {
    for (const effect of pendingIn(clients.get(clientId), integration)) {
      if ((effect.leaseOwner === null || takeOver) && dueAt(effect) <= clock.now()) yield effect;
    }
  }

  return {
    async dueClients({ after, limit, ...wanted }) {
      const later = [...clients.keys()].filter((clientId) => clientId > after).sort();
      return later.filter((clientId) => !dueOf(clientId, wanted).next().done).slice(0, limit);
    },
    leaseEffects: ({ owner, leaseMs, shares, ...wanted }) =>
      queue.run(async () =>
        shares.flatMap(({ clientId, limit }) => {
          const due = [...dueOf(clientId, wanted)].sort(longestDueFirst).slice(0, limit);
          return due.map((effect) => {
            const uncertain = effect.uncertain || effect.leaseOwner !== null;
            const leased: Effect = { ...effect, uncertain, leaseOwner: owner, leaseUntil: clock.now() + leaseMs };
            clients.get(clientId)?.effects.set(effect.id, leased);
            return copy(leased);
          });
        }),
      ),
    renewLeases: ({ owners, leaseMs }) =>
      queue.run(async () =>
        [...clients].flatMap(([clientId, { effects }]) => {
          const held = effects.filter(({ leaseOwner }) => leaseOwner !== null && owners.includes(leaseOwner));
          return held.map((effect) => {
            effects.set(effect.id, { ...effect, leaseUntil: clock.now() + leaseMs });
            return { clientId, id: effect.id };
          });
        }),
      ),
    async nextEffectAt(integration) {
      let next: number | null = null;
      for (const tables of clients.values()) {
        for (const effect of pendingIn(tables, integration)) next = Math.min(next ?? dueAt(effect), dueAt(effect));
      }
      return next;
    },
  };
}

function* pendingIn(tables: MemoryTables | undefined, integration: Integration | undefined): Iterable<Effect> {
  for (const [, effect] of tables?.effects.entries() ?? []) {
    if (effect.state === "pending" && (integration === undefined || effect.integration === integration)) yield effect;
  }
}

/** When this row may next be handed to a worker. */
function dueAt({ notBefore, leaseUntil }: Effect): number {
  return Math.max(notBefore, leaseUntil ?? notBefore);
}

function longestDueFirst(a: Effect, b: Effect): number {
  if (a.notBefore !== b.notBefore) return a.notBefore - b.notBefore;
  return a.id < b.id ? -1 : 1;
}
