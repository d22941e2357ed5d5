import assert from "node:assert/strict";
import type { UsageScope } from "@slotkit/core";
import type { StorageCase } from "./storage-case.ts";
import { makeBooking, makeClaim, makeReservation, makeSession, minute, morning } from "./storage-fixtures.ts";

const hour = 60 * minute;

/** What limits count: each meeting once, whoever made it and however it is shared. */
export const usageCases: readonly StorageCase[] = [
  {
    name: "what limits count is found by event type, by host and in all: live bookings, holds, and sessions with a seat taken",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const now = await storage.now();
      const at = (hours: number) => ({ start: morning + hours * hour, end: morning + hours * hour + 30 * minute });
      const live = now + hour;
      await client.transaction([], async (tx) => {
        const book = async (uid: string, hours: number, changes = {}) => {
          const booking = makeBooking({ uid, eventType: "intro", hostIds: ["ada"], ...at(hours), ...changes });
          await tx.bookings.insert(booking);
          const { start, end } = booking;
          for (const hostId of booking.hostIds)
            await tx.claims.insert([makeClaim({ hostId, start, end, ownerUid: uid })]);
        };
        await book("bk_a", 0, { status: "pending" });
        await book("bk_b", 1, { status: "completed", hostIds: ["bob", "ada"] });
        await book("bk_c", 2, { eventType: "demo" });
        await book("bk_d", 3, { eventType: "demo", hostIds: ["bob"] });
        await book("bk_late", 9);
        for (const status of ["cancelled", "rejected"] as const) {
          await tx.bookings.insert(makeBooking({ uid: `bk_${status}`, eventType: "intro", ...at(4), status }));
        }
        const seated = (uid: string, hours: number, booked: number) =>
          tx.sessions.insert(makeSession({ uid, eventType: "class", hostIds: ["ada"], ...at(hours), booked }));
        const hold = (uid: string, hours: number, changes = {}) =>
          tx.reservations.insert(
            makeReservation({ uid, eventType: "intro", hostIds: ["ada"], ...at(hours), sessionUid: null, ...changes }),
          );
        await seated("ss_a", 5, 2);
        await seated("ss_held", 6, 0);
        await seated("ss_empty", 7, 0);
        for (const [ownerUid, hours] of [
          ["ss_a", 5],
          ["ss_held", 6],
        ] as const) {
          await tx.claims.insert([makeClaim({ hostId: "ada", ...at(hours), ownerUid })]);
        }
        await tx.bookings.insert(makeBooking({ uid: "bk_seat", eventType: "class", sessionUid: "ss_a", ...at(5) }));
        const inSession = { eventType: "class", expiresAt: live };
        await hold("rs_seat1", 5, { ...inSession, sessionUid: "ss_a", seats: 1 });
        await hold("rs_seat2", 6, { ...inSession, sessionUid: "ss_held", seats: 3 });
        await hold("rs_ended", 7, { ...inSession, sessionUid: "ss_empty", expiresAt: now });
        await hold("rs_a", 8, { expiresAt: live });
        await hold("rs_b", 8, { expiresAt: now });
      });
      await storage
        .forClient("other")
        .transaction([], (tx) => tx.bookings.insert(makeBooking({ clientId: "other", uid: "bk_other", ...at(0) })));

      const filter = (scope: UsageScope) => ({ scope, from: morning, until: morning + 9 * hour, now });
      const found = async (scope: UsageScope) =>
        (await client.usage.startingIn(filter(scope))).map(({ uid, seats }) => (seats === 1 ? uid : `${uid}*${seats}`));
      const all = ["bk_a", "bk_b", "bk_c", "bk_d", "ss_a*3", "ss_held*3", "rs_a"];
      assert.deepEqual(await found("client"), all);
      assert.deepEqual(await found({ eventType: "intro", hostIds: [] }), ["bk_a", "bk_b", "rs_a"]);
      assert.deepEqual(await found({ eventType: "class", hostIds: [] }), ["ss_a*3", "ss_held*3"]);
      assert.deepEqual(await found({ eventType: null, hostIds: ["bob"] }), ["bk_b", "bk_d"]);
      assert.deepEqual(await found({ eventType: null, hostIds: ["ada", "bob"] }), all);
      assert.deepEqual(await found({ eventType: "demo", hostIds: ["bob"] }), ["bk_b", "bk_c", "bk_d"]);
      assert.deepEqual(await found({ eventType: null, hostIds: [] }), []);
      const inside = await client.transaction([], (tx) =>
        tx.usage.startingIn(filter({ eventType: "intro", hostIds: [] })),
      );
      assert.deepEqual(inside[1], { uid: "bk_b", eventType: "intro", hostIds: ["bob", "ada"], seats: 1, ...at(1) });
    },
  },
];
