import { auth, type calendar_v3, calendar as googleCalendar } from "googleapis/build/src/apis/calendar/index.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { googleErrorBody } from "./google-error.ts";
import { hasReason } from "./has-reason.ts";
import { type JwtOptions, jwtOptions } from "./jwt-options.ts";
import { type GoogleStandIn, startGoogleStandIn } from "./start-google-stand-in.ts";

const connect = (standIn: GoogleStandIn, options?: JwtOptions): calendar_v3.Calendar =>
  googleCalendar({ version: "v3", auth: new auth.JWT(jwtOptions(standIn, options)), retry: false });

const calendarId = "ada@example.com";
const requestBody = {
  id: "booking01",
  start: { dateTime: "2026-11-23T09:00:00+01:00" },
  end: { dateTime: "2026-11-23T09:30:00+01:00" },
};

let google: GoogleStandIn;
let calendar: calendar_v3.Calendar;

beforeEach(async () => {
  google = await startGoogleStandIn({
    calendars: [
      { id: calendarId, summary: "Ada Example", timeZone: "Europe/Berlin", accessRole: "owner" },
      { id: "room@example.com", summary: "Room 1", timeZone: "UTC", accessRole: "reader" },
      { id: "hidden@example.com", summary: "Hidden", timeZone: "UTC", accessRole: "none" },
    ],
  });
  calendar = connect(google);
});

afterEach(async () => {
  expect(google.violations).toEqual([]);
  await google.close();
});

describe("calendars", () => {
  it("are listed with the caller's role, page by page", async () => {
    const first = (await calendar.calendarList.list({ maxResults: 1 })).data;
    expect(first.items).toMatchObject([{ id: calendarId, accessRole: "owner", timeZone: "Europe/Berlin" }]);
    const second = (await calendar.calendarList.list({ maxResults: 1, pageToken: first.nextPageToken ?? "" })).data;
    expect(second.items).toMatchObject([{ id: "room@example.com", accessRole: "reader" }]);
    expect(second).not.toHaveProperty("nextPageToken");
    const writable = (await calendar.calendarList.list({ minAccessRole: "writer" })).data;
    expect(writable.items?.map(({ id }) => id)).toEqual([calendarId]);
  });

  it("are read one by one", async () => {
    expect((await calendar.calendarList.get({ calendarId })).data).toMatchObject({ accessRole: "owner" });
    expect((await calendar.calendars.get({ calendarId })).data).toMatchObject({ timeZone: "Europe/Berlin" });
    const hidden = calendar.calendars.get({ calendarId: "hidden@example.com" });
    await expect(hidden).rejects.toSatisfy(hasReason("notFound"));
  });
});

describe("faults", () => {
  const insert = () => calendar.events.insert({ calendarId, requestBody });
  const onInsert = { method: "POST", path: /\/events$/ };

  it("answer Google's error for as many requests as scripted", async () => {
    const body = googleErrorBody({
      status: 403,
      domain: "usageLimits",
      reason: "rateLimitExceeded",
      message: "Slow down",
    });
    google.faults.add({ ...onInsert, times: 2, fault: { kind: "answer", status: 403, body } });
    await expect(insert()).rejects.toSatisfy(hasReason("rateLimitExceeded"));
    await expect(insert()).rejects.toMatchObject({ status: 403 });
    expect((await insert()).status).toBe(200);
    expect(google.faults.remaining()).toEqual([]);
  });

  it("answer an HTML page", async () => {
    google.faults.add({ ...onInsert, fault: { kind: "answer", status: 502, body: "<h1>Bad Gateway</h1>" } });
    await expect(insert()).rejects.toMatchObject({ status: 502, response: { data: "<h1>Bad Gateway</h1>" } });
  });

  it("reset before the event is stored", async () => {
    google.faults.add({ ...onInsert, fault: { kind: "reset" } });
    await expect(insert()).rejects.toThrow("fetch failed");
    expect(google.events(calendarId)).toEqual([]);
  });

  it("reset after the event is stored, which the next attempt finds out", async () => {
    google.faults.add({ ...onInsert, fault: { kind: "reset", commit: true } });
    await expect(insert()).rejects.toThrow("fetch failed");
    expect(google.events(calendarId)).toHaveLength(1);
    await expect(insert()).rejects.toSatisfy(hasReason("duplicate"));
  });

  it("break off in the middle of an answer", async () => {
    google.faults.add({ ...onInsert, fault: { kind: "halfBody" } });
    await expect(insert()).rejects.toThrow();
    expect(google.events(calendarId)).toHaveLength(1);
  });

  it("never answer, until the caller gives up", async () => {
    google.faults.add({ ...onInsert, fault: { kind: "hang", commit: true } });
    const attempt = calendar.events.insert({ calendarId, requestBody }, { timeout: 100 });
    await expect(attempt).rejects.toThrow();
    expect(google.events(calendarId)).toHaveLength(1);
  });

  it("strike the token endpoint alike", async () => {
    google.faults.add({ path: "/token", fault: { kind: "answer", status: 400, body: { error: "invalid_grant" } } });
    await expect(insert()).rejects.toMatchObject({ response: { data: { error: "invalid_grant" } } });
  });
});

describe("what the stand-in does not know", () => {
  it("is answered with 501 when Google has it", async () => {
    await expect(calendar.acl.list({ calendarId })).rejects.toMatchObject({ status: 501 });
  });

  it("is answered with a page when Google has no such path", async () => {
    const response = await google.fetch("https://www.googleapis.com/calendar/v4/x");
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toContain("text/html");
  });

  it("is not let out to another host", async () => {
    await expect(google.fetch("https://example.com/")).rejects.toThrow("does not answer for example.com");
  });

  it("is no calendar to look into", () => {
    expect(() => google.events("nobody@example.com")).toThrow('There is no calendar "nobody@example.com".');
  });
});

describe("a request that cannot be read", () => {
  it.each([
    ["malformed JSON", "application/json", "{", "parseError"],
    ["a form", "application/x-www-form-urlencoded", "a=b", "badRequest"],
    ["a list", "application/json", "[]", "invalid"],
    ["nothing", "application/json", "null", "invalid"],
  ])("is refused: %s", async (_name, type, body, reason) => {
    const { config } = await calendar.calendars.get({ calendarId });
    const authorization = (config.headers as Headers).get("authorization") ?? "";
    const headers = { authorization, "content-type": type };
    const url = "https://www.googleapis.com/calendar/v3/freeBusy";
    const response = await google.fetch(url, { method: "POST", headers, body });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { errors: [{ reason }] } });
  });
});

it("answers on the socket itself too, for callers that change the root URL", async () => {
  expect((await fetch(`${google.url}/calendar/v3/colors`)).status).toBe(401);
});
