import { composeForTest } from "@slotkit/testing/fakes";
import { expect, it } from "vitest";

const dayMs = 24 * 60 * 60_000;
const request = {
  eventType: "intro",
  start: Date.UTC(2026, 10, 30, 9),
  attendee: { name: "Grace Example", email: "grace@example.org" },
  idempotencyKey: "0123456789abcdef",
};

it("recognises a repeat for seven days, and forgets it then", async () => {
  const { slotkit, clock } = composeForTest();
  const { booking } = await slotkit.book(request);
  await clock.advance(7 * dayMs);
  expect(await slotkit.prune()).toBe(0);
  expect((await slotkit.book(request)).booking.uid).toBe(booking.uid);
  await clock.advance(1);
  expect(await slotkit.prune()).toBe(1);
  await expect(slotkit.book(request)).rejects.toMatchObject({ code: "slot_unavailable" });
});
