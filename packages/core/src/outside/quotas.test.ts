import { IntegrationError, type SlotKit } from "@slotkit/core";
import type { FakeClock } from "@slotkit/testing/clock";
import { composeForTest } from "@slotkit/testing/fakes";
import { describe, expect, it } from "vitest";

const minuteMs = 60_000;
/** Monday 2026-11-23, 10:00 in Berlin. */
const start = Date.UTC(2026, 10, 23, 9);
const attendee = { name: "Grace Example", email: "grace@example.org" };
const alone = { crm: false, notifications: false } as const;

/** Books half hours of one day, one after the other. */
async function bookMany(slotkit: SlotKit, clock: FakeClock, count: number) {
  for (let index = 0; index < count; index++) {
    const booked = slotkit.book({ eventType: "intro", start: start + index * 30 * minuteMs, attendee });
    await passing(clock, booked, 1);
  }
}

/** Lets time pass until a promise settles. */
async function passing<T>(clock: FakeClock, promise: Promise<T>, stepMs = 20): Promise<T> {
  let settled = false;
  const end = () => {
    settled = true;
  };
  promise.then(end, end);
  await clock.advance(0);
  while (!settled) await clock.advance(stepMs);
  return promise;
}

/** Delivers again and again for a time. */
async function deliverFor(slotkit: SlotKit, clock: FakeClock, ms: number) {
  const endMs = clock.monotonicMs() + ms;
  while (clock.monotonicMs() < endMs) {
    await passing(clock, slotkit.deliver());
    await clock.advance(500);
  }
}

describe("quotas of requests", () => {
  it("hold in every window, and nothing that waits for its turn counts as failed", async () => {
    const quotas = { calendar: { perCredential: { requests: 3, perMs: 2_000 } } };
    const { slotkit, calendar, clock } = composeForTest({ options: { ...alone, resilience: { quotas } } });
    const asked: number[] = [];
    const { putEvent, readBusy } = calendar;
    calendar.putEvent = (...request) => {
      asked.push(clock.monotonicMs());
      return putEvent(...request);
    };
    calendar.readBusy = (...request) => {
      asked.push(clock.monotonicMs());
      return readBusy(...request);
    };
    await bookMany(slotkit, clock, 6);
    await deliverFor(slotkit, clock, 30_000);
    expect([asked.length, calendar.events.size]).toEqual([12, 6]);
    for (const from of asked) {
      expect(asked.filter((at) => at >= from && at < from + 2_000).length).toBeLessThanOrEqual(3);
    }
    expect(await slotkit.listSyncQueue()).toEqual([]);
  });

  it("keep a part for visitors: deliveries that pile up do not cost a list its answer", async () => {
    const quotas = { calendar: { perCredential: { requests: 20, perMs: minuteMs } } };
    const { slotkit, calendar, clock } = composeForTest({
      options: { ...alone, calendarCacheMinutes: 0, resilience: { quotas } },
    });
    let writing = 0;
    calendar.putEvent = () => {
      writing++;
      return new Promise(() => {});
    };
    await bookMany(slotkit, clock, 12);
    void slotkit.deliver();
    while (writing < 6) await clock.advance(1);
    await clock.advance(100);
    // Twelve commits have read. Of the eight requests that are left the last two are for those who wait.
    expect(writing).toBe(6);
    const list = slotkit.listSlots({ eventType: "intro", start, end: start + 8 * 60 * minuteMs });
    expect((await passing(clock, list)).sources[1]?.state).toBe("fresh");
  });

  it("pause for everybody with that credential when the other side has had enough, and open no breaker", async () => {
    const { slotkit, calendar, clock } = composeForTest({ options: alone });
    await bookMany(slotkit, clock, 10);
    let asked = 0;
    calendar.putEvent = async () => {
      asked++;
      throw new IntegrationError("throttled", "Too many.", { remedy: "Wait.", retryAfterMs: 30_000 });
    };
    await passing(clock, slotkit.deliver());
    const afterFirst = asked;
    await deliverFor(slotkit, clock, 20_000);
    expect(asked).toBe(afterFirst);
    const { calendar: health } = await slotkit.health();
    expect(health.state).toBe("degraded");
    expect(health.quotas?.find(({ of }) => of === "requests")?.pausedForMs).toBeGreaterThan(0);
    expect(health.breakers?.map(({ view }) => view.kind)).toEqual(["closed", "closed"]);
  });
});

describe("places", () => {
  it("are kept for visitors while deliveries hang", async () => {
    const quotas = { calendar: { maxConcurrent: 3, maxQueued: 50 } };
    const { slotkit, calendar, clock } = composeForTest({
      options: { ...alone, calendarCacheMinutes: 0, resilience: { quotas } },
    });
    await bookMany(slotkit, clock, 8);
    let writing = 0;
    calendar.putEvent = () => {
      writing++;
      return new Promise(() => {});
    };
    void slotkit.deliver();
    while (writing < 2) await clock.advance(1);
    await clock.advance(100);
    expect(writing).toBe(2);
    const { sources } = await slotkit.listSlots({ eventType: "intro", start, end: start + 60 * minuteMs });
    expect(sources[1]?.state).toBe("fresh");
    const { calendar: health } = await slotkit.health();
    expect(health.quotas?.find(({ of }) => of === "calls")).toMatchObject({ limit: 3, queued: 6 });
  });
});

it("refuses quotas that cannot be, by name", () => {
  const compose = (calendar: object) => composeForTest({ options: { resilience: { quotas: { calendar } } } });
  expect(() => compose({ perCredential: { requests: 0, perMs: 1_000 } })).toThrow("must be at least 1");
  expect(() => compose({ perProvider: { requests: 5, perMs: 5 } })).toThrow("must be at least 100");
  expect(() => compose({ maxConcurrent: 1 })).toThrow("must be at least 3");
  expect(() => compose({ perUser: {} })).toThrow("quotas.calendar");
});
