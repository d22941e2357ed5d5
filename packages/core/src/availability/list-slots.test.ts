import { type BookingError, IntegrationError, staticCatalog } from "@slotkit/core";
import { composeForTest } from "@slotkit/testing/fakes";
import { describe, expect, it } from "vitest";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** Monday 2026-11-23, 10:00 in Berlin; the clock of a composition stands on the Friday before. */
const start = Date.UTC(2026, 10, 23, 9);
const outage = new IntegrationError("transient", "No answer.", { remedy: "Wait." });
const attendee = { name: "Grace Example", email: "grace@example.org" };

describe("listSlots", () => {
  it("reads no calendar for times that cannot be offered, however old or far the range", async () => {
    const { slotkit, calendar } = composeForTest();
    const past = { eventType: "intro", start: Date.UTC(1900, 0, 1), end: Date.UTC(1900, 0, 2) };
    const { slots, nextAvailable } = await slotkit.listSlots(past);
    expect([slots, nextAvailable]).toEqual([[], Date.UTC(2026, 10, 20, 8)]);
    expect(calendar.readCount).toBe(1);
    const far = { eventType: "intro", start: Date.UTC(2999, 0, 1), end: Date.UTC(2999, 0, 2) };
    expect((await slotkit.listSlots(far)).nextAvailable).toBeNull();
    expect(calendar.readCount).toBe(1);
  });

  it("does not search on for the next free time when a calendar cannot be read", async () => {
    const { slotkit, calendar } = composeForTest({ eventType: { bookingWindowDays: 700 } });
    calendar.failReads = outage;
    const { nextAvailable } = await slotkit.listSlots({ eventType: "intro", start, end: start + dayMs });
    expect([nextAvailable, calendar.readCount]).toEqual([null, 1]);
  });

  it("makes nobody wait longer than one deadline for a calendar that hangs", async () => {
    const { slotkit, calendar, clock } = composeForTest({ eventType: { bookingWindowDays: 700 } });
    calendar.readBusy = () => new Promise(() => {});
    let answered = false;
    const list = slotkit.listSlots({ eventType: "intro", start, end: start + dayMs }).then(() => {
      answered = true;
    });
    await clock.advance(2_700);
    await list;
    expect(answered).toBe(true);
  });

  it("takes a list made without any cache at its word", async () => {
    const { slotkit } = composeForTest({
      eventType: { onCalendarError: "withhold" },
      options: { calendarCacheMinutes: 0 },
    });
    const { slots, sources } = await slotkit.listSlots({ eventType: "intro", start, end: start + 30 * minuteMs });
    expect([slots.length, sources[1]?.state]).toEqual([1, "fresh"]);
  });

  it.each([
    ["start", { start: -1e15, end: start }],
    ["end", { start, end: 1e15 }],
    ["end", { start, end: start }],
    ["end", { start, end: start + 63 * dayMs }],
  ])("names %s of a range that cannot be asked for", async (field, range) => {
    const { slotkit } = composeForTest();
    const error = await slotkit.listSlots({ eventType: "intro", ...range }).catch((reason: BookingError) => reason);
    expect(error).toMatchObject({ code: "validation_failed", errors: [{ field }] });
  });
});

describe("after a calendar has failed", () => {
  const busy = [{ start, end: start + 30 * minuteMs }];
  const starts = async (slotkit: ReturnType<typeof composeForTest>["slotkit"], end: number) =>
    (await slotkit.listSlots({ eventType: "intro", start, end })).slots.map((slot) => slot.start);

  it.each(["stale", "open"] as const)(
    "under %s short list, long list and commit agree on every time",
    async (onCalendarError) => {
      const { slotkit, calendar } = composeForTest({ eventType: { onCalendarError } });
      calendar.busy.set("ada@example.com", busy);
      await slotkit.listSlots({ eventType: "intro", start, end: start + dayMs });
      calendar.failReads = outage;
      const short = await starts(slotkit, start + dayMs);
      const long = (await starts(slotkit, start + 50 * dayMs)).filter((at) => at < start + dayMs);
      expect(long).toEqual(short);
      expect(short).not.toContain(start);
      await expect(slotkit.book({ eventType: "intro", start, attendee })).rejects.toMatchObject({
        code: "slot_unavailable",
      });
      const [first = 0] = short;
      await expect(slotkit.book({ eventType: "intro", start: first, attendee })).resolves.toMatchObject({
        booking: { start: first },
      });
    },
  );

  it("offers what was never read only under open", async () => {
    const offered = async (onCalendarError: "stale" | "open") => {
      const { slotkit, calendar } = composeForTest({ eventType: { onCalendarError } });
      await slotkit.listSlots({ eventType: "intro", start, end: start + dayMs });
      calendar.failReads = outage;
      return (await starts(slotkit, start + 50 * dayMs)).filter((at) => at > start + 35 * dayMs).length > 0;
    };
    expect([await offered("stale"), await offered("open")]).toEqual([false, true]);
  });

  it("does not believe a read from the future, left by a clock that was put back", async () => {
    const { slotkit, calendar, clock } = composeForTest();
    await slotkit.listSlots({ eventType: "intro", start, end: start + dayMs });
    clock.set(clock.now() - 120 * minuteMs);
    calendar.busy.set("ada@example.com", busy);
    expect(await starts(slotkit, start + 30 * minuteMs)).toEqual([]);
  });
});

describe("a booking whose host has left the event type", () => {
  it("cannot be moved, and says so", async () => {
    const schedule = { id: "office", timeZone: "UTC", weekly: { monday: [{ start: "00:00", end: "24:00" }] } };
    const catalogWith = (host: string) =>
      staticCatalog({
        schedules: [schedule],
        hosts: ["ada", "bob"].map((id) => ({ id, name: id, schedule: "office" })),
        eventTypes: [{ slug: "intro", title: "Introduction", durationMinutes: 30, hosts: [host] }],
      });
    const before = catalogWith("ada");
    const after = catalogWith("bob");
    let current = before;
    const catalog: typeof before = {
      findEventType: (...query) => current.findEventType(...query),
      listEventTypes: (...query) => current.listEventTypes(...query),
    };
    const { slotkit } = composeForTest({ options: { catalog, calendar: false } });
    const { booking } = await slotkit.book({ eventType: "intro", start, attendee });
    current = after;
    const uid = booking.uid;
    const refused = { code: "no_available_host" };
    await expect(slotkit.reschedule({ uid, start: start + 60 * minuteMs })).rejects.toMatchObject(refused);
    const range = { eventType: "intro", start, end: start + dayMs };
    await expect(slotkit.listSlots({ ...range, rescheduleUid: uid })).rejects.toMatchObject(refused);
    expect((await slotkit.cancel({ uid })).booking.status).toBe("cancelled");
  });
});
