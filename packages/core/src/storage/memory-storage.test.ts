import { createFakeClock } from "@slotkit/testing/clock";
import { storageConformance } from "@slotkit/testing/conformance";
import { describe, expect, it } from "vitest";
import { memoryStorage } from "./memory-storage.ts";

const startMs = Date.parse("2026-11-20T08:00:00Z");

describe("memoryStorage", () => {
  const create = async () => {
    const clock = createFakeClock({ startMs });
    return { storage: memoryStorage({ clock }), clock };
  };
  for (const { name, run } of storageConformance(create)) it(name, run);

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
