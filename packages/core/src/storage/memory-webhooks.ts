import type {
  WebhookDelivery,
  WebhookDeliveryFilter,
  WebhookEndpoint,
  WebhookOutbox,
  WebhookWrites,
} from "../ports/webhooks.ts";
import { assertOwn } from "./memory-bookings.ts";
import type { MemoryTables } from "./memory-tables.ts";

/** Webhook endpoints and deliveries of one client, kept in `tables`. */
export function memoryWebhooks({ webhookEndpoints, webhookDeliveries }: MemoryTables, clientId: string): WebhookWrites {
  return {
    async endpoints() {
      return webhookEndpoints.filter(() => true).sort(oldestFirst);
    },
    async findEndpoint(id) {
      return webhookEndpoints.get(id) ?? null;
    },
    async deliveries(filter) {
      return webhookDeliveries
        .filter((delivery) => isMeant(delivery, filter))
        .sort((a, b) => (isBefore(b, [a.occurredAt, a.id]) ? -1 : 1))
        .slice(0, filter.limit);
    },
    async findDelivery(id) {
      return webhookDeliveries.get(id) ?? null;
    },
    async saveEndpoint(endpoint) {
      assertOwn(endpoint, clientId);
      webhookEndpoints.set(endpoint.id, endpoint);
    },
    async removeEndpoint(id) {
      webhookEndpoints.delete(id);
      for (const delivery of webhookDeliveries.filter(({ endpointId }) => endpointId === id)) {
        webhookDeliveries.delete(delivery.id);
      }
    },
    async record(deliveries) {
      for (const delivery of deliveries) {
        assertOwn(delivery, clientId);
        if (!webhookEndpoints.get(delivery.endpointId)) throw new Error("A delivery belongs to no stored endpoint.");
        if (!webhookDeliveries.get(delivery.id)) webhookDeliveries.set(delivery.id, delivery);
      }
    },
    async updateDelivery(delivery) {
      assertOwn(delivery, clientId);
      if (webhookDeliveries.get(delivery.id)) webhookDeliveries.set(delivery.id, delivery);
    },
    async withdraw(subject, type) {
      const waiting = webhookDeliveries.filter(
        (delivery) => delivery.subject === subject && delivery.type === type && delivery.state === "pending",
      );
      for (const { id } of waiting) webhookDeliveries.delete(id);
    },
    async wake(endpointId, now) {
      const failed = webhookDeliveries.filter(
        (delivery) => delivery.endpointId === endpointId && delivery.state === "pending" && delivery.attempt > 0,
      );
      for (const delivery of failed) {
        webhookDeliveries.set(delivery.id, { ...delivery, notBefore: Math.min(delivery.notBefore, now) });
      }
    },
  };
}

/** The deliveries of all clients, as workers see them. */
export function memoryWebhookOutbox(
  clients: ReadonlyMap<string, MemoryTables>,
  nowMs: () => number,
): {
  [Name in keyof WebhookOutbox]: (
    ...request: Parameters<WebhookOutbox[Name]>
  ) => Awaited<ReturnType<WebhookOutbox[Name]>>;
} {
  return {
    leaseWebhooks({ owner, leaseMs, limit }) {
      const now = nowMs();
      const leased = [...clients.values()].flatMap((tables) =>
        tables.webhookEndpoints
          .filter(({ disabledReason, notBefore }) => disabledReason === null && notBefore <= now)
          .flatMap((endpoint) => dueOf(tables, endpoint, now)),
      );
      return leased
        .sort(longestDueFirst)
        .slice(0, limit)
        .map((delivery) => {
          const taken: WebhookDelivery = { ...delivery, leaseOwner: owner, leaseUntil: now + leaseMs };
          clients.get(delivery.clientId)?.webhookDeliveries.set(taken.id, taken);
          return taken;
        });
    },
    nextWebhookAt() {
      const due = [...clients.values()].flatMap(({ webhookEndpoints, webhookDeliveries }) =>
        webhookEndpoints
          .filter(({ disabledReason }) => disabledReason === null)
          .flatMap((endpoint) =>
            webhookDeliveries
              .filter(({ endpointId, state }) => endpointId === endpoint.id && state === "pending")
              .map(({ notBefore, leaseUntil }) => Math.max(notBefore, leaseUntil ?? notBefore, endpoint.notBefore)),
          ),
      );
      return due.length === 0 ? null : Math.min(...due);
    },
  };
}

/** What may be sent to one endpoint now, as far as its lanes are free. */
function dueOf({ webhookDeliveries }: MemoryTables, { id, lanes }: WebhookEndpoint, now: number): WebhookDelivery[] {
  const pending = webhookDeliveries.filter(({ endpointId, state }) => endpointId === id && state === "pending");
  const isLeased = ({ leaseUntil }: WebhookDelivery) => leaseUntil !== null && leaseUntil > now;
  const isFirst = (delivery: WebhookDelivery) =>
    !pending.some(({ subject, sequence }) => subject === delivery.subject && sequence < delivery.sequence);
  const free = Math.max(0, lanes - pending.filter(isLeased).length);
  return pending
    .filter((delivery) => delivery.notBefore <= now && !isLeased(delivery) && isFirst(delivery))
    .sort(longestDueFirst)
    .slice(0, free);
}

/** Removes what was settled before an instant. @returns How many rows went. */
export function pruneWebhooks({ webhookDeliveries }: MemoryTables, settledBefore: number): number {
  const old = webhookDeliveries.filter(({ settledAt }) => settledAt !== null && settledAt < settledBefore);
  for (const { id } of old) webhookDeliveries.delete(id);
  return old.length;
}

function isMeant(delivery: WebhookDelivery, filter: WebhookDeliveryFilter): boolean {
  const { endpointId, state, type, subject, from, after } = filter;
  return (
    (endpointId === undefined || delivery.endpointId === endpointId) &&
    (state === undefined || delivery.state === state) &&
    (type === undefined || delivery.type === type) &&
    (subject === undefined || delivery.subject === subject) &&
    (from === undefined || delivery.occurredAt >= from) &&
    (after === undefined || isBefore(delivery, after))
  );
}

function isBefore({ occurredAt, id }: WebhookDelivery, [at, otherId]: readonly [number, string]): boolean {
  return occurredAt < at || (occurredAt === at && id < otherId);
}

function longestDueFirst(a: WebhookDelivery, b: WebhookDelivery): number {
  if (a.notBefore !== b.notBefore) return a.notBefore - b.notBefore;
  return a.id < b.id ? -1 : 1;
}

function oldestFirst(a: WebhookEndpoint, b: WebhookEndpoint): number {
  if (a.createdAt !== b.createdAt) return a.createdAt - b.createdAt;
  return a.id < b.id ? -1 : 1;
}
