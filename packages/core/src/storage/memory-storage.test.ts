import { createFakeClock } from "@slotkit/testing/clock";
import { makeBooking, makeClaim, storageConformance } from "@slotkit/testing/conformance";
import { describe, expect, it } from "vitest";
import { memoryStorage } from "./memory-storage.ts";

const startMs = Date.parse("2026-11-20T08:00:00Z");

describe("memoryStorage", () => {
  const create = async () => {
    const clock = createFakeClock({ startMs });
    return { storage: memoryStorage({ clock }), clock };
  };
  for (const { name, run } of storageConformance(create)) it(name, run);

  it("shows what is committed of every client, as copies", async () => {
    const storage = memoryStorage({ clock: createFakeClock({ startMs }) });
    const client = storage.forClient("acme");
    await client.transaction([], async (tx) => {
      await tx.bookings.insert(makeBooking({ clientId: "acme", uid: "bk_1" }));
      await tx.claims.insert([makeClaim({ ownerUid: "bk_1" })]);
      expect(storage.dump().bookings).toEqual([]);
    });
    await client.idempotency.begin({ route: "book", key: "k1", owner: "one" }, "digest", 1000);
    const rows = storage.dump();
    expect(rows.bookings).toMatchObject([{ clientId: "acme", key: "bk_1", uid: "bk_1" }]);
    expect(rows.claims).toMatchObject([{ clientId: "acme", ownerUid: "bk_1" }]);
    expect(rows.idempotencyKeys).toMatchObject([{ clientId: "acme", key: '["book","k1"]', answer: null }]);
    Object.assign(rows.bookings?.[0]?.attendee as object, { name: "changed" });
    expect((await client.bookings.find("bk_1"))?.attendee.name).not.toBe("changed");
  });

  it("answers `busy` once the transactions of others have taken longer than the deadline", async () => {
    const clock = createFakeClock({ startMs });
    const client = memoryStorage({ clock, busyDeadlineMs: 100 }).forClient("acme");
    let finish = () => {};
    const slow = client.transaction([], () => new Promise<void>((resolve) => (finish = resolve)));
    const outcome = Promise.allSettled([client.transaction([], async () => "never")]);
    await clock.advance(100);
    expect(await outcome).toMatchObject([{ status: "rejected", reason: { code: "busy" } }]);
    finish();
    await slow;
    expect(await client.transaction([], async () => "next")).toBe("next");
    expect(clock.pending).toBe(0);
  });
});
