import assert from "node:assert/strict";
import type { Booking, BookingScan, Storage } from "@slotkit/core";
import type { StorageCase } from "./storage-case.ts";
import { makeBooking, minute, morning, store } from "./storage-fixtures.ts";

/** Walks over the bookings of all clients, and the lists of one series. */
export const scanCases: readonly StorageCase[] = [
  {
    name: "a scan finds the bookings of every client in one state, the earliest first",
    async run({ storage }) {
      await fill(storage);
      const all = { status: "confirmed", limit: 99 } as const;
      assert.deepEqual(await namesOf(storage, all), [
        "acme/bk_0",
        "acme/bk_a",
        "acme/bk_b",
        "umbrella/bk_a",
        "acme/bk_1",
      ]);
      assert.deepEqual(await namesOf(storage, { ...all, status: "pending" }), ["acme/bk_p"]);
      assert.deepEqual(await namesOf(storage, { ...all, status: "cancelled" }), []);
    },
  },
  {
    name: "a scan is bounded by starts and ends, all of them included",
    async run({ storage }) {
      await fill(storage);
      const scan = (bounds: Partial<BookingScan>) => namesOf(storage, { status: "confirmed", limit: 99, ...bounds });
      assert.deepEqual(await scan({ startsFrom: morning + minute }), ["acme/bk_1"]);
      assert.deepEqual(await scan({ startsUntil: morning - minute }), ["acme/bk_0"]);
      assert.deepEqual(await scan({ startsUntil: morning, endsUntil: morning + 29 * minute }), ["acme/bk_0"]);
      assert.equal((await scan({ startsUntil: morning, endsUntil: morning + 30 * minute })).length, 4);
    },
  },
  {
    name: "a scan goes on after the last row of a page and misses none",
    async run({ storage }) {
      await fill(storage);
      const seen: string[] = [];
      let page: readonly Booking[];
      let after: BookingScan["after"];
      do {
        page = await storage.scanBookings({ status: "confirmed", limit: 2, after });
        for (const { start, clientId, uid } of page) {
          seen.push(`${clientId}/${uid}`);
          after = [start, clientId, uid];
        }
      } while (page.length > 0);
      assert.deepEqual(seen, ["acme/bk_0", "acme/bk_a", "acme/bk_b", "umbrella/bk_a", "acme/bk_1"]);
    },
  },
  {
    name: "the bookings of a series are listed, and no other client's",
    async run({ storage }) {
      const client = storage.forClient("acme");
      await store(client, makeBooking({ uid: "bk_1", seriesUid: "se_1", seriesIndex: 0 }));
      await store(client, makeBooking({ uid: "bk_2", seriesUid: "se_1", seriesIndex: 1, start: morning + minute }));
      await store(client, makeBooking({ uid: "bk_3", seriesUid: "se_2", seriesIndex: 0 }));
      await store(client, makeBooking({ uid: "bk_4" }));
      const other = storage.forClient("umbrella");
      await store(other, makeBooking({ clientId: "umbrella", uid: "bk_5", seriesUid: "se_1", seriesIndex: 0 }));
      const listed = await client.bookings.list({ seriesUid: "se_1", limit: 99 });
      assert.deepEqual(
        listed.map(({ uid }) => uid),
        ["bk_2", "bk_1"],
      );
    },
  },
];

async function fill(storage: Storage): Promise<void> {
  const of = (clientId: string, uid: string, changes: Partial<Booking> = {}) =>
    store(storage.forClient(clientId), makeBooking({ clientId, uid, ...changes }));
  await of("acme", "bk_1", { start: morning + minute, end: morning + 31 * minute });
  await of("umbrella", "bk_a");
  await of("acme", "bk_b");
  await of("acme", "bk_a");
  await of("acme", "bk_0", { start: morning - minute, end: morning + 29 * minute });
  await of("acme", "bk_p", { status: "pending" });
}

async function namesOf(storage: Storage, scan: BookingScan): Promise<string[]> {
  return (await storage.scanBookings(scan)).map(({ clientId, uid }) => `${clientId}/${uid}`);
}
