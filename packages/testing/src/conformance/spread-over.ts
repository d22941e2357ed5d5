import type { ClientStorage, Storage } from "@slotkit/core";

/**
 * One storage that sends every call to the next of several, which all stand over the same database. So a suite that was
 * written for one connection tries many.
 */
export function spreadOver(storages: readonly [Storage, ...Storage[]]): Storage {
  let calls = 0;
  const next = () => storages[calls++ % storages.length] ?? storages[0];
  return {
    name: storages[0].name,
    now: () => next().now(),
    forClient: (clientId) => spreadClient(() => next().forClient(clientId)),
    dueClients: (request) => next().dueClients(request),
    leaseEffects: (request) => next().leaseEffects(request),
    renewLeases: (request) => next().renewLeases(request),
    syncQueueClients: (states) => next().syncQueueClients(states),
    scanBookings: (scan) => next().scanBookings(scan),
    nextEffectAt: (integration) => next().nextEffectAt(integration),
    leaseWebhooks: (request) => next().leaseWebhooks(request),
    nextWebhookAt: () => next().nextWebhookAt(),
    prune: (request) => next().prune(request),
    migrate: () => next().migrate(),
    check: () => next().check(),
    async close() {
      for (const storage of storages) await storage.close();
    },
  };
}

function spreadClient(next: () => ClientStorage): ClientStorage {
  return {
    bookings: {
      find: (uid) => next().bookings.find(uid),
      list: (filter) => next().bookings.list(filter),
      inSession: (sessionUid) => next().bookings.inSession(sessionUid),
    },
    claims: {
      overlapping: (...query) => next().claims.overlapping(...query),
      lastBookedAt: (...query) => next().claims.lastBookedAt(...query),
    },
    reservations: {
      find: (uid) => next().reservations.find(uid),
      live: (...query) => next().reservations.live(...query),
      inSession: (sessionUid) => next().reservations.inSession(sessionUid),
      liveOfSender: (...query) => next().reservations.liveOfSender(...query),
      expired: (...query) => next().reservations.expired(...query),
    },
    sessions: {
      find: (uid) => next().sessions.find(uid),
      startingIn: (...query) => next().sessions.startingIn(...query),
    },
    effects: {
      ofSubjects: (uids) => next().effects.ofSubjects(uids),
      deliveredSpans: (...query) => next().effects.deliveredSpans(...query),
    },
    breakerStates: {
      list: () => next().breakerStates.list(),
      replace: (change) => next().breakerStates.replace(change),
    },
    quotaShares: { claim: (claim) => next().quotaShares.claim(claim) },
    syncQueue: {
      list: (filter) => next().syncQueue.list(filter),
      summary: () => next().syncQueue.summary(),
    },
    people: {
      bookingsOf: (...query) => next().people.bookingsOf(...query),
      countOf: (...query) => next().people.countOf(...query),
    },
    usage: { startingIn: (filter) => next().usage.startingIn(filter) },
    calendarReads: {
      overlapping: (...query) => next().calendarReads.overlapping(...query),
      save: (reads) => next().calendarReads.save(reads),
    },
    idempotency: {
      find: (...request) => next().idempotency.find(...request),
      begin: (...request) => next().idempotency.begin(...request),
      abandon: (run) => next().idempotency.abandon(run),
    },
    catalog: {
      revision: () => next().catalog.revision(),
      find: (kind, id) => next().catalog.find(kind, id),
      list: (kind, page) => next().catalog.list(kind, page),
    },
    webhooks: {
      endpoints: () => next().webhooks.endpoints(),
      findEndpoint: (id) => next().webhooks.findEndpoint(id),
      deliveries: (filter) => next().webhooks.deliveries(filter),
      findDelivery: (id) => next().webhooks.findDelivery(id),
    },
    rateLimits: { hit: (...requests) => next().rateLimits.hit(...requests) },
    transaction: (locks, fn) => next().transaction(locks, fn),
  };
}
