import type { Booking } from "../bookings/booking.ts";
import type { Reservation } from "../bookings/reservation.ts";
import type { SeatedSession } from "../bookings/session.ts";
import type { Effect } from "../outbox/effect.ts";
import type { StoredBreaker } from "../ports/breaker-states.ts";
import type { CalendarRead, Claim } from "../ports/storage.ts";
import type { WebhookDelivery, WebhookEndpoint } from "../ports/webhooks.ts";
import type { CatalogRow } from "./memory-catalog.ts";
import type { QuotaShareRow } from "./memory-quota-shares.ts";
import { createMemoryTable, layOver, type MemoryTable } from "./memory-table.ts";

/** What is stored of one idempotency key. */
export interface IdempotencyRow {
  fingerprint: string;
  owner: string;
  leaseUntil: number;
  begunAt: number;
  /** Null while the request runs. */
  answer: string | null;
}

/** The tables of one client. */
export interface MemoryTables {
  bookings: MemoryTable<Booking>;
  claims: MemoryTable<Claim>;
  reservations: MemoryTable<Reservation>;
  sessions: MemoryTable<SeatedSession>;
  effects: MemoryTable<Effect>;
  calendarReads: MemoryTable<CalendarRead>;
  idempotencyKeys: MemoryTable<IdempotencyRow>;
  catalog: MemoryTable<CatalogRow>;
  catalogRevision: MemoryTable<number>;
  breakerStates: MemoryTable<StoredBreaker>;
  webhookEndpoints: MemoryTable<WebhookEndpoint>;
  webhookDeliveries: MemoryTable<WebhookDelivery>;
  quotaShares: MemoryTable<QuotaShareRow>;
}

export function createMemoryTables(): MemoryTables {
  return {
    bookings: createMemoryTable(),
    claims: createMemoryTable(),
    reservations: createMemoryTable(),
    sessions: createMemoryTable(),
    effects: createMemoryTable(),
    calendarReads: createMemoryTable(),
    idempotencyKeys: createMemoryTable(),
    catalog: createMemoryTable(),
    catalogRevision: createMemoryTable(),
    breakerStates: createMemoryTable(),
    webhookEndpoints: createMemoryTable(),
    webhookDeliveries: createMemoryTable(),
    quotaShares: createMemoryTable(),
  };
}

/** Runs `fn` over a layer of the tables; its changes count once it resolves, and not at all when it rejects. */
export async function inLayers<T>(below: MemoryTables, fn: (tables: MemoryTables) => Promise<T>): Promise<T> {
  const tables = {
    bookings: layOver(below.bookings),
    claims: layOver(below.claims),
    reservations: layOver(below.reservations),
    sessions: layOver(below.sessions),
    effects: layOver(below.effects),
    calendarReads: layOver(below.calendarReads),
    idempotencyKeys: layOver(below.idempotencyKeys),
    catalog: layOver(below.catalog),
    catalogRevision: layOver(below.catalogRevision),
    breakerStates: layOver(below.breakerStates),
    webhookEndpoints: layOver(below.webhookEndpoints),
    webhookDeliveries: layOver(below.webhookDeliveries),
    quotaShares: layOver(below.quotaShares),
  };
  const layers = Object.values(tables);
  try {
    const result = await fn(tables);
    for (const layer of layers) layer.commit();
    return result;
  } finally {
    for (const layer of layers) layer.end();
  }
}
