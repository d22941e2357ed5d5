import type { ClientStorage, Effect, Storage, Transaction } from "@slotkit/core";
import type { Adapters } from "./outside/outside-world.ts";
import type { Scenario } from "./world/scenario.ts";

/** A defect that somebody might build in. A world with it has to break the promise. */
export interface Mutant {
  name: string;
  promise: string;
  /** What of the world has to be so for the defect to show soon. */
  scenario?(scenario: Scenario): Scenario;
  storage?(storage: Storage): Storage;
  adapters?(adapters: Adapters): Adapters;
}

export const mutants: readonly Mutant[] = [
  {
    name: "a storage that looks, then inserts, with nothing to stop the second writer",
    promise: "P1",
    storage: (storage) => withTransaction(storage, lookThenInsert),
  },
  {
    name: "a storage that keeps the outbox in a transaction of its own",
    promise: "P4",
    storage: (storage) => withTransaction(storage, outboxAfterwards),
  },
  {
    name: "a storage that stores the answer of a request after the booking",
    promise: "P4",
    storage: (storage) => withTransaction(storage, answersAfterwards),
  },
  {
    name: "a cancellation that leaves its claims behind",
    promise: "P4",
    storage: (storage) =>
      withTransaction(storage, (client, locks, fn) =>
        client.transaction(locks, (tx) =>
          fn({ ...tx, claims: { ...tx.claims, removeOwnedBy: async () => undefined } }),
        ),
      ),
  },
  {
    name: "a booking that leaves the hold behind which it used up",
    promise: "P4",
    storage: (storage) =>
      withTransaction(storage, (client, locks, fn) =>
        client.transaction(locks, (tx) =>
          fn({ ...tx, reservations: { ...tx.reservations, remove: async () => undefined } }),
        ),
      ),
  },
  {
    name: "a series of which only the first booking is stored",
    promise: "P4",
    storage: (storage) =>
      withTransaction(storage, (client, locks, fn) =>
        client.transaction(locks, (tx) => {
          // Nothing at all of the others, so that each booking by itself is whole.
          const dropped = new Set<string>();
          return fn({
            ...tx,
            bookings: {
              ...tx.bookings,
              insert: async (booking) => {
                if (booking.seriesIndex === null || booking.seriesIndex === 0) return tx.bookings.insert(booking);
                dropped.add(booking.uid);
              },
            },
            claims: {
              ...tx.claims,
              insert: (claims) => tx.claims.insert(claims.filter(({ ownerUid }) => !dropped.has(ownerUid))),
            },
            effects: {
              ...tx.effects,
              save: (...effects) => tx.effects.save(...effects.filter(({ subject }) => !dropped.has(subject.uid))),
            },
          });
        }),
      ),
  },
  {
    name: "a session that keeps counting a seat which was given back",
    promise: "P4",
    storage: (storage) =>
      withTransaction(storage, (client, locks, fn) =>
        client.transaction(locks, (tx) =>
          fn({
            ...tx,
            sessions: {
              ...tx.sessions,
              update: (session, version) =>
                tx.sessions.update({ ...session, booked: Math.max(1, session.booked) }, version),
            },
          }),
        ),
      ),
  },
  {
    name: "a storage that forgets what a person has booked",
    promise: "P12",
    storage: (storage) =>
      withTransaction(storage, (client, locks, fn) =>
        client.transaction(locks, (tx) => fn({ ...tx, people: { ...tx.people, bookingsOf: async () => [] } })),
      ),
  },
  {
    name: "a booking that tells nothing to hosts who come later",
    promise: "P5",
    storage: (storage) =>
      withTransaction(storage, (client, locks, fn) =>
        client.transaction(locks, (tx) =>
          fn({
            ...tx,
            effects: {
              ...tx.effects,
              save: (...effects) => tx.effects.save(...effects.filter((effect) => !isForNewHost(effect))),
            },
          }),
        ),
      ),
  },
  {
    name: "a storage that starts a request as often as it comes",
    promise: "P3",
    storage: (storage) => ({
      ...storage,
      forClient(clientId) {
        const client = storage.forClient(clientId);
        const begin: ClientStorage["idempotency"]["begin"] = async (run, ...rest) => {
          const known = await client.idempotency.begin(run, ...rest);
          return known.state === "done" ? { state: "started" } : known;
        };
        return {
          ...client,
          idempotency: { ...client.idempotency, find: async () => null, begin },
          transaction: (locks, fn) =>
            client.transaction(locks, (tx) =>
              fn({ ...tx, idempotency: { ...tx.idempotency, finish: async () => undefined } }),
            ),
        };
      },
    }),
  },
  {
    name: "a delivery that forgets to read back what an id that is taken holds",
    promise: "P5",
    adapters: (adapters) => {
      let sent = 0;
      const { calendar } = adapters;
      const putEvent: typeof calendar.putEvent = (request, options) =>
        calendar.putEvent(
          { ...request, calendarEventId: null, event: { ...request.event, uid: `${request.event.uid}-${++sent}` } },
          options,
        );
      return { ...adapters, calendar: { ...calendar, putEvent } };
    },
  },
  {
    name: "a delivery that takes a failed removal for done",
    promise: "P5",
    adapters: (adapters) => ({
      ...adapters,
      calendar: {
        ...adapters.calendar,
        removeEvent: (request, options) => adapters.calendar.removeEvent(request, options).catch(() => undefined),
      },
    }),
  },
  {
    name: "an outbox that hands one row to several workers",
    promise: "P5",
    storage: (storage) => ({
      ...storage,
      leaseEffects: async (request) =>
        (await storage.leaseEffects({ ...request, leaseMs: 1 })).map((effect) => ({ ...effect })),
    }),
  },
  {
    name: "a calendar that says it is free when it cannot be read",
    promise: "P7",
    // Where the calendar is seldom in trouble, the defect seldom shows.
    scenario: ({ outsideClimate, ...rest }) => ({
      ...rest,
      visitMs: 60 * 60_000,
      outsideClimate: {
        ...outsideClimate,
        calendar: { calmMs: 5 * 60_000, longestSpellMs: 12 * 60 * 60_000, failures: ["transient"] },
      },
    }),
    adapters: (adapters) => ({
      ...adapters,
      calendar: {
        ...adapters.calendar,
        readBusy: async (request, options) =>
          (await adapters.calendar.readBusy(request, options)).map((reading) =>
            reading.state === "read"
              ? reading
              : { calendarId: reading.calendarId, state: "read", busy: [], precision: "events" },
          ),
      },
    }),
  },
];

function isForNewHost({ integration, target, revision, delivered }: Effect): boolean {
  return integration === "mail" && target.startsWith("host:") && revision > 1 && delivered === null;
}

type Run = ClientStorage["transaction"];

function withTransaction(storage: Storage, run: (client: ClientStorage, ...args: Parameters<Run>) => Promise<unknown>) {
  return {
    ...storage,
    forClient(clientId: string) {
      const client = storage.forClient(clientId);
      return { ...client, transaction: ((locks, fn) => run(client, locks, fn)) as Run };
    },
  };
}

/** Reads first, and writes in another transaction what was decided then; an overlap is nobody's business. */
async function lookThenInsert(client: ClientStorage, ...[locks, fn]: Parameters<Run>): Promise<unknown> {
  const writes: ((tx: Transaction) => Promise<void>)[] = [];
  const later = (write: (tx: Transaction) => Promise<void>) => async () => void writes.push(write);
  const result = await client.transaction([], (tx) =>
    fn({
      ...tx,
      bookings: {
        ...tx.bookings,
        insert: (booking) => later((then) => then.bookings.insert(booking))(),
        update: (booking, version) => later((then) => then.bookings.update(booking, version))(),
      },
      claims: {
        ...tx.claims,
        insert: (claims) => later((then) => then.claims.insert(claims).catch(() => undefined))(),
        removeOwnedBy: (uid) => later((then) => then.claims.removeOwnedBy(uid))(),
      },
      effects: { ...tx.effects, save: (effect) => later((then) => then.effects.save(effect))() },
    }),
  );
  await client.transaction(locks, async (tx) => {
    for (const write of writes) await write(tx);
  });
  return result;
}

async function outboxAfterwards(client: ClientStorage, ...[locks, fn]: Parameters<Run>): Promise<unknown> {
  const saved: Parameters<Transaction["effects"]["save"]>[0][] = [];
  const save = async (effect: (typeof saved)[number]) => void saved.push(effect);
  const result = await client.transaction(locks, (tx) => fn({ ...tx, effects: { ...tx.effects, save } }));
  for (const effect of saved) await client.transaction(locks, (tx) => tx.effects.save(effect));
  return result;
}

async function answersAfterwards(client: ClientStorage, ...[locks, fn]: Parameters<Run>): Promise<unknown> {
  const finished: Parameters<Transaction["idempotency"]["finish"]>[] = [];
  const finish = async (...answer: (typeof finished)[number]) => void finished.push(answer);
  const result = await client.transaction(locks, (tx) => fn({ ...tx, idempotency: { ...tx.idempotency, finish } }));
  for (const answer of finished) await client.transaction(locks, (tx) => tx.idempotency.finish(...answer));
  return result;
}
