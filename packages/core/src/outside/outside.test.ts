import { IntegrationError, type SlotKit } from "@slotkit/core";
import type { FakeClock } from "@slotkit/testing/clock";
import { composeForTest } from "@slotkit/testing/fakes";
import { describe, expect, it } from "vitest";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** Monday 2026-11-23, 10:00 in Berlin. */
const start = Date.UTC(2026, 10, 23, 9);
const down = new IntegrationError("transient", "Down.", { remedy: "Wait." });
const attendee = { name: "Grace Example", email: "grace@example.org" };
const list = (slotkit: SlotKit) => slotkit.listSlots({ eventType: "intro", start, end: start + dayMs });

/** Lets time pass until a promise settles, and tells how much that was. */
async function timed<T>(clock: FakeClock, promise: Promise<T>): Promise<{ tookMs: number; value: T }> {
  const startedMs = clock.monotonicMs();
  let settled = false;
  const end = () => {
    settled = true;
  };
  promise.then(end, end);
  await clock.advance(0);
  while (!settled) await clock.advance(10);
  return { tookMs: clock.monotonicMs() - startedMs, value: await promise };
}

describe("reads of outside calendars", () => {
  it("are repeated once when they failed in passing, inside the time a visitor waits", async () => {
    const { slotkit, calendar, clock } = composeForTest({ options: { resilience: {} } });
    const readBusy = calendar.readBusy.bind(calendar);
    let failures = 1;
    calendar.readBusy = (request, options) => (failures-- > 0 ? Promise.reject(down) : readBusy(request, options));
    const { tookMs, value } = await timed(clock, list(slotkit));
    expect([value.slots.length > 0, value.sources[1]?.state]).toEqual([true, "fresh"]);
    expect(tookMs).toBeLessThanOrEqual(110);
  });

  it("cost a visitor no time once the breaker is open, and bookings go on", async () => {
    const { slotkit, calendar, crm, clock } = composeForTest({ eventType: { onCalendarError: "open" } });
    calendar.readBusy = () => new Promise(() => {});
    crm.recordBooking = () => new Promise(() => {});
    for (let visit = 0; visit < 5; visit++) {
      const { tookMs } = await timed(clock, list(slotkit));
      expect(tookMs).toBeGreaterThan(0);
      expect(tookMs).toBeLessThanOrEqual(2_550);
    }
    // The clock stands still from here: whoever waited for it would wait for ever.
    expect((await list(slotkit)).sources[1]?.state).toBe("unknown");
    const { sync } = await slotkit.book({ eventType: "intro", start, attendee });
    expect([sync.calendar, sync.crm]).toEqual(["pending", "pending"]);
    expect((await slotkit.health()).calendar).toMatchObject({ state: "degraded" });
  });

  it("with one credential are not kept back by the failures of another", async () => {
    const { slotkit, calendar, clock } = composeForTest({
      otherHosts: ["bob"],
      eventType: { hosts: ["ada", "bob"], assignment: { kind: "roundRobin" } },
    });
    calendar.credentialOf = (_, calendarId) => calendarId;
    const readBusy = calendar.readBusy.bind(calendar);
    const asked: string[] = [];
    calendar.readBusy = (request, options) => {
      asked.push(...request.calendarIds);
      return request.calendarIds.includes("ada@example.com") ? Promise.reject(down) : readBusy(request, options);
    };
    for (let visit = 0; visit < 7; visit++) {
      await timed(clock, slotkit.explain({ eventType: "intro", start }));
      await clock.advance(6 * minuteMs - 355_000);
      await list(slotkit);
    }
    const reports = (await slotkit.health()).calendar.breakers;
    expect(reports?.map(({ credential, view }) => [credential, view.kind])).toEqual([
      [null, "closed"],
      ["ada@example.com", "open"],
      ["bob@example.com", "closed"],
    ]);
    const [, ada, bob] = (await list(slotkit)).sources;
    expect([ada?.state, bob?.state === "unknown"]).toEqual(["unknown", false]);
    expect(asked).toContain("bob@example.com");
  });
});

describe("deliveries", () => {
  async function bookMany(slotkit: SlotKit, count: number) {
    const uids: string[] = [];
    for (let index = 0; index < count; index++) {
      const { booking } = await slotkit.book({ eventType: "intro", start: start + index * 30 * minuteMs, attendee });
      uids.push(booking.uid);
    }
    return uids;
  }

  it("wait while the breaker is open, which is no failure of theirs, and no reason to call a person", {
    timeout: 30_000,
  }, async () => {
    const hourMs = 60 * minuteMs;
    const resilience = { breaker: { openMs: hourMs, maxOpenMs: hourMs } };
    const { slotkit, storage, calendar, clock } = composeForTest({
      options: { crm: false, notifications: false, resilience },
    });
    const uids = await bookMany(slotkit, 10);
    calendar.failWrites = down;
    let asked = 0;
    const putEvent = calendar.putEvent.bind(calendar);
    calendar.putEvent = (wanted, options) => {
      asked++;
      return putEvent(wanted, options);
    };
    const effects = () => storage.forClient("default").effects.ofSubjects(uids);
    const end = clock.now() + 9 * dayMs;
    while (clock.now() < end) {
      await slotkit.deliver();
      await clock.advance(((await storage.nextEffectAt()) ?? end) - clock.now());
    }
    expect((await effects()).map(({ state }) => state)).toEqual(Array(10).fill("pending"));
    expect(asked).toBeLessThan(9 * 24 * 2 + 10);
    const attempts = (await effects()).reduce((sum, { attempt }) => sum + attempt, 0);
    expect(attempts).toBe(asked);
  });

  it("all arrive within a minute after an outage, without anybody's help", async () => {
    const { slotkit, calendar, clock } = composeForTest({ options: { crm: false, notifications: false } });
    await bookMany(slotkit, 10);
    calendar.failWrites = down;
    for (let second = 0; second < 600; second++) {
      await slotkit.deliver();
      await clock.advance(1_000);
    }
    calendar.failWrites = null;
    for (let second = 0; second < 60; second++) {
      await slotkit.deliver();
      await clock.advance(1_000);
    }
    expect(calendar.events.size).toBe(10);
  });
});

it("refuses rules that cannot be, by name", () => {
  const compose = (resilience: object) => composeForTest({ options: { resilience } });
  expect(() => compose({ breaker: { minCalls: 0 } })).toThrow("circuitBreaker.minCalls received 0");
  expect(() => compose({ breaker: { threshold: 3 } })).toThrow("resilience.breaker");
  expect(() => compose({ calendarReads: { deadlineMs: 5 } })).toThrow("must be at least 200");
  expect(() => compose({ calendarReads: { maxAttempts: 1.5 } })).toThrow("retry.maxAttempts received 1.5");
});
