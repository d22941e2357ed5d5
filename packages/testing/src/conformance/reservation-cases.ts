import assert from "node:assert/strict";
import type { StorageCase } from "./storage-case.ts";
import { makeReservation, makeSession, minute, morning, times } from "./storage-fixtures.ts";

/** Who holds what, and until when. */
export const reservationCases: readonly StorageCase[] = [
  {
    name: "a reservation comes back with every field as it was stored",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const full = makeReservation({
        uid: "rs_full",
        hostIds: ["zoe", "ada"],
        sessionUid: "ss_1",
        seats: 3,
        sender: "digest",
        extensions: 2,
      });
      await client.transaction([], async (tx) => {
        await tx.sessions.insert(makeSession());
        await tx.reservations.insert(makeReservation());
        await tx.reservations.insert(full);
        assert.deepEqual(await tx.reservations.find("rs_full"), full);
      });
      assert.deepEqual(await client.reservations.find("rs_1"), makeReservation());
      assert.deepEqual(await client.reservations.find("rs_full"), full);
      assert.equal(await client.reservations.find("rs_unknown"), null);
    },
  },
  {
    name: "live reservations are those that start in the range and have not expired, by start",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const at = (uid: string, minutes: number, expiresAt = morning + 1) =>
        makeReservation({ uid, start: morning + minutes * minute, end: morning + (minutes + 30) * minute, expiresAt });
      const [before, first, second, third, after, expired] = [
        at("rs_before", -1),
        at("rs_c", 0),
        at("rs_a", 30),
        at("rs_b", 30),
        at("rs_after", 60),
        at("rs_expired", 30, morning),
      ];
      await client.transaction([], async (tx) => {
        for (const one of [third, before, after, second, expired, first]) await tx.reservations.insert(one);
      });
      const live = await client.reservations.live(morning, morning + 60 * minute, morning);
      assert.deepEqual(live, [first, second, third]);
    },
  },
  {
    name: "the reservations of a session are found whether they have expired or not",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const of = (uid: string, sessionUid: string | null, expiresAt = morning) =>
        makeReservation({ uid, sessionUid, expiresAt });
      await client.transaction([], async (tx) => {
        await tx.sessions.insert(makeSession());
        await tx.sessions.insert(makeSession({ uid: "ss_2" }));
        for (const one of [of("rs_2", "ss_1", 0), of("rs_3", "ss_2"), of("rs_4", null), of("rs_1", "ss_1")]) {
          await tx.reservations.insert(one);
        }
      });
      const found = await client.reservations.inSession("ss_1");
      assert.deepEqual(found, [of("rs_1", "ss_1"), of("rs_2", "ss_1", 0)]);
    },
  },
  {
    name: "the reservations of a sender are counted while they live, those first that end first",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const of = (uid: string, sender: string | null, minutes: number) =>
        makeReservation({ uid, sender, expiresAt: morning + minutes * minute });
      await client.transaction([], async (tx) => {
        for (const one of [of("rs_1", "me", 9), of("rs_2", "me", 5), of("rs_3", "you", 9), of("rs_4", null, 9)]) {
          await tx.reservations.insert(one);
        }
        await tx.reservations.insert(of("rs_5", "me", 0));
      });
      const uids = async (sender: string, now: number) =>
        (await client.reservations.liveOfSender(sender, now)).map(({ uid }) => uid);
      assert.deepEqual(await uids("me", morning), ["rs_2", "rs_1"]);
      assert.deepEqual(await uids("me", morning + 5 * minute), ["rs_1"]);
      assert.deepEqual(await uids("nobody", morning), []);
    },
  },
  {
    name: "expired reservations are told in the order in which they ended, up to the limit",
    async run({ storage }) {
      const client = storage.forClient("acme");
      await client.transaction([], async (tx) => {
        for (const minutes of [3, 1, 2, 4]) {
          await tx.reservations.insert(
            makeReservation({ uid: `rs_${minutes}`, expiresAt: morning + minutes * minute }),
          );
        }
      });
      const uids = async (minutes: number, limit: number) =>
        (await client.reservations.expired(morning + minutes * minute, limit)).map(({ uid }) => uid);
      assert.deepEqual(await uids(3, 9), ["rs_1", "rs_2", "rs_3"]);
      assert.deepEqual(await uids(3, 2), ["rs_1", "rs_2"]);
      assert.deepEqual(await uids(0, 9), []);
    },
  },
  {
    name: "a reservation is replaced by an update and gone when removed",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const extended = makeReservation({ extensions: 1, expiresAt: morning + 20 * minute });
      await client.transaction([], (tx) => tx.reservations.insert(makeReservation()));
      await client.transaction([], (tx) => tx.reservations.update(extended));
      assert.deepEqual(await client.reservations.find("rs_1"), extended);
      const again = client.transaction([], (tx) => tx.reservations.insert(makeReservation()));
      await assert.rejects(again);
      await client.transaction([], (tx) => tx.reservations.remove("rs_1"));
      assert.equal(await client.reservations.find("rs_1"), null);
      const late = client.transaction([], (tx) => tx.reservations.update(extended));
      await assert.rejects(late);
      await client.transaction([], (tx) => tx.reservations.remove("rs_1"));
    },
  },
  {
    name: "race: of 20 reservations of one sender that look before they write two are stored",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const attempts = times(20, (index) =>
        client.transaction([{ kind: "sender", id: "me" }], async (tx) => {
          if ((await tx.reservations.liveOfSender("me", morning)).length >= 2) return false;
          await tx.reservations.insert(makeReservation({ uid: `rs_${index}`, sender: "me" }));
          return true;
        }),
      );
      assert.equal((await Promise.all(attempts)).filter(Boolean).length, 2);
      assert.equal((await client.reservations.liveOfSender("me", morning)).length, 2);
    },
  },
];
