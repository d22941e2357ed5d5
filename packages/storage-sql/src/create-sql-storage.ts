import type { CalendarRead, ClientStorage, Storage } from "@slotkit/core";
import type { EngineLock, SqlEngine } from "./engine.ts";
import { applyMigrations, assertMigrated } from "./migrations/apply-migrations.ts";
import { bookingReads, bookingWrites, scanBookings } from "./queries/bookings.ts";
import { breakerStates } from "./queries/breaker-states.ts";
import { overlappingReads, saveRead } from "./queries/calendar-reads.ts";
import { catalogReads, catalogWrites } from "./queries/catalog.ts";
import { claimReads, claimWrites } from "./queries/claims.ts";
import { effectLeases } from "./queries/effect-leases.ts";
import { effectReads, effectWrites } from "./queries/effects.ts";
import { abandonKey, beginKey, findKey, finishKey } from "./queries/idempotency.ts";
import { leaseWebhooks, nextWebhookAt } from "./queries/lease-webhooks.ts";
import { personReads } from "./queries/people.ts";
import { prune } from "./queries/prune.ts";
import { claimShare } from "./queries/quota-shares.ts";
import { hitRateLimit } from "./queries/rate-limits.ts";
import { reservationReads, reservationWrites } from "./queries/reservations.ts";
import { sessionReads, sessionWrites } from "./queries/sessions.ts";
import { syncQueue, syncQueues } from "./queries/sync-queue.ts";
import { usageReads } from "./queries/usage.ts";
import { webhookReads, webhookWrites } from "./queries/webhooks.ts";

/** Core's storage over one SQL database. */
export function createSqlStorage(engine: SqlEngine): Storage {
  return {
    name: engine.dialect,
    now: () => engine.now(),
    forClient: (clientId) => clientStorage(engine, clientId),
    ...effectLeases(engine),
    ...syncQueues(engine.reads),
    scanBookings: (scan) => scanBookings(engine.reads, scan),
    leaseWebhooks: (request) =>
      engine.transaction(noLocks, (db, now) => leaseWebhooks(db, { ...request, now }, engine.dialect)),
    nextWebhookAt: () => nextWebhookAt(engine.reads),
    prune: (request) => engine.transaction(noLocks, (db, now) => prune(db, request, now)),
    migrate: () => applyMigrations(engine),
    check: () => assertMigrated(engine),
    close: () => engine.close(),
  };
}

const noLocks = { clientId: "", locks: [] };

function clientStorage(engine: SqlEngine, clientId: string): ClientStorage {
  const { reads } = engine;
  return {
    bookings: bookingReads(reads, clientId),
    claims: claimReads(reads, clientId),
    reservations: reservationReads(reads, clientId),
    sessions: sessionReads(reads, clientId),
    effects: effectReads(reads, clientId),
    syncQueue: syncQueue(reads, clientId),
    catalog: catalogReads(reads, clientId),
    people: personReads(reads, clientId),
    webhooks: webhookReads(reads, clientId),
    usage: usageReads(reads, clientId),
    calendarReads: {
      overlapping: (calendarIds, start, end) => overlappingReads(reads, clientId, calendarIds, [start, end]),
      save: (fresh) =>
        engine.transaction({ clientId, locks: locksOfReads(fresh) }, async (db) => {
          for (const read of fresh) await saveRead(db, clientId, read);
        }),
    },
    idempotency: {
      find: (key, fingerprint) => findKey(reads, { clientId, ...key }, fingerprint),
      begin: (run, fingerprint, leaseMs) =>
        engine.transaction(noLocks, (db, now) => beginKey(db, { clientId, ...run }, { fingerprint, leaseMs, now })),
      abandon: (run) => engine.transaction(noLocks, (db) => abandonKey(db, { clientId, ...run })),
    },
    rateLimits: {
      hit: (key, windowMs, requests = 1) => hitRateLimit(engine, { clientId, key, windowMs, requests }),
    },
    breakerStates: breakerStates(engine, clientId),
    quotaShares: {
      claim: (claim) =>
        engine.transaction({ clientId, locks: [{ kind: "quota", id: claim.name }] }, (db, now) =>
          claimShare(db, clientId, claim, now),
        ),
    },
    transaction: (locks, fn) =>
      engine.transaction({ clientId, locks }, (db, now) =>
        fn({
          now: async () => now,
          bookings: bookingWrites(db, clientId),
          claims: claimWrites(db, clientId, { engine, locks }),
          reservations: reservationWrites(db, clientId),
          sessions: sessionWrites(db, clientId),
          effects: effectWrites(db, clientId),
          catalog: catalogWrites(db, clientId),
          people: personReads(db, clientId),
          webhooks: webhookWrites(db, clientId),
          usage: usageReads(db, clientId),
          idempotency: { finish: (run, answer) => finishKey(db, { clientId, ...run }, answer) },
        }),
      ),
  };
}

function locksOfReads(reads: readonly CalendarRead[]): EngineLock[] {
  return reads.map(({ calendarId }) => ({ kind: "calendar", id: calendarId }));
}
