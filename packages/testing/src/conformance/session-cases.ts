import assert from "node:assert/strict";
import { type ClientStorage, isBookingError, type Lock } from "@slotkit/core";
import type { StorageCase } from "./storage-case.ts";
import {
  leaseRequest,
  makeBooking,
  makeClaim,
  makeEffect,
  makeSession,
  minute,
  morning,
  times,
} from "./storage-fixtures.ts";

/** Slots with seats: never one too many, and never two sessions in place of one. */
export const sessionCases: readonly StorageCase[] = [
  {
    name: "a session comes back with every field as it was stored",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const full = makeSession({
        uid: "ss_full",
        version: 7,
        bufferBeforeMinutes: 5,
        bufferAfterMinutes: 15,
        hostIds: ["zoe", "ada"],
        booked: 5,
        updatedAt: morning + 1,
        calendarId: "zoe@example.com",
        calendarEventId: "event1",
        calendarSynced: true,
        requiresManualCalendarSync: true,
      });
      await client.transaction([], async (tx) => {
        await tx.sessions.insert(makeSession());
        await tx.sessions.insert(full);
        assert.deepEqual(await tx.sessions.find("ss_full"), full);
      });
      assert.deepEqual(await client.sessions.find("ss_1"), makeSession());
      assert.deepEqual(await client.sessions.find("ss_full"), full);
      assert.equal(await client.sessions.find("ss_unknown"), null);
      await client.transaction([], (tx) => tx.sessions.update({ ...full, uid: "ss_1", version: 1 }, 0));
      assert.deepEqual(await client.sessions.find("ss_1"), { ...full, uid: "ss_1", version: 1 });
      await client.transaction([], (tx) => tx.sessions.remove("ss_full"));
      assert.equal(await client.sessions.find("ss_full"), null);
    },
  },
  {
    name: "sessions of an event type are found by their start, the end of the range excluded",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const at = (uid: string, minutes: number, eventType = "class") =>
        makeSession({ uid, eventType, start: morning + minutes * minute, end: morning + (minutes + 30) * minute });
      const [first, second, third] = [at("ss_c", 0), at("ss_a", 30), at("ss_b", 30)];
      await client.transaction([], async (tx) => {
        for (const one of [third, at("ss_d", 60), second, at("ss_e", 0, "talk"), first]) await tx.sessions.insert(one);
      });
      assert.deepEqual(await client.sessions.startingIn("class", morning, morning + 60 * minute), [
        first,
        second,
        third,
      ]);
      assert.deepEqual(await client.sessions.startingIn("class", morning + 1, morning + 30 * minute), []);
    },
  },
  {
    name: "an update from an old version is a version conflict, a uid is stored once",
    async run({ storage }) {
      const client = storage.forClient("acme");
      await client.transaction([], (tx) => tx.sessions.insert(makeSession({ version: 2, booked: 1 })));
      const late = makeSession({ version: 2, booked: 2 });
      await assert.rejects(
        client.transaction([], (tx) => tx.sessions.update(late, 1)),
        { code: "version_conflict" },
      );
      await assert.rejects(client.transaction([], (tx) => tx.sessions.insert(late)));
      assert.equal((await client.sessions.find("ss_1"))?.booked, 1);
    },
  },
  {
    name: "a seat too many, less than none, and a session that ends before it starts are refused",
    async run({ storage }) {
      const client = storage.forClient("acme");
      for (const wrong of [{ booked: 6 }, { booked: -1 }, { end: morning }]) {
        await assert.rejects(client.transaction([], (tx) => tx.sessions.insert(makeSession(wrong))));
      }
      assert.equal(await client.sessions.find("ss_1"), null);
      await client.transaction([], (tx) => tx.sessions.insert(makeSession({ booked: 5 })));
      const one = makeSession({ booked: 6, version: 1 });
      await assert.rejects(client.transaction([], (tx) => tx.sessions.update(one, 0)));
      assert.equal((await client.sessions.find("ss_1"))?.booked, 5);
    },
  },
  {
    name: "the bookings of a session come in the order in which they were made, whatever became of them",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const seat = (uid: string, createdAt: number, changes = {}) =>
        makeBooking({ uid, createdAt, sessionUid: "ss_1", ...changes });
      await client.transaction([], async (tx) => {
        await tx.sessions.insert(makeSession());
        await tx.sessions.insert(makeSession({ uid: "ss_2" }));
        for (const one of [
          seat("bk_3", morning + 1),
          seat("bk_1", morning + 1, { status: "cancelled" }),
          seat("bk_2", morning),
          seat("bk_4", morning, { sessionUid: "ss_2" }),
          seat("bk_5", morning, { sessionUid: null }),
        ]) {
          await tx.bookings.insert(one);
        }
      });
      const uids = (await client.bookings.inSession("ss_1")).map(({ uid }) => uid);
      assert.deepEqual(uids, ["bk_2", "bk_1", "bk_3"]);
      assert.deepEqual(await storage.forClient("umbrella").bookings.inSession("ss_1"), []);
    },
  },
  {
    name: "a session that is booked counts as its host's last booking, one that is only held does not",
    async run({ storage }) {
      const client = storage.forClient("acme");
      await client.transaction([], async (tx) => {
        await tx.sessions.insert(makeSession({ booked: 1, createdAt: morning + 3 }));
        await tx.sessions.insert(makeSession({ uid: "ss_2", hostIds: ["bob"] }));
        await tx.bookings.insert(makeBooking({ uid: "bk_2", eventType: "class", createdAt: morning + 1 }));
        await tx.claims.insert([
          makeClaim({ ownerUid: "ss_1" }),
          makeClaim({ ownerUid: "bk_2", start: morning + 60 * minute }),
          makeClaim({ ownerUid: "ss_2", hostId: "bob", kind: "hold", expiresAt: morning + minute }),
        ]);
      });
      const last = await client.claims.lastBookedAt(["ada", "bob"], "class");
      assert.deepEqual(Object.fromEntries(last), { ada: morning + 3 });
    },
  },
  {
    name: "an effect of a session belongs to a stored session, and is leased like any other",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const now = await storage.now();
      const effect = makeEffect({ id: "ss_1.calendar", subject: { kind: "session", uid: "ss_1" }, notBefore: now });
      await assert.rejects(client.transaction([], (tx) => tx.effects.save(effect)));
      await client.transaction([], async (tx) => {
        await tx.sessions.insert(makeSession());
        await tx.bookings.insert(makeBooking());
        await tx.effects.save(effect);
        await tx.effects.save(makeEffect({ notBefore: now + 1 }));
      });
      assert.deepEqual(await client.effects.ofSubjects(["ss_1"]), [effect]);
      assert.deepEqual(
        (await client.effects.ofSubjects(["ss_1", "bk_1"])).map(({ id }) => id),
        ["ef_1", "ss_1.calendar"],
      );
      const [leased] = await storage.leaseEffects(leaseRequest());
      assert.deepEqual(leased?.subject, { kind: "session", uid: "ss_1" });
    },
  },
  {
    name: "race: of 50 who want one of five seats five get one, in one session",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const results = await Promise.all(
        times(50, (index) => takeSeat(client, `bk_${index}`, [{ kind: "eventType", id: "class" }])),
      );
      assert.equal(results.filter((result) => result === "seated").length, 5);
      assert.equal(results.filter((result) => result === "full").length, 45);
      const sessions = await client.sessions.startingIn("class", morning, morning + 1);
      assert.deepEqual(
        sessions.map(({ booked }) => booked),
        [5],
      );
      const [session] = sessions;
      assert.equal((await client.bookings.inSession(session?.uid ?? "")).length, 5);
    },
  },
  {
    name: "race: of 50 who take a seat without a lock no more are let through than are written down",
    async run({ storage }) {
      const client = storage.forClient("acme");
      await client.transaction([], (tx) => tx.sessions.insert(makeSession({ uid: "ss_bk_0" })));
      const results = await Promise.all(times(50, (index) => takeSeat(client, `bk_${index}`, [])));
      const seated = results.filter((result) => result === "seated").length;
      const [session] = await client.sessions.startingIn("class", morning, morning + 1);
      assert.equal(session?.booked, seated);
      assert.ok(seated >= 1 && seated <= 5, `${seated} were seated`);
      assert.equal((await client.bookings.inSession("ss_bk_0")).length, seated);
    },
  },
];

/** Joins the session there is, or opens one: as the booking flow does. */
async function takeSeat(client: ClientStorage, uid: string, locks: readonly Lock[]) {
  try {
    return await client.transaction(locks, async (tx) => {
      const [known] = await tx.sessions.startingIn("class", morning, morning + 1);
      const session = known ?? makeSession({ uid: `ss_${uid}` });
      if (session.booked === session.capacity) return "full";
      if (!known) await tx.sessions.insert(session);
      await tx.sessions.update(
        { ...session, version: session.version + 1, booked: session.booked + 1 },
        session.version,
      );
      await tx.bookings.insert(makeBooking({ uid, sessionUid: session.uid }));
      return "seated";
    });
  } catch (error) {
    if (isBookingError(error) && error.code === "version_conflict") return "conflict";
    throw error;
  }
}
