import { memoryStorage } from "@slotkit/core";
import { createFakeClock } from "@slotkit/testing/clock";
import { composeForTest } from "@slotkit/testing/fakes";
import { describe, expect, it } from "vitest";

const startMs = Date.UTC(2026, 10, 20, 8);
/** Monday 2026-11-23, 09:00 in Berlin. */
const monday = Date.UTC(2026, 10, 23, 8);
const attendee = (index: number) => ({ name: "Grace Example", email: `grace${index}@example.org` });

/** Bookings made while there was no CRM, and the same SlotKit with one. */
async function bookedWithout(count: number) {
  const clock = createFakeClock({ startMs });
  const storage = memoryStorage({ clock });
  const before = composeForTest({ options: { clock, storage, crm: false } });
  for (let index = 0; index < count; index++) {
    await before.slotkit.book({ eventType: "intro", start: monday + index * 1_800_000, attendee: attendee(index) });
  }
  await before.slotkit.deliver();
  const { slotkit, crm, calendar, notifier } = composeForTest({ options: { clock, storage } });
  return { slotkit, crm, calendar, notifier, storage };
}

describe("backfillCrm", () => {
  it("tells the CRM of every booking that it was never told of, page by page, and nobody else of anything", async () => {
    const { slotkit, crm, calendar, notifier } = await bookedWithout(5);
    const pages = [await slotkit.backfillCrm({ limit: 2 })];
    for (let page = pages[0]; page?.after; page = pages.at(-1)) {
      pages.push(await slotkit.backfillCrm({ limit: 2, after: page.after }));
    }
    expect(pages.map(({ looked, wanted }) => [looked, wanted])).toEqual([
      [2, 2],
      [2, 2],
      [1, 1],
    ]);
    expect(await slotkit.deliver()).toEqual({ delivered: 5, failed: 0 });
    expect(crm.contacts.size).toBe(5);
    expect([calendar.events.size, notifier.sent.length]).toEqual([0, 0]);
    const bookings = await slotkit.listBookings({ limit: 10 });
    expect(new Set(bookings.map(({ sync }) => sync.crm))).toEqual(new Set(["synced"]));
  });

  it("may be run again, and passes over what was told", async () => {
    const { slotkit, crm } = await bookedWithout(2);
    await slotkit.backfillCrm();
    await slotkit.deliver();
    await slotkit.book({ eventType: "intro", start: monday + 5 * 3_600_000, attendee: attendee(2) });
    expect(await slotkit.backfillCrm()).toEqual({ looked: 3, wanted: 0, after: null });
    await slotkit.deliver();
    expect(crm.contacts.size).toBe(3);
  });

  it("keeps to a range, and to one client", async () => {
    const { slotkit } = await bookedWithout(3);
    const from = monday + 1_800_000;
    expect(await slotkit.backfillCrm({ from, until: from + 1 })).toEqual({ looked: 1, wanted: 1, after: null });
    expect(await slotkit.backfillCrm({ clientId: "acme" })).toEqual({ looked: 0, wanted: 0, after: null });
  });

  it("says so when there is no CRM", async () => {
    const { slotkit } = composeForTest({ options: { crm: false } });
    await expect(slotkit.backfillCrm()).rejects.toMatchObject({ kind: "permanent" });
  });
});
