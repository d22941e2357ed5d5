import { type Clock, systemClock } from "../ports/clock.ts";
import type { ClientStorage, Storage } from "../ports/storage.ts";
import { memoryBookings, scanMemoryBookings } from "./memory-bookings.ts";
import { memoryBreakerStates } from "./memory-breaker-states.ts";
import { memoryCalendarReads } from "./memory-calendar-reads.ts";
import { eraseHosts, memoryCatalog } from "./memory-catalog.ts";
import { memoryClaims } from "./memory-claims.ts";
import { memoryEffectLeases } from "./memory-effect-leases.ts";
import { memoryEffects } from "./memory-effects.ts";
import { memoryIdempotency, pruneKeys } from "./memory-idempotency.ts";
import { memoryPeople } from "./memory-people.ts";
import { memoryQuotaShares } from "./memory-quota-shares.ts";
import { memoryRateLimitStore } from "./memory-rate-limit-store.ts";
import { memoryReservations } from "./memory-reservations.ts";
import { memorySessions } from "./memory-sessions.ts";
import { memorySyncQueue, memorySyncQueues } from "./memory-sync-queue.ts";
import { copy, keyOf } from "./memory-table.ts";
import { createMemoryTables, inLayers, type MemoryTables } from "./memory-tables.ts";
import { memoryUsage } from "./memory-usage.ts";
import { memoryWebhookOutbox, memoryWebhooks, pruneWebhooks } from "./memory-webhooks.ts";
import { createSerialQueue, type SerialQueue } from "./serial-queue.ts";

export interface MemoryStorageOptions {
  /** Time for leases, holds and TTLs. Default: the machine's. */
  clock?: Clock | undefined;
  /** Longest wait for the transactions of others before `busy`. Default: 5000. */
  busyDeadlineMs?: number | undefined;
}

/** A storage that can be looked into, as a database can. */
export interface MemoryStorage extends Storage {
  /**
   * Copies of all committed rows of all clients by table, each with its `clientId` and its `key` in the table. For tests
   * and audits: tables and columns may change with every release.
   */
  dump(): Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
}

/**
 * Keeps everything in this process's memory, with the guarantees of a database but for durability: what was booked is
 * gone with the process. For tests, demonstrations and trying things out.
 */
export function memoryStorage({
  clock = systemClock,
  busyDeadlineMs = 5000,
}: MemoryStorageOptions = {}): MemoryStorage {
  const queue = createSerialQueue({ clock, deadlineMs: busyDeadlineMs });
  const clients = new Map<string, MemoryTables>();
  const tablesOf = (clientId: string) => {
    const tables = clients.get(clientId) ?? createMemoryTables();
    clients.set(clientId, tables);
    return tables;
  };
  const rateLimits = memoryRateLimitStore({ nowMs: () => clock.now() });

  const webhookOutbox = memoryWebhookOutbox(clients, () => clock.now());

  return {
    name: "memory",
    now: async () => clock.now(),
    forClient: (clientId) => ({
      ...clientStorage(tablesOf(clientId), clientId, clock, queue),
      rateLimits: { hit: (key, ...window) => rateLimits.hit(keyOf(clientId, key), ...window) },
    }),
    ...memoryEffectLeases(clients, { queue, clock }),
    ...memorySyncQueues(clients),
    scanBookings: async (scan) => scanMemoryBookings(clients.values(), scan),
    leaseWebhooks: (request) => queue.run(async () => webhookOutbox.leaseWebhooks(request)),
    nextWebhookAt: async () => webhookOutbox.nextWebhookAt(),
    prune: (request) =>
      queue.run(async () => {
        const now = clock.now();
        const pruneAll = (tables: MemoryTables) =>
          pruneKeys(tables, request, now) +
          pruneWebhooks(tables, request.webhooksSettledBefore) +
          eraseHosts(tables, request.hostsDeletedBefore, now);
        return [...clients.values()].reduce((pruned, tables) => pruned + pruneAll(tables), 0);
      }),
    migrate: async () => ({ applied: [], current: "memory" }),
    check: async () => {},
    close: async () => {},
    dump: () => dumpOf(clients),
  };
}

function dumpOf(clients: ReadonlyMap<string, MemoryTables>): ReturnType<MemoryStorage["dump"]> {
  const names = Object.keys(createMemoryTables()) as (keyof MemoryTables)[];
  const rowsOf = (name: keyof MemoryTables) =>
    [...clients].flatMap(([clientId, tables]) =>
      [...tables[name].entries()].map(([key, row]) => {
        const value: unknown = copy(row);
        return { clientId, key, ...(typeof value === "object" ? value : { value }) };
      }),
    );
  return Object.fromEntries(names.map((name) => [name, rowsOf(name)]));
}

function clientStorage(
  tables: MemoryTables,
  clientId: string,
  clock: Clock,
  queue: SerialQueue,
): Omit<ClientStorage, "rateLimits"> {
  const now = () => clock.now();
  const calendarReads = memoryCalendarReads(tables);
  const idempotency = memoryIdempotency(tables, now);
  return {
    bookings: memoryBookings(tables, clientId),
    claims: memoryClaims(tables),
    reservations: memoryReservations(tables, clientId),
    sessions: memorySessions(tables, clientId),
    effects: memoryEffects(tables, clientId),
    syncQueue: memorySyncQueue(tables),
    catalog: memoryCatalog(tables, clientId),
    people: memoryPeople(tables),
    breakerStates: memoryBreakerStates(tables),
    webhooks: memoryWebhooks(tables, clientId),
    usage: memoryUsage(tables),
    quotaShares: memoryQuotaShares(tables, now),
    calendarReads: { ...calendarReads, save: (reads) => queue.run(() => calendarReads.save(reads)) },
    idempotency: {
      find: idempotency.find,
      begin: (run, fingerprint, leaseMs) => queue.run(() => idempotency.begin(run, fingerprint, leaseMs)),
      abandon: (run) => queue.run(() => idempotency.abandon(run)),
    },
    transaction: (_locks, fn) =>
      queue.run(() =>
        inLayers(tables, (layer) =>
          fn({
            now: async () => clock.now(),
            bookings: memoryBookings(layer, clientId),
            claims: memoryClaims(layer),
            reservations: memoryReservations(layer, clientId),
            sessions: memorySessions(layer, clientId),
            effects: memoryEffects(layer, clientId),
            catalog: memoryCatalog(layer, clientId),
            people: memoryPeople(layer),
            webhooks: memoryWebhooks(layer, clientId),
            usage: memoryUsage(layer),
            idempotency: memoryIdempotency(layer, now),
          }),
        ),
      ),
  };
}
