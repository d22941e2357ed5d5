import { BookingError, type BookRequest, IntegrationError } from "@slotkit/core";
import { composeForTest } from "@slotkit/testing/fakes";
import { describe, expect, it } from "vitest";

const minuteMs = 60_000;
/** Monday 2026-11-23, 10:00 in Berlin. */
const start = Date.UTC(2026, 10, 23, 9);

const request = (changes: Partial<BookRequest> = {}): BookRequest => ({
  eventType: "intro",
  start,
  attendee: { name: "Grace Example", email: "grace@example.org" },
  ...changes,
});

const outage = new IntegrationError("transient", "No answer.", { remedy: "Wait." });

async function refusal(promise: Promise<unknown>): Promise<BookingError> {
  const error = await promise.then(
    () => expect.fail("was not refused"),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(BookingError);
  return error as BookingError;
}

describe("book", () => {
  it("stores the agreed time with its wall clock, zone and offset", async () => {
    const { slotkit } = composeForTest();
    const { booking, sync, manage } = await slotkit.book(request());
    expect(booking).toMatchObject({
      status: "confirmed",
      version: 1,
      start,
      end: start + 30 * minuteMs,
      timeZone: "Europe/Berlin",
      localStart: "2026-11-23T10:00:00+01:00",
      hostIds: ["ada"],
      attendee: { name: "Grace Example", email: "grace@example.org", timeZone: null, phone: null, company: null },
    });
    expect(booking.uid).toMatch(/^bk_[0-9a-v]{26}$/);
    expect(sync).toEqual({ calendar: "pending", crm: "pending", mail: "pending" });
    expect(manage.url).toBe(`https://book.example.com/manage#${booking.uid}.${manage.secret}`);
    expect((await slotkit.getBooking(booking.uid)).booking).toEqual(booking);
  });

  it("gives one slot to one of fifty who want it at once, and tells the others where else", async () => {
    const { slotkit } = composeForTest();
    const attempts = Array.from({ length: 50 }, () => slotkit.book(request()));
    const results = await Promise.allSettled(attempts);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const refused = results.flatMap((result) => (result.status === "rejected" ? [result.reason as BookingError] : []));
    expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(["slot_unavailable"]));
    expect(refused.at(-1)?.alternatives?.map((slot) => (slot.start - start) / minuteMs)).toEqual([-60, -30, 30]);
  });

  it("takes exactly the starts that the list offers", async () => {
    const { slotkit } = composeForTest();
    await slotkit.book(request());
    const { slots } = await slotkit.listSlots({
      eventType: "intro",
      start: start - 60 * minuteMs,
      end: start + 60 * minuteMs,
    });
    const offered = new Set(slots.map((slot) => slot.start));
    for (let at = start - 60 * minuteMs; at < start + 60 * minuteMs; at += 15 * minuteMs) {
      const taken = await slotkit.book(request({ start: at })).then(
        ({ booking }) => slotkit.cancel({ uid: booking.uid }).then(() => true),
        () => false,
      );
      expect([new Date(at).toISOString(), taken]).toEqual([new Date(at).toISOString(), offered.has(at)]);
    }
  });

  it.each<[string, Partial<BookRequest>, string, string]>([
    ["a start in the past", { start: Date.UTC(2026, 10, 19, 9) }, "min_notice", "start"],
    ["a start between two slots", { start: start + 10 * minuteMs }, "slot_unavailable", "start"],
    ["a start beyond the booking window", { start: Date.UTC(2027, 5, 21, 8) }, "outside_booking_window", "start"],
    ["a duration that is not offered", { durationMinutes: 45 }, "validation_failed", "durationMinutes"],
    ["a start that is no instant", { start: Number.NaN }, "validation_failed", "start"],
    ["an answer to no question", { answers: { size: "L" } }, "validation_failed", "answers.size"],
    ["an event type that is not there", { eventType: "none" }, "not_found", "eventType"],
    [
      "an address that would carry a header",
      { attendee: { name: "A", email: "a@example.org\r\nBcc: b@example.org" } },
      "validation_failed",
      "attendee.email",
    ],
    [
      "a name with a line break",
      { attendee: { name: "A\nB", email: "a@example.org" } },
      "validation_failed",
      "attendee.name",
    ],
    [
      "a zone that does not exist",
      { attendee: { name: "A", email: "a@example.org", timeZone: "Mars/Base" } },
      "validation_failed",
      "attendee.timeZone",
    ],
  ])("refuses %s and stores nothing", async (_what, changes, code, field) => {
    const { slotkit, calendar } = composeForTest();
    const error = await refusal(slotkit.book(request(changes)));
    expect([error.code, error.errors[0]?.field]).toEqual([code, field]);
    expect(await slotkit.listBookings({})).toEqual([]);
    expect(await slotkit.deliver()).toEqual({ delivered: 0, failed: 0 });
    expect(calendar.events.size).toBe(0);
  });

  it("never repeats personal data in a refusal", async () => {
    const { slotkit } = composeForTest();
    const attendee = { name: "Grace\u0000Example", email: "not an address" };
    const error = await refusal(slotkit.book(request({ attendee, notes: "\u0000private" })));
    expect(JSON.stringify([error.message, error.errors])).not.toMatch(/Grace|not an address|private/);
  });

  describe("with an idempotency key", () => {
    const idempotencyKey = "0123456789abcdef";

    it("answers a repeat with the first answer and books once", async () => {
      const { slotkit } = composeForTest();
      const first = await slotkit.book(request({ idempotencyKey }));
      await slotkit.deliver();
      const second = await slotkit.book(request({ idempotencyKey }));
      expect(second).toEqual(first);
      expect(await slotkit.listBookings({})).toHaveLength(1);
    });

    it("runs twenty simultaneous repeats once", async () => {
      const { slotkit } = composeForTest();
      const results = await Promise.allSettled(
        Array.from({ length: 20 }, () => slotkit.book(request({ idempotencyKey }))),
      );
      const answers = results.map((result) =>
        result.status === "fulfilled" ? result.value.booking.uid : (result.reason as BookingError).code,
      );
      const [stored, ...others] = await slotkit.listBookings({});
      expect(others).toEqual([]);
      expect(answers).toContain(stored?.booking.uid);
      expect(
        answers.filter((answer) => answer !== stored?.booking.uid && answer !== "idempotency_in_progress"),
      ).toEqual([]);
    });

    it("refuses the key with another request", async () => {
      const { slotkit } = composeForTest();
      await slotkit.book(request({ idempotencyKey }));
      const error = await refusal(slotkit.book(request({ idempotencyKey, notes: "changed" })));
      expect(error.code).toBe("idempotency_conflict");
    });

    it("tells the refusal though the key could not be freed, and logs that", async () => {
      const warned: string[] = [];
      const warn = (message: string) => void warned.push(message);
      const { slotkit, storage } = composeForTest({ options: { logger: { debug() {}, info() {}, warn, error() {} } } });
      await slotkit.book(request());
      const { forClient } = storage;
      const abandon = async () => {
        throw new BookingError("busy", "The storage is busy.");
      };
      storage.forClient = (clientId) => {
        const client = forClient(clientId);
        return { ...client, idempotency: { ...client.idempotency, abandon } };
      };
      expect((await refusal(slotkit.book(request({ idempotencyKey })))).code).toBe("slot_unavailable");
      expect(warned).toEqual(["An idempotency key could not be freed; its lease will end."]);
    });

    it("frees the key when the booking was refused", async () => {
      const { slotkit } = composeForTest();
      const other = await slotkit.book(request());
      expect((await refusal(slotkit.book(request({ idempotencyKey })))).code).toBe("slot_unavailable");
      await slotkit.cancel({ uid: other.booking.uid });
      await expect(slotkit.book(request({ idempotencyKey }))).resolves.toMatchObject({ booking: { start } });
    });
  });

  describe("and outside calendars", () => {
    const busy = [{ start, end: start + 30 * minuteMs }];

    it("reads them anew at commit, past what the list remembers", async () => {
      const { slotkit, calendar } = composeForTest();
      const range = { eventType: "intro", start, end: start + 30 * minuteMs };
      expect((await slotkit.listSlots(range)).slots).toHaveLength(1);
      calendar.busy.set("ada@example.com", busy);
      const listed = await slotkit.listSlots(range);
      expect(listed.slots).toHaveLength(1);
      expect(listed.sources.map(({ state }) => state)).toEqual(["fresh", "cached"]);
      expect((await refusal(slotkit.book(request()))).code).toBe("slot_unavailable");
    });

    it("withholds what was never read, and says so at commit", async () => {
      const { slotkit, calendar } = composeForTest();
      calendar.failReads = outage;
      const list = await slotkit.listSlots({ eventType: "intro", start, end: start + 30 * minuteMs });
      expect([list.slots, list.sources[1]?.state]).toEqual([[], "unknown"]);
      const error = await refusal(slotkit.book(request()));
      expect([error.code, error.retryable]).toEqual(["calendar_unavailable", true]);
    });

    it.each([
      ["stale", 59, "booked"],
      ["stale", 61, "calendar_unavailable"],
      ["withhold", 1, "calendar_unavailable"],
      ["open", 61, "booked"],
    ] as const)("under %s, %i minutes after the last good read: %s", async (onCalendarError, minutes, outcome) => {
      const { slotkit, calendar, clock } = composeForTest({ eventType: { onCalendarError } });
      await slotkit.listSlots({ eventType: "intro", start, end: start + 30 * minuteMs });
      calendar.failReads = outage;
      await clock.advance(minutes * minuteMs);
      const result = await slotkit.book(request()).then(
        () => "booked",
        (error: BookingError) => error.code,
      );
      expect(result).toBe(outcome);
    });

    it.each([
      ["collective", ["ada"], "no_available_host"],
      ["collective", [], "calendar_unavailable"],
      ["roundRobin", ["ada"], "calendar_unavailable"],
    ] as const)("under %s, Bob unread and %j busy: %s", async (kind, busyHosts, code) => {
      const { slotkit, calendar } = composeForTest({
        otherHosts: ["bob"],
        eventType: { hosts: ["ada", "bob"], assignment: { kind }, onCalendarError: "withhold" },
      });
      const readBusy = calendar.readBusy.bind(calendar);
      for (const host of busyHosts) calendar.busy.set(`${host}@example.com`, busy);
      calendar.readBusy = async (wanted, options) =>
        (await readBusy(wanted, options)).map((reading) =>
          reading.calendarId === "bob@example.com"
            ? { calendarId: reading.calendarId, state: "failed", error: outage }
            : reading,
        );
      expect((await refusal(slotkit.book(request()))).code).toBe(code);
    });

    it("still honours the last good read when the newest failed", async () => {
      const { slotkit, calendar, clock } = composeForTest();
      calendar.busy.set("ada@example.com", busy);
      await slotkit.listSlots({ eventType: "intro", start, end: start + 30 * minuteMs });
      calendar.failReads = outage;
      await clock.advance(30 * minuteMs);
      expect((await refusal(slotkit.book(request()))).code).toBe("slot_unavailable");
    });

    it("takes a booking though the calendar cannot be written", async () => {
      const { slotkit, calendar } = composeForTest();
      calendar.failWrites = outage;
      const { booking } = await slotkit.book(request());
      await slotkit.deliver();
      expect((await slotkit.getBooking(booking.uid)).sync).toEqual({
        calendar: "pending",
        crm: "synced",
        mail: "synced",
      });
    });
  });
});
