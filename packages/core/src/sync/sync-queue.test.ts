import { type FailureKind, IntegrationError, type SlotKit } from "@slotkit/core";
import { composeForTest, type TestComposition } from "@slotkit/testing/fakes";
import { describe, expect, it } from "vitest";

const minuteMs = 60_000;
/** Monday 2026-11-23, 10:00 in Berlin. */
const start = Date.UTC(2026, 10, 23, 9);

const failure = (kind: FailureKind) => new IntegrationError(kind, "Refused.", { remedy: "Renew the key." });
const book = (slotkit: SlotKit, at = start) =>
  slotkit.book({ eventType: "intro", start: at, attendee: { name: "Grace Example", email: "grace@example.org" } });

/** A booking whose calendar effect has failed. */
async function failed(kind: FailureKind, composition: TestComposition = composeForTest(), at = start) {
  composition.calendar.failWrites = failure(kind);
  const { booking } = await book(composition.slotkit, at);
  await composition.slotkit.deliver();
  return { ...composition, uid: booking.uid };
}

describe("the sync queue", () => {
  it("tells cause, remedy, attempts and since when, and nothing personal", async () => {
    const { slotkit, uid, clock } = await failed("permanent");
    const entries = await slotkit.listSyncQueue();
    expect(entries).toEqual([
      {
        id: expect.stringContaining(uid),
        subject: { kind: "booking", uid },
        integration: "calendar",
        recipient: null,
        state: "manual",
        cause: "permanent",
        message: "Refused.",
        remedy: "Renew the key.",
        attempts: 1,
        since: clock.now(),
        failedAt: clock.now(),
        nextAttemptAt: null,
      },
    ]);
    expect(JSON.stringify(entries)).not.toMatch(/grace/i);
    expect(await slotkit.summarizeSyncQueue()).toEqual({ manual: 1, waiting: 0, oldestWantedAt: clock.now() });
    expect((await slotkit.getBooking(uid)).booking.requiresManualCalendarSync).toBe(true);
  });

  it("retries one entry at once, and the flags of the booking follow", async () => {
    const { slotkit, calendar, uid } = await failed("permanent");
    const [entry] = await slotkit.listSyncQueue();
    expect(await slotkit.retrySync({ ids: [entry!.id, "bk_unknown.calendar"] })).toBe(1);
    expect(await slotkit.listSyncQueue()).toEqual([]);
    expect((await slotkit.getBooking(uid)).booking.requiresManualCalendarSync).toBe(false);
    calendar.failWrites = null;
    await slotkit.deliver();
    expect(calendar.events.size).toBe(1);
    expect((await slotkit.getBooking(uid)).booking).toMatchObject({ calendarSynced: true });
  });

  it("retries by one call everything that waited for a credential", async () => {
    const composition = composeForTest();
    for (let index = 0; index < 5; index++) await failed("auth", composition, start + index * 30 * minuteMs);
    const { slotkit, calendar } = composition;
    const waiting = await slotkit.listSyncQueue({ cause: "auth" });
    expect(waiting.map(({ state }) => state)).toEqual(Array(5).fill("waiting"));
    expect(waiting[0]?.nextAttemptAt).toBeGreaterThan(composition.clock.now());
    calendar.failWrites = null;
    await slotkit.deliver();
    expect(calendar.events.size).toBe(0);
    expect(await slotkit.retrySync({ matching: { cause: "auth" } })).toBe(5);
    await slotkit.deliver();
    expect(calendar.events.size).toBe(5);
    expect(await slotkit.summarizeSyncQueue()).toEqual({ manual: 0, waiting: 0, oldestWantedAt: null });
  });

  it("leaves alone what a selection does not meet", async () => {
    const { slotkit } = await failed("permanent");
    expect(await slotkit.retrySync({ matching: { cause: "auth" } })).toBe(0);
    expect(await slotkit.retrySync({ matching: { integration: "crm" } })).toBe(0);
    expect(await slotkit.ignoreSync({ matching: { states: ["waiting"] } })).toBe(0);
    expect(await slotkit.listSyncQueue()).toHaveLength(1);
  });

  it("lets an ignored entry be until the booking changes", async () => {
    const { slotkit, calendar, clock, uid } = await failed("permanent");
    expect(await slotkit.ignoreSync({ matching: {} })).toBe(1);
    expect(await slotkit.ignoreSync({ matching: {} })).toBe(0);
    expect(await slotkit.listSyncQueue()).toEqual([]);
    expect(await slotkit.listSyncQueue({ states: ["ignored"] })).toHaveLength(1);
    expect((await slotkit.getBooking(uid)).sync.calendar).toBe("off");
    expect((await slotkit.getBooking(uid)).booking).toMatchObject({
      calendarSynced: false,
      requiresManualCalendarSync: false,
    });
    calendar.failWrites = null;
    await clock.advance(24 * 60 * minuteMs);
    await slotkit.deliver();
    expect(calendar.events.size).toBe(0);
    await slotkit.reschedule({ uid, start: start + 60 * minuteMs });
    await slotkit.deliver();
    expect([...calendar.events.values()].map((event) => event.start)).toEqual([start + 60 * minuteMs]);
  });

  it("keeps ignored what fails once more while it is under way", async () => {
    const { slotkit, calendar, clock } = await failed("transient");
    await clock.advance(minuteMs);
    const putEvent = calendar.putEvent.bind(calendar);
    calendar.putEvent = async (...request) => {
      await slotkit.ignoreSync({ matching: {} });
      return putEvent(...request);
    };
    await slotkit.deliver();
    expect((await slotkit.listSyncQueue({ states: ["ignored"] })).map(({ attempts }) => attempts)).toEqual([1]);
    expect(await slotkit.listSyncQueue()).toEqual([]);
  });

  it("changes more entries than one batch holds, and none twice though they fail again", async () => {
    const composition = composeForTest({ eventType: { durationMinutes: 5 } });
    for (let index = 0; index < 60; index++) await book(composition.slotkit, start + index * 5 * minuteMs);
    composition.calendar.failWrites = failure("permanent");
    await composition.slotkit.deliver();
    expect(await composition.slotkit.retrySync({ matching: {} })).toBe(60);
    await composition.slotkit.deliver();
    expect((await composition.slotkit.summarizeSyncQueue()).manual).toBe(60);
  });

  it("is a client's own", async () => {
    const { slotkit } = await failed("permanent");
    const [entry] = await slotkit.listSyncQueue();
    expect(await slotkit.listSyncQueue({ clientId: "acme" })).toEqual([]);
    expect(await slotkit.retrySync({ clientId: "acme", ids: [entry!.id] })).toBe(0);
    expect(await slotkit.ignoreSync({ clientId: "acme", matching: {} })).toBe(0);
    expect(await slotkit.listSyncQueue()).toHaveLength(1);
  });
});
