import { auth, type calendar_v3, calendar as googleCalendar } from "googleapis/build/src/apis/calendar/index.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hasReason } from "./has-reason.ts";
import { type JwtOptions, jwtOptions } from "./jwt-options.ts";
import { type GoogleStandIn, startGoogleStandIn } from "./start-google-stand-in.ts";

const connect = (standIn: GoogleStandIn, options?: JwtOptions): calendar_v3.Calendar =>
  googleCalendar({ version: "v3", auth: new auth.JWT(jwtOptions(standIn, options)), retry: false });

const calendarId = "ada@example.com";
const morning = {
  start: { dateTime: "2026-11-23T09:00:00+01:00" },
  end: { dateTime: "2026-11-23T09:30:00+01:00" },
};

let google: GoogleStandIn;
let calendar: calendar_v3.Calendar;

beforeEach(async () => {
  google = await startGoogleStandIn({ clock: { now: () => Date.parse("2026-11-20T08:00:00Z") } });
  calendar = connect(google);
});

afterEach(async () => {
  expect(google.violations).toEqual([]);
  await google.close();
});

async function insert(requestBody: object = {}) {
  return (await calendar.events.insert({ calendarId, requestBody: { ...morning, ...requestBody } })).data;
}

describe("events.insert", () => {
  it("stores an event under the caller's id and shows it in the calendar's zone", async () => {
    const made = await insert({
      id: "booking01",
      summary: "Intro",
      start: { dateTime: "2026-11-23T08:00:00Z", timeZone: "UTC" },
      extendedProperties: { private: { bookingUid: "bk_1" } },
    });
    expect(made).toMatchObject({
      kind: "calendar#event",
      id: "booking01",
      iCalUID: "booking01@google.com",
      status: "confirmed",
      sequence: 0,
      summary: "Intro",
      start: { dateTime: "2026-11-23T09:00:00+01:00", timeZone: "UTC" },
      end: { dateTime: "2026-11-23T09:30:00+01:00", timeZone: "Europe/Berlin" },
      created: "2026-11-20T08:00:00.000Z",
      extendedProperties: { private: { bookingUid: "bk_1" } },
      organizer: { email: calendarId, self: true },
    });
    expect((await calendar.events.get({ calendarId, eventId: "booking01" })).data).toEqual(made);
    expect(google.events(calendarId)).toHaveLength(1);
  });

  it("makes up an id in Google's alphabet and keeps an iCalUID of the caller's", async () => {
    const made = await insert({ iCalUID: "booking@example.com" });
    expect(made.id).toMatch(/^[a-v0-9]{26}$/);
    expect(made.iCalUID).toBe("booking@example.com");
  });

  it.each(["abcd", "Booking01", "booking-01", "wxyz0", "a".repeat(1025)])("refuses the id %s", async (id) => {
    await expect(insert({ id })).rejects.toMatchObject({ status: 400, message: "Invalid resource id value." });
  });

  it("refuses an id that is taken, also by a deleted event", async () => {
    await insert({ id: "booking01" });
    await expect(insert({ id: "booking01" })).rejects.toMatchObject({ status: 409 });
    await calendar.events.delete({ calendarId, eventId: "booking01" });
    await expect(insert({ id: "booking01" })).rejects.toSatisfy(hasReason("duplicate"));
    google.purgeDeleted();
    await expect(insert({ id: "booking01" })).rejects.toSatisfy(hasReason("duplicate"));
    expect(google.events(calendarId)).toEqual([]);
  });

  it.each([
    [{ end: undefined }, "required", "Missing end time."],
    [{ start: {} }, "required", "Missing start time."],
    [{ end: { dateTime: "2026-11-23T07:00:00Z" } }, "timeRangeEmpty", "The specified time range is empty."],
    [{ start: { date: "2026-11-23" }, end: { date: "2026-11-23" } }, "timeRangeEmpty", "empty"],
    [{ start: { date: "2026-11-23" } }, "invalid", "both be date or both be dateTime"],
    [{ start: { dateTime: "2026-11-23T09:00:00" } }, "required", "Missing time zone definition for start time."],
    [{ start: { ...morning.start, timeZone: "Mars/Base" } }, "invalid", "Invalid time zone definition"],
    [{ start: { dateTime: "2026-02-30T09:00:00Z" } }, "invalid", "RFC 3339"],
    [{ colour: "red" }, "badRequest", 'Unknown name "colour": Cannot find field.'],
    [{ start: { ...morning.start, zone: "x" } }, "badRequest", 'Unknown name "start.zone"'],
    [{ sequence: "1" }, "invalid", "expected an integer"],
    [{ transparency: "busy" }, "invalid", "none of opaque, transparent"],
    [{ id: "booking01", iCalUID: "a@example.com" }, "invalid", "Only one of id and iCalUID"],
    [{ start: { ...morning.start }, recurrence: ["RRULE:FREQ=DAILY"] }, "required", "Missing time zone"],
  ])("refuses %j as %s", async (body, reason, message) => {
    const attempt = insert(body);
    await expect(attempt).rejects.toThrow(message);
    await expect(attempt).rejects.toSatisfy(hasReason(reason));
    expect(google.events(calendarId)).toEqual([]);
  });

  it("refuses a parameter that the method does not have", async () => {
    const attempt = calendar.events.get({ calendarId, eventId: "booking01" }, { params: { colour: "red" } });
    await expect(attempt).rejects.toSatisfy(hasReason("badRequest"));
  });

  it("drops long property names and cuts long values without a word, as Google does", async () => {
    const made = await insert({ extendedProperties: { private: { ["k".repeat(45)]: "x", kept: "v".repeat(1025) } } });
    expect(made.extendedProperties).toEqual({ private: { kept: "v".repeat(1024) } });
  });

  it("leaves out what equals the default", async () => {
    expect(await insert({ transparency: "opaque", guestsCanModify: false })).not.toHaveProperty("transparency");
  });

  it("answers 501 for what it does not play", async () => {
    const attempt = insert({ start: { ...morning.start, timeZone: "UTC" }, recurrence: ["RRULE:FREQ=MONTHLY"] });
    await expect(attempt).rejects.toMatchObject({ status: 501 });
  });
});

describe("guests", () => {
  const attendees = [{ email: "grace@example.com" }];

  it("are refused to a plain service account", async () => {
    await expect(insert({ attendees })).rejects.toSatisfy(hasReason("forbiddenForServiceAccounts"));
  });

  it("are invited by a service account that stands for a user", async () => {
    const delegated = await startGoogleStandIn({ delegation: true });
    const requestBody = { ...morning, attendees: [...attendees, { email: calendarId, responseStatus: "accepted" }] };
    const client = connect(delegated, { subject: calendarId });
    const { data } = await client.events.insert({ calendarId: "primary", sendUpdates: "all", requestBody });
    await delegated.close();
    expect(data.creator).toEqual({ email: calendarId, self: true });
    expect(data.attendees).toEqual([
      { email: "grace@example.com", responseStatus: "needsAction" },
      { email: calendarId, responseStatus: "accepted", self: true, organizer: true },
    ]);
  });
});

describe("events.update and events.patch", () => {
  it("replaces everything that is not named on update", async () => {
    await insert({ id: "booking01", summary: "Intro", location: "Room 1" });
    const requestBody = { ...morning, summary: "Second" };
    const { data } = await calendar.events.update({ calendarId, eventId: "booking01", requestBody });
    expect(data.summary).toBe("Second");
    expect(data).not.toHaveProperty("location");
    expect(data.iCalUID).toBe("booking01@google.com");
  });

  it("requires start and end on update, not on patch", async () => {
    await insert({ id: "booking01", extendedProperties: { private: { a: "1", b: "2" } }, location: "Room 1" });
    const bare = { summary: "Second" };
    await expect(calendar.events.update({ calendarId, eventId: "booking01", requestBody: bare })).rejects.toSatisfy(
      hasReason("required"),
    );
    const requestBody = { ...bare, location: null, extendedProperties: { private: { b: "3" } } };
    const { data } = await calendar.events.patch({ calendarId, eventId: "booking01", requestBody });
    expect(data).toMatchObject({ summary: "Second", extendedProperties: { private: { a: "1", b: "3" } } });
    expect(data).not.toHaveProperty("location");
  });

  it("raises the sequence when the time changes, takes a higher one and refuses a lower one", async () => {
    await insert({ id: "booking01" });
    const patch = (requestBody: object) => calendar.events.patch({ calendarId, eventId: "booking01", requestBody });
    expect((await patch({ summary: "Same time" })).data.sequence).toBe(0);
    expect((await patch({ start: { dateTime: "2026-11-23T08:00:00Z" } })).data.sequence).toBe(0);
    expect((await patch({ start: { dateTime: "2026-11-23T07:00:00Z" } })).data.sequence).toBe(1);
    expect((await patch({ sequence: 7 })).data.sequence).toBe(7);
    await expect(patch({ sequence: 6 })).rejects.toThrow("Invalid sequence value.");
  });

  it("changes the etag with every write and refuses a stale If-Match with 412", async () => {
    const first = await insert({ id: "booking01" });
    const write = (etag: string) =>
      calendar.events.patch(
        { calendarId, eventId: "booking01", requestBody: { summary: "Later" } },
        { headers: { "If-Match": etag } },
      );
    const second = (await write(first.etag ?? "")).data;
    expect(second.etag).not.toBe(first.etag);
    await expect(write(first.etag ?? "")).rejects.toMatchObject({ status: 412 });
    await expect(write(first.etag ?? "")).rejects.toSatisfy(hasReason("conditionNotMet"));
  });

  it("brings a deleted event back when told that it is confirmed", async () => {
    await insert({ id: "booking01" });
    await calendar.events.delete({ calendarId, eventId: "booking01" });
    const patch = (requestBody: object) => calendar.events.patch({ calendarId, eventId: "booking01", requestBody });
    expect((await patch({ summary: "Still gone" })).data.status).toBe("cancelled");
    expect((await patch({ status: "confirmed" })).data.status).toBe("confirmed");
  });

  it("answers 404 for an event that never was", async () => {
    const attempt = calendar.events.patch({ calendarId, eventId: "booking01", requestBody: {} });
    await expect(attempt).rejects.toSatisfy(hasReason("notFound"));
  });
});

describe("events.delete", () => {
  it("leaves a cancelled event behind and answers 410 the second time", async () => {
    await insert({ id: "booking01", summary: "Intro" });
    const remove = () => calendar.events.delete({ calendarId, eventId: "booking01", sendUpdates: "none" });
    expect((await remove()).status).toBe(204);
    const { data } = await calendar.events.get({ calendarId, eventId: "booking01" });
    expect(data).toMatchObject({ status: "cancelled", summary: "Intro" });
    await expect(remove()).rejects.toMatchObject({ status: 410 });
    await expect(remove()).rejects.toSatisfy(hasReason("deleted"));
  });

  it("keeps an event whose etag is another", async () => {
    await insert({ id: "booking01" });
    const attempt = calendar.events.delete({ calendarId, eventId: "booking01" }, { headers: { "If-Match": '"1"' } });
    await expect(attempt).rejects.toMatchObject({ status: 412 });
    expect(google.events(calendarId)[0]?.status).toBe("confirmed");
  });
});

describe("access", () => {
  const shared = (accessRole: "none" | "freeBusyReader" | "reader") =>
    startGoogleStandIn({ calendars: [{ id: calendarId, summary: "Ada", timeZone: "Europe/Berlin", accessRole }] });

  it("lets a reader read and not write", async () => {
    const standIn = await shared("reader");
    const event = standIn.addOutsideEvent(calendarId, { ...morning, summary: "Dentist" });
    const client = connect(standIn);
    expect((await client.events.get({ calendarId, eventId: event.id })).data.summary).toBe("Dentist");
    await expect(client.events.insert({ calendarId, requestBody: morning })).rejects.toSatisfy(
      hasReason("requiredAccessLevel"),
    );
    await standIn.close();
  });

  it("shows times and nothing else to whoever may see free/busy only", async () => {
    const standIn = await shared("freeBusyReader");
    standIn.addOutsideEvent(calendarId, {
      ...morning,
      summary: "Dentist",
      extendedProperties: { private: { bookingUid: "bk_1" } },
    });
    const { data } = await connect(standIn).events.list({ calendarId });
    await standIn.close();
    expect(data.items).toMatchObject([{ visibility: "private", start: { dateTime: "2026-11-23T09:00:00+01:00" } }]);
    expect(JSON.stringify(data.items)).not.toMatch(/Dentist|bk_1/);
  });

  it("says of a calendar that was never shared that there is none", async () => {
    const standIn = await shared("none");
    await expect(connect(standIn).events.list({ calendarId })).rejects.toMatchObject({ status: 404 });
    await standIn.close();
  });
});
