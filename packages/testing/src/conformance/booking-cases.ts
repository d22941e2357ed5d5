import assert from "node:assert/strict";
import type { BookingFilter, ClientStorage } from "@slotkit/core";
import type { StorageCase } from "./storage-case.ts";
import { fullBooking, makeBooking, makeSession, minute, morning, store } from "./storage-fixtures.ts";

/** Bookings come back as they were stored, and in order. */
export const bookingCases: readonly StorageCase[] = [
  {
    name: "a booking comes back with every field as it was stored",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const plain = makeBooking({ uid: "bk_plain" });
      await store(client, fullBooking);
      await store(client, plain);
      assert.deepEqual(await client.bookings.find(fullBooking.uid), fullBooking);
      assert.deepEqual(await client.bookings.find("bk_plain"), plain);
      assert.equal(await client.bookings.find("bk_unknown"), null);
    },
  },
  {
    name: "an update replaces every field",
    async run({ storage }) {
      const client = storage.forClient("acme");
      await store(client, makeBooking());
      await client.transaction([], async (tx) => {
        await tx.sessions.insert(makeSession());
        await tx.bookings.update(fullBooking, 1);
      });
      assert.deepEqual(await client.bookings.find("bk_1"), fullBooking);
    },
  },
  {
    name: "what was handed out or in is a copy",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const booking = makeBooking();
      await store(client, booking);
      booking.attendee.name = "changed by the writer";
      const found = await client.bookings.find("bk_1");
      assert.equal(found?.attendee.name, "Grace");
      found.attendee.name = "changed by a reader";
      assert.equal((await client.bookings.find("bk_1"))?.attendee.name, "Grace");
    },
  },
  {
    name: "an update from an old version is a version conflict and changes nothing",
    async run({ storage }) {
      const client = storage.forClient("acme");
      await store(client, makeBooking({ version: 2 }));
      const late = makeBooking({ version: 2, notes: "late" });
      await assert.rejects(
        client.transaction([], (tx) => tx.bookings.update(late, 1)),
        { code: "version_conflict" },
      );
      assert.equal((await client.bookings.find("bk_1"))?.notes, null);
      const unknown = makeBooking({ uid: "bk_2" });
      await assert.rejects(
        client.transaction([], (tx) => tx.bookings.update(unknown, 1)),
        { code: "version_conflict" },
      );
    },
  },
  {
    name: "a uid is stored once",
    async run({ storage }) {
      const client = storage.forClient("acme");
      await store(client, makeBooking());
      await assert.rejects(store(client, makeBooking({ notes: "another" })));
      assert.equal((await client.bookings.find("bk_1"))?.notes, null);
    },
  },
  {
    name: "lists run from the newest start to the oldest, and pages join without gap or repeat",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const starts = [0, 30, 30, 30, 60, 90, 90].map((minutes) => morning + minutes * minute);
      for (const [index, start] of starts.entries()) {
        await store(client, makeBooking({ uid: `bk_${index}`, start, end: start + minute }));
      }
      const expected = ["bk_6", "bk_5", "bk_4", "bk_3", "bk_2", "bk_1", "bk_0"];
      assert.deepEqual(await listUids(client, { limit: 10 }), expected);
      assert.deepEqual(await listUids(client, { limit: 7, after: [starts[4]!, "bk_4"] }), expected.slice(3));

      const paged: string[] = [];
      for (let after: BookingFilter["after"]; paged.length < 20; ) {
        const page = await client.bookings.list({ limit: 2, after });
        const last = page.at(-1);
        if (!last) break;
        paged.push(...page.map(({ uid }) => uid));
        after = [last.start, last.uid];
      }
      assert.deepEqual(paged, expected);
    },
  },
  {
    name: "lists filter by status, event type and start, the end of the range excluded",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const later = { start: morning + minute, end: morning + 2 * minute };
      await store(client, makeBooking({ uid: "bk_1" }));
      await store(client, makeBooking({ uid: "bk_2", status: "cancelled" }));
      await store(client, makeBooking({ uid: "bk_3", eventType: "demo", ...later }));
      assert.deepEqual(await listUids(client, { limit: 9, status: "cancelled" }), ["bk_2"]);
      assert.deepEqual(await listUids(client, { limit: 9, eventType: "demo" }), ["bk_3"]);
      assert.deepEqual(await listUids(client, { limit: 9, from: later.start }), ["bk_3"]);
      assert.deepEqual(await listUids(client, { limit: 9, until: later.start }), ["bk_2", "bk_1"]);
      assert.deepEqual(await listUids(client, { limit: 9, status: "cancelled", eventType: "demo" }), []);
    },
  },
];

async function listUids(client: ClientStorage, filter: BookingFilter): Promise<string[]> {
  return (await client.bookings.list(filter)).map(({ uid }) => uid);
}
