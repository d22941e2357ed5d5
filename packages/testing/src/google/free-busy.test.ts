import { auth, type calendar_v3, calendar as googleCalendar } from "googleapis/build/src/apis/calendar/index.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hasReason } from "./has-reason.ts";
import { type JwtOptions, jwtOptions } from "./jwt-options.ts";
import { type GoogleStandIn, startGoogleStandIn } from "./start-google-stand-in.ts";

const connect = (standIn: GoogleStandIn, options?: JwtOptions): calendar_v3.Calendar =>
  googleCalendar({ version: "v3", auth: new auth.JWT(jwtOptions(standIn, options)), retry: false });

const calendarId = "ada@example.com";
const monday = { timeMin: "2026-11-23T00:00:00Z", timeMax: "2026-11-24T00:00:00Z" };

let google: GoogleStandIn;
let calendar: calendar_v3.Calendar;

beforeEach(async () => {
  google = await startGoogleStandIn({
    calendars: [
      { id: calendarId, summary: "Ada Example", timeZone: "Europe/Berlin", accessRole: "freeBusyReader" },
      { id: "hidden@example.com", summary: "Hidden", timeZone: "UTC", accessRole: "none" },
    ],
  });
  calendar = connect(google);
});

afterEach(async () => {
  expect(google.violations).toEqual([]);
  await google.close();
});

function put(start: string, end: string, more: object = {}) {
  google.addOutsideEvent(calendarId, { start: { dateTime: start }, end: { dateTime: end }, ...more });
}

async function query(requestBody: object = {}) {
  const { data } = await calendar.freebusy.query({
    requestBody: { ...monday, items: [{ id: calendarId }], ...requestBody },
  });
  return data;
}

async function busy(requestBody: object = {}) {
  return (await query(requestBody)).calendars?.[calendarId]?.busy?.map(({ start, end }) => [start, end]);
}

describe("freebusy.query", () => {
  it("merges what overlaps or touches, by instant, and shows UTC unless told otherwise", async () => {
    put("2026-11-23T10:00:00Z", "2026-11-23T11:00:00Z");
    put("2026-11-23T09:00:00+01:00", "2026-11-23T10:00:00+01:00");
    put("2026-11-23T05:30:00-05:00", "2026-11-23T07:00:00-05:00");
    put("2026-11-23T12:00:00Z", "2026-11-23T12:30:00Z");
    expect(await busy()).toEqual([
      ["2026-11-23T08:00:00Z", "2026-11-23T09:00:00Z"],
      ["2026-11-23T10:00:00Z", "2026-11-23T12:30:00Z"],
    ]);
    expect((await busy({ timeZone: "Europe/Berlin" }))?.[0]).toEqual([
      "2026-11-23T09:00:00+01:00",
      "2026-11-23T10:00:00+01:00",
    ]);
  });

  it("cuts what reaches outside the window and writes series out", async () => {
    put("2026-11-22T23:00:00Z", "2026-11-23T01:00:00Z");
    const start = { dateTime: "2026-11-16T09:00:00", timeZone: "Europe/Berlin" };
    const end = { ...start, dateTime: "2026-11-16T10:00:00" };
    google.addOutsideEvent(calendarId, { start, end, recurrence: ["RRULE:FREQ=WEEKLY"] });
    expect(await busy()).toEqual([
      ["2026-11-23T00:00:00Z", "2026-11-23T01:00:00Z"],
      ["2026-11-23T08:00:00Z", "2026-11-23T09:00:00Z"],
    ]);
  });

  it("reads an all-day event in the calendar's zone", async () => {
    google.addOutsideEvent(calendarId, { start: { date: "2026-11-23" }, end: { date: "2026-11-24" } });
    expect(await busy()).toEqual([["2026-11-23T00:00:00Z", "2026-11-23T23:00:00Z"]]);
  });

  it.each([
    ["transparent", { transparency: "transparent" }],
    ["cancelled", { status: "cancelled" }],
    ["declined", { attendees: [{ email: calendarId, responseStatus: "declined" }] }],
    ["working location", { eventType: "workingLocation" }],
    ["birthday", { eventType: "birthday" }],
  ])("ignores an event that is %s", async (_name, more) => {
    put("2026-11-23T10:00:00Z", "2026-11-23T11:00:00Z", more);
    expect(await busy()).toEqual([]);
  });

  it.each([
    ["tentative", { status: "tentative" }],
    ["declined by somebody else", { attendees: [{ email: "grace@example.com", responseStatus: "declined" }] }],
    ["out of office", { eventType: "outOfOffice" }],
    ["focus time", { eventType: "focusTime" }],
  ])("counts an event that is %s", async (_name, more) => {
    put("2026-11-23T10:00:00Z", "2026-11-23T11:00:00Z", more);
    expect(await busy()).toHaveLength(1);
  });

  it("answers 200 with an error and an empty list for a calendar that it does not know or may not see", async () => {
    const { calendars } = await query({ items: [{ id: "nobody@example.com" }, { id: "hidden@example.com" }] });
    const unknown = { errors: [{ domain: "global", reason: "notFound" }], busy: [] };
    expect(calendars).toEqual({ "nobody@example.com": unknown, "hidden@example.com": unknown });
  });

  it("fails for one calendar as scripted, until told to work again", async () => {
    put("2026-11-23T10:00:00Z", "2026-11-23T11:00:00Z");
    google.failFreeBusy(calendarId, "internalError");
    expect((await query()).calendars?.[calendarId]).toEqual({
      errors: [{ domain: "global", reason: "internalError" }],
      busy: [],
    });
    google.failFreeBusy(calendarId);
    expect(await busy()).toHaveLength(1);
  });

  it("works out none of more than fifty calendars", async () => {
    const items = Array.from({ length: 51 }, (_, index) => ({
      id: index === 0 ? calendarId : `c${index}@example.com`,
    }));
    const { calendars } = await query({ items });
    expect(calendars?.[calendarId]?.errors).toEqual([{ domain: "global", reason: "tooManyCalendarsRequested" }]);
  });

  it.each([
    [{ timeMax: "2027-02-21T00:00:01Z" }, "timeRangeTooLong"],
    [{ timeMax: monday.timeMin }, "timeRangeEmpty"],
    [{ timeMin: null }, "required"],
    [{ timeMin: "2026-11-23T00:00:00" }, "invalid"],
    [{ timeZone: "Mars/Base" }, "invalid"],
    [{ calendarExpansionMax: 51 }, "invalid"],
    [{ calendars: [] }, "badRequest"],
  ])("refuses %j as %s", async (body, reason) => {
    await expect(query(body)).rejects.toSatisfy(hasReason(reason));
  });

  it("takes a range of ninety days", async () => {
    expect(await busy({ timeMax: "2027-02-21T00:00:00Z" })).toEqual([]);
  });
});
