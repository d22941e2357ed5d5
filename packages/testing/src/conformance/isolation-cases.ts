import assert from "node:assert/strict";
import type { ClientStorage } from "@slotkit/core";
import type { StorageCase } from "./storage-case.ts";
import {
  allClaims,
  makeBooking,
  makeClaim,
  makeEffect,
  makeReservation,
  makeSession,
  minute,
  morning,
  store,
} from "./storage-fixtures.ts";

const key = { route: "book", key: "k1", owner: "run" };
const everything = Number.MAX_SAFE_INTEGER;

/** A client never sees or touches what belongs to another, even under equal ids. */
export const isolationCases: readonly StorageCase[] = [
  {
    name: "no read shows another client's rows",
    async run({ storage }) {
      await fill(storage.forClient("acme"));
      const stranger = storage.forClient("umbrella");
      const claims = () => stranger.claims.overlapping(["ada"], 0, everything, 0);
      assert.equal(await stranger.bookings.find("bk_1"), null);
      assert.deepEqual(await stranger.bookings.list({ limit: 9 }), []);
      assert.deepEqual(await claims(), []);
      assert.equal(await stranger.reservations.find("rs_1"), null);
      assert.deepEqual(await stranger.reservations.live(0, everything, 0), []);
      assert.deepEqual(await stranger.reservations.liveOfSender("me", 0), []);
      assert.deepEqual(await stranger.reservations.inSession("ss_1"), []);
      assert.deepEqual(await stranger.reservations.expired(everything, 9), []);
      assert.equal(await stranger.sessions.find("ss_1"), null);
      assert.deepEqual(await stranger.sessions.startingIn("class", 0, everything), []);
      assert.deepEqual(await stranger.effects.ofSubjects(["bk_1"]), []);
      assert.deepEqual(await stranger.effects.deliveredSpans(["ada@example.com"], 0, everything), []);
      assert.deepEqual(await stranger.calendarReads.overlapping(["ada@example.com"], 0, everything), []);
      await stranger.transaction([], async (tx) => {
        assert.equal(await tx.bookings.find("bk_1"), null);
        assert.deepEqual(await tx.bookings.list({ limit: 9 }), []);
        assert.deepEqual(await tx.claims.overlapping(["ada"], 0, everything, 0), []);
        assert.equal(await tx.effects.find("ef_1"), null);
        assert.deepEqual(await tx.effects.ofSubjects(["bk_1"]), []);
      });
      assert.deepEqual(await stranger.idempotency.begin(key, "another", minute), { state: "started" });
    },
  },
  {
    name: "no write touches another client's rows",
    async run({ storage }) {
      const owner = storage.forClient("acme");
      const stranger = storage.forClient("umbrella");
      await fill(owner);
      const before = await snapshot(owner);
      await stranger.transaction([], async (tx) => {
        await tx.claims.removeOwnedBy("bk_1");
        await tx.reservations.remove("rs_1");
        await tx.sessions.remove("ss_1");
        await tx.claims.removeExpired(["ada"], 0, everything, everything);
      });
      await stranger.idempotency.abandon(key);
      const update = makeBooking({ clientId: "umbrella" });
      await assert.rejects(
        stranger.transaction([], (tx) => tx.bookings.update(update, 1)),
        { code: "version_conflict" },
      );
      await assert.rejects(
        stranger.transaction([], (tx) => tx.sessions.update(makeSession({ clientId: "umbrella" }), 0)),
        { code: "version_conflict" },
      );
      const extended = makeReservation({ clientId: "umbrella", extensions: 1 });
      await assert.rejects(stranger.transaction([], (tx) => tx.reservations.update(extended)));
      await assert.rejects(stranger.transaction([], (tx) => tx.idempotency.finish(key, "stolen")));
      assert.deepEqual(await snapshot(owner), before);
      assert.deepEqual(await owner.idempotency.begin(key, "digest", minute), { state: "running" });
    },
  },
  {
    name: "equal ids of two clients live side by side",
    async run({ storage }) {
      const clients = ["acme", "umbrella"];
      for (const clientId of clients) await fill(storage.forClient(clientId), clientId);
      for (const clientId of clients) {
        const client = storage.forClient(clientId);
        assert.equal((await client.bookings.find("bk_1"))?.clientId, clientId);
        assert.deepEqual(
          (await client.effects.ofSubjects(["bk_1"])).map((effect) => effect.clientId),
          [clientId],
        );
        assert.equal((await allClaims(client)).length, 2);
      }
    },
  },
  {
    name: "a row of another client is not written",
    async run({ storage }) {
      const stranger = storage.forClient("umbrella");
      await store(stranger, makeBooking({ clientId: "umbrella" }));
      await assert.rejects(stranger.transaction([], (tx) => tx.bookings.insert(makeBooking({ uid: "bk_2" }))));
      await assert.rejects(stranger.transaction([], (tx) => tx.bookings.update(makeBooking(), 1)));
      await assert.rejects(stranger.transaction([], (tx) => tx.effects.save(makeEffect())));
      await assert.rejects(stranger.transaction([], (tx) => tx.sessions.insert(makeSession())));
      await assert.rejects(stranger.transaction([], (tx) => tx.reservations.insert(makeReservation())));
      assert.deepEqual(await storage.forClient("acme").bookings.list({ limit: 9 }), []);
    },
  },
];

/** Puts something into every table. */
async function fill(client: ClientStorage, clientId = "acme"): Promise<void> {
  const end = morning + 30 * minute;
  const delivered = {
    version: 1,
    generation: 1,
    status: "confirmed",
    start: morning,
    end,
    hostIds: ["ada"],
    calendarId: "ada@example.com",
  } as const;
  await store(client, makeBooking({ clientId }), [makeEffect({ clientId, delivered })]);
  const hold = makeClaim({ start: end, kind: "hold", ownerUid: "rs_1", expiresAt: morning });
  await client.transaction([], async (tx) => {
    await tx.claims.insert([makeClaim(), hold]);
    await tx.sessions.insert(makeSession({ clientId }));
    await tx.reservations.insert(makeReservation({ clientId, sender: "me", sessionUid: "ss_1" }));
  });
  const calendarId = "ada@example.com";
  await client.calendarReads.save([
    { calendarId, start: morning, end, busy: [], precision: "events", readAt: morning },
  ]);
  await client.idempotency.begin(key, "digest", minute);
}

/** Everything of a client that can be read. */
async function snapshot(client: ClientStorage): Promise<unknown> {
  return [
    await client.bookings.list({ limit: 9 }),
    await allClaims(client),
    await client.effects.ofSubjects(["bk_1"]),
    await client.reservations.find("rs_1"),
    await client.sessions.find("ss_1"),
    await client.calendarReads.overlapping(["ada@example.com"], 0, everything),
  ];
}
