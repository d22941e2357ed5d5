import { type GoogleStandIn, googleErrorBody, startGoogleStandIn } from "@slotkit/testing/google";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { eventId } from "./event-id.ts";
import { eventSnapshot } from "./event-snapshot.fixture.ts";
import { googleCalendar } from "./google-calendar.ts";

const calendarId = "ada@example.com";
const booking = eventSnapshot();
const later = eventSnapshot({
  version: 2,
  start: Date.parse("2026-11-24T14:00:00+01:00"),
  end: Date.parse("2026-11-24T14:30:00+01:00"),
});
const id = (generation: number) => eventId(booking.uid, generation);
const inserts = { method: "POST", path: /\/events$/ };
const patches = { method: "PATCH" };

let google: GoogleStandIn;

beforeEach(async () => {
  google = await startGoogleStandIn({ delegation: true });
});

afterEach(async () => {
  expect(google.violations).toEqual([]);
  await google.close();
});

function calendar(options: { subject?: string } = {}) {
  return googleCalendar({ credentials: { serviceAccount: google.credentials }, fetch: google.fetch, ...options });
}

function put(snapshot = booking, calendarEventId: string | null = null) {
  return calendar().putEvent({ calendarId, calendarEventId, event: snapshot });
}

const all = () => google.events(calendarId);
const live = () => all().filter(({ status }) => status !== "cancelled");
const writes = () => google.requests.filter(({ method, path }) => method !== "GET" && path !== "/token");

describe("putEvent, the walk", () => {
  it("inserts once, under the derived id, with Google's iCalUID for it", async () => {
    expect(await put()).toEqual({ calendarEventId: id(0) });
    expect(live()).toMatchObject([
      {
        id: id(0),
        iCalUID: calendar().icalUid(booking.uid, id(0)),
        summary: "Introduction: Grace Example",
        start: { dateTime: "2026-11-23T09:00:00+01:00", timeZone: "Europe/Berlin" },
        extendedProperties: { private: { slotkitUid: booking.uid, slotkitVersion: "1", slotkitClient: "default" } },
      },
    ]);
    expect(live()[0]?.attendees).toBeUndefined();
    expect(calendar().icalUid(booking.uid, null)).toBe(`${id(0)}@google.com`);
    expect(google.requests.every(({ path, query }) => path === "/token" || query.includes("sendUpdates=none"))).toBe(
      true,
    );
  });

  it("moves the same event, and leaves alone what a person added to it", async () => {
    await put();
    google.changeOutside(calendarId, id(0), { colorId: "5" });
    expect(await put(later, id(0))).toEqual({ calendarEventId: id(0) });
    expect(live()).toMatchObject([{ id: id(0), colorId: "5", start: { dateTime: "2026-11-24T14:00:00+01:00" } }]);
    expect(google.requests.some(({ method }) => method === "DELETE")).toBe(false);
  });

  it("clears a text that is no longer there", async () => {
    await put();
    await put(eventSnapshot({ version: 2, eventType: { ...booking.eventType, location: null } }), id(0));
    expect(live()[0]?.location ?? "").toBe("");
  });

  it("refuses a booking that has no event", async () => {
    await expect(put(eventSnapshot({ status: "cancelled" }))).rejects.toMatchObject({ kind: "permanent" });
    expect(google.requests).toEqual([]);
  });
});

describe("putEvent, repeated", () => {
  it("meets its own insert when the answer was lost, and makes no second event", async () => {
    google.faults.add({ ...inserts, fault: { kind: "reset", commit: true } });
    await expect(put()).rejects.toMatchObject({ kind: "unknown_outcome" });
    expect(await put()).toEqual({ calendarEventId: id(0) });
    expect(live()).toHaveLength(1);
  });

  it.each([
    { name: "half a body", fault: { kind: "halfBody" } as const },
    {
      name: "an HTML page with status 200",
      fault: { kind: "answer", status: 200, body: "<html>", commit: true } as const,
    },
  ])("does not know the outcome of an insert answered by $name", async ({ fault }) => {
    google.faults.add({ ...inserts, fault });
    await expect(put()).rejects.toMatchObject({ kind: "unknown_outcome" });
    expect(await put()).toEqual({ calendarEventId: id(0) });
    expect(live()).toHaveLength(1);
  });

  it("never writes an older revision over a newer one", async () => {
    await put(later);
    expect(await put(booking, id(0))).toEqual({ calendarEventId: id(0) });
    expect(await put(booking)).toEqual({ calendarEventId: id(0) });
    expect(live()).toMatchObject([{ start: { dateTime: "2026-11-24T14:00:00+01:00" } }]);
  });

  it("passes a refusal on and stores nothing", async () => {
    google.faults.add({ ...inserts, fault: { kind: "answer", status: 503, body: "<html>" } });
    await expect(put()).rejects.toMatchObject({ kind: "transient", status: 503 });
    expect(writes()).toHaveLength(1);
    expect(all()).toEqual([]);
  });
});

describe("putEvent, events that went", () => {
  it("makes a deleted event anew under the next generation", async () => {
    await put();
    google.changeOutside(calendarId, id(0), { status: "cancelled" });
    expect(await put(later, id(0))).toEqual({ calendarEventId: id(1) });
    expect(live()).toHaveLength(1);
  });

  it("also when its traces are gone, though the id stays taken", async () => {
    await put();
    google.changeOutside(calendarId, id(0), { status: "cancelled" });
    google.purgeDeleted();
    expect(await put(later, id(0))).toEqual({ calendarEventId: id(1) });
    expect(await put(later)).toEqual({ calendarEventId: id(1) });
    expect(live()).toHaveLength(1);
  });

  it("finds the live one among twenty used ids", async () => {
    let calendarEventId: string | null = null;
    for (let round = 0; round < 20; round += 1) {
      ({ calendarEventId } = await put(booking, calendarEventId));
      await calendar().removeEvent({ calendarId, calendarEventId, clientId: "default", uid: booking.uid });
    }
    expect(await put()).toEqual({ calendarEventId: id(20) });
    expect(live()).toHaveLength(1);
  });

  it("gives up after a bounded number of used ids", async () => {
    for (let generation = 0; generation < 32; generation += 1) {
      google.addOutsideEvent(calendarId, {
        id: id(generation),
        status: "cancelled",
        start: { date: "2026-11-23" },
        end: { date: "2026-11-24" },
      });
    }
    await expect(put()).rejects.toMatchObject({ kind: "stale" });
    expect(live()).toEqual([]);
  });

  it("leaves a foreign event alone that stands under our id", async () => {
    google.addOutsideEvent(calendarId, {
      id: id(0),
      summary: "Foreign",
      start: { date: "2026-11-23" },
      end: { date: "2026-11-24" },
    });
    expect(await put()).toEqual({ calendarEventId: id(1) });
    expect(live()).toMatchObject([{ summary: "Foreign" }, { summary: "Introduction: Grace Example" }]);
  });

  it("takes a 404 that is not Google's for a gateway's, not for a missing event", async () => {
    await put();
    google.faults.add({ method: "GET", path: /\/events\//, fault: { kind: "answer", status: 404, body: "<html>" } });
    await expect(put(later, id(0))).rejects.toMatchObject({ kind: "transient", status: 404 });
    expect(live()).toMatchObject([{ id: id(0) }]);
  });
});

describe("putEvent, edited by others meanwhile", () => {
  const changed = {
    kind: "answer",
    status: 412,
    body: googleErrorBody({ status: 412, reason: "conditionNotMet", message: "Precondition Failed" }),
  } as const;

  it("writes only over what it read, so a change in between is read first", async () => {
    await put();
    let meddled = false;
    const meddle: typeof fetch = (input, init) => {
      if (init?.method === "PATCH" && !meddled) google.changeOutside(calendarId, id(0), { colorId: "5" });
      meddled ||= init?.method === "PATCH";
      return google.fetch(input, init);
    };
    const meddling = googleCalendar({ credentials: { serviceAccount: google.credentials }, fetch: meddle });
    await meddling.putEvent({ calendarId, calendarEventId: id(0), event: later });
    expect(live()).toMatchObject([{ colorId: "5", start: { dateTime: "2026-11-24T14:00:00+01:00" } }]);
    expect(writes().map(({ method }) => method)).toEqual(["POST", "PATCH", "PATCH"]);
  });

  it("stops after three", async () => {
    await put();
    google.faults.add({ ...patches, times: Number.POSITIVE_INFINITY, fault: changed });
    await expect(put(later, id(0))).rejects.toMatchObject({ kind: "stale", reason: "conditionNotMet" });
    expect(writes().filter(({ method }) => method === "PATCH")).toHaveLength(3);
  });

  it("makes the event anew when it is deleted between reading and writing", async () => {
    await put();
    const gone = { status: 410, reason: "deleted", message: "Resource has been deleted" };
    google.faults.add({ ...patches, fault: { kind: "answer", status: 410, body: googleErrorBody(gone) } });
    google.faults.add({
      method: "GET",
      path: /\/events\//,
      skip: 1,
      fault: { kind: "answer", status: 410, body: googleErrorBody(gone) },
    });
    expect(await put(later, id(0))).toEqual({ calendarEventId: id(1) });
  });
});

describe("putEvent, inviting", () => {
  const invite = (snapshot = booking, calendarEventId: string | null = null) =>
    calendar({ subject: calendarId }).putEvent({ calendarId, calendarEventId, event: snapshot });

  it("invites through Google when it acts for a user", async () => {
    await invite(eventSnapshot({ guests: ["alan@example.net"] }));
    expect(live()[0]?.attendees).toMatchObject([{ email: "grace@example.org" }, { email: "alan@example.net" }]);
  });

  it.each([
    { name: "keeps answers while the time stands", change: { version: 2 }, grace: "accepted", eve: "tentative" },
    {
      name: "asks again when the event moves",
      change: { version: 2, start: later.start, end: later.end },
      grace: "needsAction",
      eve: "needsAction",
    },
  ])("keeps people that a person added, and $name", async ({ change, grace, eve }) => {
    await invite();
    google.changeOutside(calendarId, id(0), {
      attendees: [
        { email: calendarId, responseStatus: "accepted" },
        { email: "Grace@example.org", responseStatus: "accepted" },
        { email: "eve@example.net", responseStatus: "tentative" },
      ],
    });
    await invite(eventSnapshot({ ...change, guests: ["alan@example.net"] }), id(0));
    expect(live()[0]?.attendees).toMatchObject([
      { email: calendarId, responseStatus: "accepted" },
      { email: "Grace@example.org", responseStatus: grace },
      { email: "eve@example.net", responseStatus: eve },
      { email: "alan@example.net", responseStatus: "needsAction" },
    ]);
  });

  it("takes off whom it invited and who comes no more, and nobody else", async () => {
    await invite(eventSnapshot({ guests: ["alan@example.net"] }));
    const [invited] = live();
    google.changeOutside(calendarId, id(0), {
      attendees: [...(invited?.attendees ?? []), { email: "eve@example.net", responseStatus: "accepted" }],
    });
    await invite(eventSnapshot({ version: 2 }), id(0));
    const emails = () => live()[0]?.attendees?.map(({ email }) => email);
    expect(emails()).toEqual(["grace@example.org", "eve@example.net"]);
    await invite(eventSnapshot({ version: 3, guests: ["alan@example.net"] }), id(0));
    expect(emails()).toEqual(["grace@example.org", "eve@example.net", "alan@example.net"]);
  });

  it.each(["quotaExceeded", "forbiddenForServiceAccounts"])(
    "writes the event without attendees after %s",
    async (reason) => {
      const body = googleErrorBody({
        status: 403,
        domain: "usageLimits",
        reason,
        message: "Calendar usage limits exceeded.",
      });
      google.faults.add({ ...inserts, fault: { kind: "answer", status: 403, body } });
      expect(await invite()).toEqual({ calendarEventId: id(0) });
      expect(live()[0]?.attendees).toBeUndefined();
    },
  );

  it("still fails when the calendar takes nothing at all", async () => {
    const body = googleErrorBody({ status: 403, domain: "usageLimits", reason: "quotaExceeded", message: "x" });
    google.faults.add({ ...inserts, times: 2, fault: { kind: "answer", status: 403, body } });
    await expect(invite()).rejects.toMatchObject({ kind: "exhausted", retryAfterMs: 3_600_000 });
  });
});

describe("putEvent, configuration", () => {
  it.each([
    ["nobody@example.com", "permanent", "notFound"],
    ["reader@example.com", "permanent", "requiredAccessLevel"],
  ])("names what is wrong with %s", async (calendarId, kind, reason) => {
    await google.close();
    google = await startGoogleStandIn({
      calendars: [{ id: "reader@example.com", summary: "R", timeZone: "UTC", accessRole: "reader" }],
    });
    await expect(calendar().putEvent({ calendarId, calendarEventId: null, event: booking })).rejects.toMatchObject({
      kind,
      reason,
    });
  });
});
