import { auth, type calendar_v3, calendar as googleCalendar } from "googleapis/build/src/apis/calendar/index.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hasReason } from "./has-reason.ts";
import { type JwtOptions, jwtOptions } from "./jwt-options.ts";
import { type GoogleStandIn, startGoogleStandIn } from "./start-google-stand-in.ts";

const connect = (standIn: GoogleStandIn, options?: JwtOptions): calendar_v3.Calendar =>
  googleCalendar({ version: "v3", auth: new auth.JWT(jwtOptions(standIn, options)), retry: false });

const calendarId = "ada@example.com";
const clock = { nowMs: 0, now: () => clock.nowMs };

let google: GoogleStandIn;
let calendar: calendar_v3.Calendar;

beforeEach(async () => {
  clock.nowMs = Date.parse("2026-11-20T08:00:00Z");
  google = await startGoogleStandIn({ clock });
  calendar = connect(google);
});

afterEach(async () => {
  expect(google.violations).toEqual([]);
  await google.close();
});

function put(id: string, start: string, end: string, more: object = {}) {
  return google.addOutsideEvent(calendarId, { id, start: { dateTime: start }, end: { dateTime: end }, ...more });
}

async function list(query: object = {}) {
  return (await calendar.events.list({ calendarId, ...query })).data;
}

async function listedIds(query: object = {}) {
  return (await list(query)).items?.map(({ id }) => id);
}

describe("the window of events.list", () => {
  it("bounds the end by timeMin and the start by timeMax, both exclusive, as instants whatever the offset", async () => {
    put("ends0at9", "2026-11-23T08:00:00+01:00", "2026-11-23T09:00:00+01:00");
    put("inside", "2026-11-23T17:00:00+09:00", "2026-11-23T18:00:00+09:00");
    put("spans", "2026-11-23T06:00:00Z", "2026-11-23T23:00:00Z");
    put("starts0at12", "2026-11-23T06:00:00-05:00", "2026-11-23T07:00:00-05:00");
    const window = { timeMin: "2026-11-23T09:00:00+01:00", timeMax: "2026-11-23T11:00:00Z" };
    expect(await listedIds(window)).toEqual(["inside", "spans"]);
  });

  it("reads an all-day event in the calendar's zone", async () => {
    const day = { id: "holiday", start: { date: "2026-11-24" }, end: { date: "2026-11-25" } };
    google.addOutsideEvent(calendarId, day);
    // Midnight in Berlin is 23:00 of the day before in UTC.
    expect(await listedIds({ timeMin: "2026-11-23T00:00:00Z", timeMax: "2026-11-23T23:00:00Z" })).toEqual([]);
    expect(await listedIds({ timeMin: "2026-11-23T00:00:00Z", timeMax: "2026-11-23T23:00:01Z" })).toEqual(["holiday"]);
    expect(await listedIds({ timeMin: "2026-11-24T23:00:00Z" })).toEqual([]);
  });

  it.each([
    [{ timeMin: "2026-11-24T00:00:00Z", timeMax: "2026-11-24T00:00:00Z" }, "timeRangeEmpty"],
    [{ timeMin: "2026-11-24T00:00:00" }, "invalid"],
    [{ timeMin: "tomorrow" }, "invalid"],
    [{ timeZone: "Mars/Base" }, "invalid"],
    [{ maxResults: 0 }, "invalid"],
    [{ orderBy: "startTime" }, "badRequest"],
    [{ privateExtendedProperty: ["bookingUid"] }, "invalid"],
    [{ pageToken: "x" }, "invalid"],
    [{ updatedMin: "2026-10-01T00:00:00Z" }, "updatedMinTooLongAgo"],
  ])("refuses %j as %s", async (query, reason) => {
    await expect(list(query)).rejects.toSatisfy(hasReason(reason));
  });

  it("shows times in the zone asked for", async () => {
    put("intro", "2026-11-23T09:00:00Z", "2026-11-23T09:30:00Z");
    const { items, timeZone } = await list({ timeZone: "Asia/Kolkata" });
    expect(items?.[0]?.start?.dateTime).toBe("2026-11-23T14:30:00+05:30");
    expect(timeZone).toBe("Europe/Berlin");
  });
});

describe("the filters of events.list", () => {
  it("finds events by private properties, all of them", async () => {
    const tagged = (values: object) => ({ extendedProperties: { private: values } });
    put("first", "2026-11-23T09:00:00Z", "2026-11-23T10:00:00Z", tagged({ uid: "a=b", client: "x" }));
    put("second", "2026-11-23T09:00:00Z", "2026-11-23T10:00:00Z", tagged({ uid: "a=b", client: "y" }));
    expect(await listedIds({ privateExtendedProperty: ["uid=a=b"] })).toEqual(["first", "second"]);
    expect(await listedIds({ privateExtendedProperty: ["uid=a=b", "client=y"] })).toEqual(["second"]);
    expect(await listedIds({ sharedExtendedProperty: ["uid=a=b"] })).toEqual([]);
  });

  it("finds events by iCalUID, kind, text and last change", async () => {
    put("lunch", "2026-11-23T12:00:00Z", "2026-11-23T13:00:00Z", { summary: "Lunch" });
    clock.nowMs += 60_000;
    put("focus", "2026-11-23T13:00:00Z", "2026-11-23T14:00:00Z", { eventType: "focusTime" });
    expect(await listedIds({ iCalUID: "lunch@google.com" })).toEqual(["lunch"]);
    expect(await listedIds({ eventTypes: ["focusTime"] })).toEqual(["focus"]);
    expect(await listedIds({ q: "lunch" })).toEqual(["lunch"]);
    expect(await listedIds({ updatedMin: "2026-11-20T08:01:00Z" })).toEqual(["focus"]);
  });

  it("keeps cancelled events back unless asked for them", async () => {
    put("gone", "2026-11-23T12:00:00Z", "2026-11-23T13:00:00Z", { status: "cancelled" });
    expect(await listedIds()).toEqual([]);
    expect(await listedIds({ showDeleted: true })).toEqual(["gone"]);
  });

  it("answers the fields that were asked for and no others", async () => {
    put("intro", "2026-11-23T09:00:00Z", "2026-11-23T09:30:00Z");
    expect(await list({ fields: "items(id,start/dateTime),summary" })).toEqual({
      summary: "Ada Example",
      items: [{ id: "intro", start: { dateTime: "2026-11-23T10:00:00+01:00" } }],
    });
    await expect(list({ fields: "items(id" })).rejects.toSatisfy(hasReason("invalid"));
  });
});

describe("a series", () => {
  const weekly = (recurrence: string[]) =>
    google.addOutsideEvent(calendarId, {
      id: "standup",
      start: { dateTime: "2026-10-19T09:00:00", timeZone: "Europe/Berlin" },
      end: { dateTime: "2026-10-19T09:30:00", timeZone: "Europe/Berlin" },
      recurrence,
    });
  const starts = async (query: object = {}) =>
    (await list({ singleEvents: true, orderBy: "startTime", ...query })).items?.map(({ start }) => start?.dateTime);

  it("is written out at the same time of day across a change of the clocks", async () => {
    weekly(["RRULE:FREQ=WEEKLY;COUNT=3;BYDAY=MO,FR"]);
    expect(await starts()).toEqual([
      "2026-10-19T09:00:00+02:00",
      "2026-10-23T09:00:00+02:00",
      "2026-10-26T09:00:00+01:00",
    ]);
  });

  it("gives every occurrence an id of its own, its series and its original start", async () => {
    weekly(["RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=2"]);
    const { items } = await list({ singleEvents: true });
    expect(items).toMatchObject([
      { id: "standup_20261019T070000Z", recurringEventId: "standup", iCalUID: "standup@google.com" },
      { id: "standup_20261102T080000Z", originalStartTime: { dateTime: "2026-11-02T09:00:00+01:00" } },
    ]);
    expect(items?.[0]).not.toHaveProperty("recurrence");
  });

  it("is one event, with its rule, when not written out, and in a window when one of its dates is", async () => {
    weekly(["RRULE:FREQ=WEEKLY;UNTIL=20261102T080000Z"]);
    const { items } = await list({ timeMin: "2026-11-01T00:00:00Z" });
    expect(items).toMatchObject([{ id: "standup", recurrence: ["RRULE:FREQ=WEEKLY;UNTIL=20261102T080000Z"] }]);
    expect(await listedIds({ timeMin: "2026-11-03T00:00:00Z" })).toEqual([]);
  });

  it("ends with UNTIL, that date included", async () => {
    weekly(["RRULE:FREQ=DAILY;INTERVAL=2;UNTIL=20261023"]);
    expect(await starts()).toEqual([
      "2026-10-19T09:00:00+02:00",
      "2026-10-21T09:00:00+02:00",
      "2026-10-23T09:00:00+02:00",
    ]);
  });

  it("repeats whole days by date", async () => {
    const recurrence = ["RRULE:FREQ=DAILY;COUNT=2"];
    const days = { start: { date: "2026-10-24" }, end: { date: "2026-10-26" } };
    google.addOutsideEvent(calendarId, { id: "fair", ...days, recurrence });
    expect((await list({ singleEvents: true })).items).toMatchObject([
      { id: "fair_20261024", start: { date: "2026-10-24" }, end: { date: "2026-10-26" } },
      { id: "fair_20261025", start: { date: "2026-10-25" }, end: { date: "2026-10-27" } },
    ]);
  });

  it("without an end is written out for the window", async () => {
    weekly(["RRULE:FREQ=DAILY"]);
    const window = { timeMin: "2027-01-01T00:00:00Z", timeMax: "2027-01-03T00:00:00Z" };
    expect(await starts(window)).toEqual(["2027-01-01T09:00:00+01:00", "2027-01-02T09:00:00+01:00"]);
  });

  it.each([
    ["RRULE:FREQ=MONTHLY", "notImplemented"],
    ["RRULE:FREQ=WEEKLY;BYDAY=1MO", "notImplemented"],
    ["RRULE:FREQ=DAILY;BYMONTH=1", "notImplemented"],
    ["EXDATE:20261026T080000Z", "notImplemented"],
    ["RRULE:FREQ=WEEKLY;BYDAY=TU", "notImplemented"],
    ["RRULE:FREQ=NEVER", "invalid"],
    ["RRULE:FREQ=DAILY;COUNT=0", "invalid"],
    ["RRULE:FREQ=DAILY;COUNT=1;UNTIL=20261102", "invalid"],
    ["every day", "invalid"],
  ])("refuses %s as %s", async (rule, reason) => {
    const start = { dateTime: "2026-10-19T09:00:00", timeZone: "Europe/Berlin" };
    const requestBody = { start, end: { ...start, dateTime: "2026-10-19T09:30:00" }, recurrence: [rule] };
    await expect(calendar.events.insert({ calendarId, requestBody })).rejects.toSatisfy(hasReason(reason));
  });
});

describe("pages", () => {
  beforeEach(() => {
    for (const id of ["event1", "event2", "event3"]) put(id, "2026-11-23T09:00:00Z", "2026-11-23T10:00:00Z");
  });

  it("hold what was there when the first was asked for, and the last one a sync token", async () => {
    const first = await list({ maxResults: 2 });
    expect(first.items).toHaveLength(2);
    expect(first).not.toHaveProperty("nextSyncToken");
    put("event4", "2026-11-23T09:00:00Z", "2026-11-23T10:00:00Z");
    const second = await list({ maxResults: 2, pageToken: first.nextPageToken });
    expect(second.items?.map(({ id }) => id)).toEqual(["event3"]);
    expect(second).not.toHaveProperty("nextPageToken");
    expect(await listedIds({ syncToken: second.nextSyncToken })).toEqual(["event4"]);
  });

  it("refuse a token that comes with another query", async () => {
    const first = await list({ maxResults: 2 });
    const attempt = list({ maxResults: 2, pageToken: first.nextPageToken, singleEvents: true });
    await expect(attempt).rejects.toSatisfy(hasReason("invalid"));
  });

  it("may begin with an empty one", async () => {
    const hesitant = await startGoogleStandIn({ clock, emptyFirstPage: true });
    hesitant.addOutsideEvent(calendarId, { start: { date: "2026-11-23" }, end: { date: "2026-11-24" } });
    const client = connect(hesitant);
    const first = (await client.events.list({ calendarId })).data;
    const second = (await client.events.list({ calendarId, pageToken: first.nextPageToken ?? "" })).data;
    await hesitant.close();
    expect(first.items).toEqual([]);
    expect(second.items).toHaveLength(1);
  });
});

describe("sync tokens", () => {
  const sync = (syncToken: string | null | undefined, query: object = {}) => list({ syncToken, ...query });

  it("bring what was made, changed and deleted since, and nothing else", async () => {
    put("kept", "2026-11-23T09:00:00Z", "2026-11-23T10:00:00Z");
    put("moved", "2026-11-23T09:00:00Z", "2026-11-23T10:00:00Z");
    put("gone", "2026-11-23T09:00:00Z", "2026-11-23T10:00:00Z");
    const { nextSyncToken } = await list({ timeMin: "2026-11-20T00:00:00Z" });
    put("made", "2026-11-23T09:00:00Z", "2026-11-23T10:00:00Z");
    google.changeOutside(calendarId, "moved", { end: { dateTime: "2026-11-23T11:00:00Z" } });
    await calendar.events.delete({ calendarId, eventId: "gone" });
    const changes = await sync(nextSyncToken);
    expect(changes.items?.map(({ id, status }) => [id, status])).toEqual([
      ["moved", "confirmed"],
      ["gone", "cancelled"],
      ["made", "confirmed"],
    ]);
    expect((await sync(changes.nextSyncToken)).items).toEqual([]);
  });

  it("answer 410 once they are unknown or expired", async () => {
    const { nextSyncToken } = await list();
    await expect(sync("never-issued")).rejects.toSatisfy(hasReason("fullSyncRequired"));
    google.expireSyncTokens();
    await expect(sync(nextSyncToken)).rejects.toMatchObject({ status: 410 });
  });

  it("end when deleted events vanish, for they could not tell of them", async () => {
    put("gone", "2026-11-23T09:00:00Z", "2026-11-23T10:00:00Z");
    const { nextSyncToken } = await list();
    await calendar.events.delete({ calendarId, eventId: "gone" });
    google.purgeDeleted();
    await expect(sync(nextSyncToken)).rejects.toSatisfy(hasReason("fullSyncRequired"));
    expect(await listedIds({ showDeleted: true })).toEqual([]);
  });

  it.each([
    { timeMin: "2026-11-20T00:00:00Z" },
    { timeMax: "2026-11-20T00:00:00Z" },
    { q: "x" },
    { orderBy: "updated" },
    { iCalUID: "x" },
    { privateExtendedProperty: ["a=b"] },
    { sharedExtendedProperty: ["a=b"] },
    { updatedMin: "2026-11-20T00:00:00Z" },
    { showDeleted: false },
    { singleEvents: true },
  ])("are refused beside %j", async (query) => {
    const { nextSyncToken } = await list();
    await expect(sync(nextSyncToken, query)).rejects.toSatisfy(hasReason("badRequest"));
  });

  it("are not given out for a query that a sync could not repeat", async () => {
    expect(await list({ q: "x" })).not.toHaveProperty("nextSyncToken");
  });

  it("end when a series that was written out changes its dates", async () => {
    const start = { dateTime: "2026-11-23T09:00:00", timeZone: "Europe/Berlin" };
    const end = { ...start, dateTime: "2026-11-23T09:30:00" };
    google.addOutsideEvent(calendarId, { id: "standup", start, end, recurrence: ["RRULE:FREQ=DAILY;COUNT=3"] });
    const { nextSyncToken } = await list({ singleEvents: true });
    google.changeOutside(calendarId, "standup", { summary: "Stand-up" });
    const renamed = await sync(nextSyncToken, { singleEvents: true });
    expect(renamed.items).toHaveLength(3);
    google.changeOutside(calendarId, "standup", { recurrence: ["RRULE:FREQ=DAILY;COUNT=2"] });
    await expect(sync(renamed.nextSyncToken, { singleEvents: true })).rejects.toMatchObject({ status: 410 });
  });
});
