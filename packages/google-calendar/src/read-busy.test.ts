import type { BusySpan, ReadBusyRequest } from "@slotkit/core";
import { type GoogleStandIn, googleErrorBody, startGoogleStandIn } from "@slotkit/testing/google";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { eventSnapshot } from "./event-snapshot.fixture.ts";
import { googleCalendar } from "./google-calendar.ts";
import type { GoogleAvailability } from "./read-busy.ts";

const ada = "ada@example.com";
const eva = "eva@example.com";
const secretive = "secretive@example.com";
const dayMs = 86_400_000;
const at = (time: string) => Date.parse(`2026-11-${time}:00+01:00`);
const span = (start: string, end: string): BusySpan => ({ start: at(start), end: at(end) });
const timed = (start: string, end: string) => ({
  start: { dateTime: new Date(at(start)).toISOString() },
  end: { dateTime: new Date(at(end)).toISOString() },
});
const tenToEleven = timed("23T10:00", "23T11:00");

let google: GoogleStandIn;

async function start(emptyFirstPage = false) {
  google = await startGoogleStandIn({
    emptyFirstPage,
    calendars: [
      { id: ada, summary: "Ada", timeZone: "Europe/Berlin", accessRole: "writer" },
      { id: eva, summary: "Eva", timeZone: "Pacific/Auckland", accessRole: "reader" },
      { id: secretive, summary: "S", timeZone: "Europe/Berlin", accessRole: "freeBusyReader" },
    ],
  });
}

beforeEach(() => start());

afterEach(async () => {
  expect(google.violations).toEqual([]);
  await google.close();
});

function calendar(availability: GoogleAvailability) {
  return googleCalendar({ credentials: { serviceAccount: google.credentials }, fetch: google.fetch, availability });
}

function read(changes: Partial<ReadBusyRequest> = {}, availability: GoogleAvailability = "events") {
  const request = { clientId: "default", calendarIds: [ada], start: at("23T00:00"), end: at("30T00:00"), ownSpans: {} };
  return calendar(availability).readBusy({ ...request, ...changes });
}

const calls = (path: RegExp) => google.requests.filter((request) => path.test(request.path));

describe("readBusy, events", () => {
  it("reads what others put there and none of ours, wherever ours stands", async () => {
    google.addOutsideEvent(ada, tenToEleven);
    await calendar("events").putEvent({ calendarId: ada, calendarEventId: null, event: eventSnapshot() });
    expect(await read()).toEqual([
      { calendarId: ada, state: "read", busy: [span("23T10:00", "23T11:00")], precision: "events" },
    ]);
  });

  it("counts another client's event, a copy made by hand and further dates of a repeated one", async () => {
    const mark = { slotkitUid: "bk_1", slotkitVersion: "1", slotkitClient: "default" };
    google.addOutsideEvent(ada, { ...tenToEleven, extendedProperties: { private: mark } });
    await calendar("events").putEvent({
      calendarId: ada,
      calendarEventId: null,
      event: eventSnapshot({ clientId: "other" }),
    });
    const [reading] = await read();
    expect(reading).toMatchObject({ busy: [span("23T10:00", "23T11:00"), span("23T09:00", "23T09:30")] });
  });

  it("leaves out what does not block", async () => {
    google.addOutsideEvent(ada, { ...tenToEleven, transparency: "transparent" });
    google.addOutsideEvent(ada, { ...tenToEleven, status: "cancelled" });
    google.addOutsideEvent(ada, { ...tenToEleven, eventType: "workingLocation" });
    google.addOutsideEvent(ada, { ...tenToEleven, attendees: [{ email: ada, responseStatus: "declined" }] });
    google.addOutsideEvent(ada, timed("23T10:00", "23T10:00"));
    google.addOutsideEvent(ada, { ...timed("23T12:00", "23T13:00"), eventType: "outOfOffice" });
    google.addOutsideEvent(ada, { ...timed("23T14:00", "23T15:00"), eventType: "focusTime", status: "tentative" });
    expect(await read()).toMatchObject([{ busy: [span("23T12:00", "23T13:00"), span("23T14:00", "23T15:00")] }]);
  });

  it("reads all-day events in the calendar's own zone", async () => {
    google.addOutsideEvent(eva, { start: { date: "2026-11-24" }, end: { date: "2026-11-26" } });
    const [reading] = await read({ calendarIds: [eva] });
    const auckland = (day: string) => Date.parse(`2026-11-${day}T00:00:00+13:00`);
    expect(reading).toMatchObject({ busy: [{ start: auckland("24"), end: auckland("26") }] });
  });

  it("sees every date of a series", async () => {
    google.addOutsideEvent(ada, {
      start: { dateTime: "2026-11-23T10:00:00+01:00", timeZone: "Europe/Berlin" },
      end: { dateTime: "2026-11-23T11:00:00+01:00", timeZone: "Europe/Berlin" },
      recurrence: ["RRULE:FREQ=DAILY;COUNT=3"],
    });
    expect(await read()).toMatchObject([
      { busy: ["23", "24", "25"].map((day) => span(`${day}T10:00`, `${day}T11:00`)) },
    ]);
  });

  it("goes on after an empty page", async () => {
    await google.close();
    await start(true);
    google.addOutsideEvent(ada, tenToEleven);
    expect(await read()).toMatchObject([{ busy: [span("23T10:00", "23T11:00")] }]);
    expect(calls(/\/events$/)).toHaveLength(2);
  });

  it("falls back to free/busy where no more is granted, and takes our own spans out", async () => {
    google.addOutsideEvent(secretive, timed("23T09:00", "23T11:00"));
    const ownSpans = { [secretive]: [span("23T09:00", "23T09:30")] };
    expect(await read({ calendarIds: [secretive], ownSpans })).toEqual([
      { calendarId: secretive, state: "read", busy: [span("23T09:30", "23T11:00")], precision: "freeBusy" },
    ]);
  });

  it.each([
    [403, "requiredAccessLevel"],
    [403, "forbidden"],
    [404, "notFound"],
  ])("also after %d %s", async (status, reason) => {
    google.addOutsideEvent(ada, tenToEleven);
    const body = googleErrorBody({ status, reason, message: "m" });
    google.faults.add({ path: /\/events$/, fault: { kind: "answer", status, body } });
    expect(await read()).toMatchObject([
      { state: "read", precision: "freeBusy", busy: [span("23T10:00", "23T11:00")] },
    ]);
  });
});

describe("readBusy, unknown is never free", () => {
  it("tells of each calendar on its own", async () => {
    google.addOutsideEvent(ada, tenToEleven);
    google.faults.add({ path: /eva/, times: Number.POSITIVE_INFINITY, fault: { kind: "reset" } });
    const readings = await read({ calendarIds: [eva, ada, "nobody@example.com"] });
    expect(readings).toMatchObject([
      { calendarId: eva, state: "failed", error: { kind: "transient" } },
      { calendarId: ada, state: "read", busy: [span("23T10:00", "23T11:00")] },
      { calendarId: "nobody@example.com", state: "failed", error: { kind: "permanent", reason: "notFound" } },
    ]);
  });

  it.each([
    ["a rate limit", 403, googleErrorBody({ status: 403, reason: "rateLimitExceeded", message: "m" }), "throttled"],
    ["an HTML page", 502, "<html>", "transient"],
    ["an HTML page with status 200", 200, "<html>", "transient"],
    ["JSON of something else", 200, [], "transient"],
    ["an event without times", 200, { timeZone: "UTC", items: [{ id: "a" }] }, "transient"],
    [
      "an event with unreadable times",
      200,
      { items: [{ id: "a", start: { dateTime: "soon" }, end: { dateTime: "2026-11-23T10:00:00" } }] },
      "transient",
    ],
    [
      "a day without a zone",
      200,
      { items: [{ id: "a", start: { date: "2026-11-23" }, end: { date: "2026-11-24" } }] },
      "transient",
    ],
    [
      "a day in an unknown zone",
      200,
      { timeZone: "Mars/Olympus", items: [{ id: "a", start: { date: "2026-11-23" }, end: { date: "2026-11-24" } }] },
      "transient",
    ],
  ])("fails after %s", async (_name, status, body, kind) => {
    google.faults.add({ path: /\/events$/, fault: { kind: "answer", status, body } });
    expect(await read()).toMatchObject([{ state: "failed", error: { kind } }]);
  });

  it("does not follow a list without an end", async () => {
    const body = { timeZone: "UTC", items: [], nextPageToken: "again" };
    google.faults.add({ path: /\/events$/, times: 101, fault: { kind: "answer", status: 200, body } });
    expect(await read()).toMatchObject([{ state: "failed", error: { reason: "unreadable_answer" } }]);
    expect(calls(/\/events$/)).toHaveLength(100);
  });
});

describe("readBusy, freeBusy", () => {
  it("reads many calendars in calls of fifty and long ranges in pieces of sixty days", async () => {
    google.addOutsideEvent(ada, tenToEleven);
    google.addOutsideEvent(eva, timed("25T10:00", "25T11:00"));
    const others = Array.from({ length: 58 }, (_, index) => `c${index}@example.com`);
    const readings = await read({ calendarIds: [ada, ...others, eva], end: at("23T00:00") + 200 * dayMs }, "freeBusy");
    expect(readings).toHaveLength(60);
    expect(readings[0]).toMatchObject({ calendarId: ada, busy: [span("23T10:00", "23T11:00")], precision: "freeBusy" });
    expect(readings[59]).toMatchObject({ calendarId: eva, busy: [span("25T10:00", "25T11:00")] });
    expect(readings[1]).toMatchObject({ state: "failed", error: { kind: "permanent", reason: "notFound" } });
    expect(calls(/\/freeBusy$/)).toHaveLength(2 * 4);
  });

  it("halves a range that Google finds too long", async () => {
    google.addOutsideEvent(ada, tenToEleven);
    const body = googleErrorBody({
      status: 400,
      reason: "badRequest",
      message: "The requested time range is too long.",
    });
    google.faults.add({ path: /freeBusy/, times: 2, fault: { kind: "answer", status: 400, body } });
    expect(await read({}, "freeBusy")).toMatchObject([{ state: "read", busy: [span("23T10:00", "23T11:00")] }]);
    expect(calls(/\/freeBusy$/)).toHaveLength(5);
  });

  it("takes our own spans out of the calendar they are in, and of no other", async () => {
    google.addOutsideEvent(ada, tenToEleven);
    google.addOutsideEvent(eva, tenToEleven);
    const ownSpans = { [ada]: [span("23T10:00", "23T11:00")] };
    expect(await read({ calendarIds: [ada, eva], ownSpans }, "freeBusy")).toMatchObject([
      { calendarId: ada, busy: [] },
      { calendarId: eva, busy: [span("23T10:00", "23T11:00")] },
    ]);
  });

  it.each([
    ["notFound", "permanent"],
    ["groupTooBig", "permanent"],
    ["tooManyCalendarsRequested", "permanent"],
    ["internalError", "transient"],
  ] as const)("does not take the error %s inside a 200 for free", async (reason, kind) => {
    google.failFreeBusy(ada, reason);
    expect(await read({ calendarIds: [ada, eva] }, "freeBusy")).toMatchObject([
      { state: "failed", error: { kind, reason } },
      { state: "read" },
    ]);
  });

  it.each([
    ["an unheard-of reason", { [ada]: { errors: [{ reason: "marsIsRising" }] } }, "permanent"],
    ["an error without a reason", { [ada]: { errors: [{}], busy: [] } }, "permanent"],
    ["a missing calendar", {}, "permanent"],
    ["a missing list", { [ada]: {} }, "transient"],
    [
      "times without an offset",
      { [ada]: { busy: [{ start: "2026-11-23T10:00:00", end: "2026-11-23T11:00:00" }] } },
      "transient",
    ],
  ])("does not take %s for free", async (_name, calendars, kind) => {
    google.faults.add({ path: /freeBusy/, fault: { kind: "answer", status: 200, body: { calendars } } });
    expect(await read({}, "freeBusy")).toMatchObject([{ state: "failed", error: { kind } }]);
  });

  it("fails every calendar of a call that failed", async () => {
    google.faults.add({ path: /freeBusy/, fault: { kind: "answer", status: 500, body: "<html>" } });
    const readings = await read({ calendarIds: [ada, eva] }, "freeBusy");
    expect(readings.map(({ state }) => state)).toEqual(["failed", "failed"]);
  });
});
