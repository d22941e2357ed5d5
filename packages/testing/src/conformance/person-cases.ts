import assert from "node:assert/strict";
import type { Booking } from "@slotkit/core";
import type { StorageCase } from "./storage-case.ts";
import { makeBooking, morning } from "./storage-fixtures.ts";

/** A person's bookings are found by when they were made, whatever became of them. */
export const personCases: readonly StorageCase[] = [
  {
    name: "a person's bookings are found and counted by when they were made, oldest first",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const insert = (changes: Partial<Booking>) =>
        client.transaction([], (tx) => tx.bookings.insert(makeBooking({ person: "grace@example.org", ...changes })));
      await insert({ uid: "bk_3", createdAt: morning + 3, status: "cancelled" });
      await insert({ uid: "bk_1", createdAt: morning + 1 });
      await insert({ uid: "bk_2", createdAt: morning + 2, status: "pending", eventType: "demo" });
      await insert({ uid: "bk_4", createdAt: morning + 2, person: "ada@example.org" });
      await storage
        .forClient("other")
        .transaction([], (tx) => tx.bookings.insert(makeBooking({ clientId: "other", uid: "bk_5" })));

      const uidsSince = async (since: number) =>
        (await client.people.bookingsOf("grace@example.org", since)).map(({ uid }) => uid);
      assert.deepEqual(await uidsSince(0), ["bk_1", "bk_2", "bk_3"]);
      assert.deepEqual(await uidsSince(morning + 2), ["bk_2", "bk_3"]);
      assert.deepEqual(await uidsSince(morning + 4), []);
      const { start, end } = makeBooking();
      const facts = { uid: "bk_2", eventType: "demo", status: "pending", start, end, createdAt: morning + 2 };
      assert.deepEqual((await client.people.bookingsOf("grace@example.org", morning + 2))[0], facts);
      const inside = await client.transaction([], (tx) => tx.people.bookingsOf("grace@example.org", morning + 3));
      assert.deepEqual(
        inside.map(({ uid }) => uid),
        ["bk_3"],
      );
      assert.equal(await client.people.countOf("grace@example.org", morning + 2, ["pending", "cancelled"]), 2);
      assert.equal(await client.people.countOf("grace@example.org", 0, ["confirmed"]), 1);
      assert.equal(await client.people.countOf("nobody@example.org", 0, ["confirmed"]), 0);
    },
  },
];
