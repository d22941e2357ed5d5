import type { BookingSnapshot, CallOptions, RecordBookingRequest } from "@slotkit/core";
import { createFakeClock } from "@slotkit/testing/clock";
import {
  type HubSpotStandIn,
  type HubSpotStandInOptions,
  missingScopesFault,
  startHubSpotStandIn,
} from "@slotkit/testing/hubspot";
import { afterEach, describe, expect, it } from "vitest";
import { bookingFixture } from "./booking-snapshot.fixture.ts";
import { type HubSpotCrm, hubspot } from "./hubspot.ts";
import type { HubSpotOptions } from "./hubspot-options.ts";

type Pace = NonNullable<CallOptions["pace"]>;

const meetings = "/crm/objects/2026-09/meetings";
const clock = () => createFakeClock({ startMs: Date.parse("2026-11-20T08:00:00Z") });

let standIn: HubSpotStandIn;
afterEach(async () => {
  expect(standIn.violations).toEqual([]);
  await standIn.close();
});

async function connect(options: Partial<HubSpotOptions> = {}, account: HubSpotStandInOptions = {}) {
  standIn = await startHubSpotStandIn(account);
  const crm = hubspot({ accessToken: standIn.token, basePath: standIn.url, ...options });
  await crm.ensureProperties();
  return crm;
}
const record = (crm: HubSpotCrm, booking: Partial<BookingSnapshot> = {}, known: Partial<RecordBookingRequest> = {}) =>
  crm.recordBooking({ booking: bookingFixture(booking), contactId: null, meetingId: null, latest: true, ...known });
const requestsSince = (start: number) =>
  standIn.requests.slice(start).map(({ method, path }) => `${method} ${decodeURIComponent(path)}`);

describe("the meeting of a booking", () => {
  it("is made with its contact in one call, and shows what was said", async () => {
    const crm = await connect();
    const { contactId, meetingId } = await record(crm, {
      eventType: { slug: "intro", title: "Introduction call", description: null, location: "Room 4" },
      notes: "<b>Moths</b>\n& relays",
      labelledAnswers: [{ label: "Tools", answer: ["pen", "paper"] }],
    });
    const [meeting] = standIn.meetings();
    expect(meeting).toMatchObject({ id: meetingId, contactIds: [contactId] });
    expect(meeting?.properties).toMatchObject({
      hs_meeting_title: "Introduction call · Grace Brewster Hopper",
      hs_meeting_start_time: "2026-11-25T13:00:00Z",
      hs_meeting_end_time: "2026-11-25T13:30:00Z",
      hs_timestamp: "2026-11-25T13:00:00Z",
      hs_meeting_outcome: "SCHEDULED",
      hs_meeting_location: "Room 4",
      hs_meeting_body: "<p>&lt;b&gt;Moths&lt;/b&gt;<br>&amp; relays</p><p>Tools: pen, paper</p>",
      hs_internal_meeting_notes: "SlotKit booking bk_1",
    });
  });

  it("costs one call when it is known, and keeps what people wrote", async () => {
    const crm = await connect();
    const ids = await record(crm);
    const before = standIn.requests.length;
    await record(crm, { status: "cancelled" }, ids);
    expect(requestsSince(before)).toEqual([
      `PATCH /crm/objects/2026-09/contacts/${ids.contactId}`,
      `PATCH ${meetings}/${ids.meetingId}`,
    ]);
    const body = standIn.requests.at(-1)?.body ?? "";
    expect(Object.keys(JSON.parse(body).properties).sort()).toEqual([
      "hs_meeting_end_time",
      "hs_meeting_outcome",
      "hs_meeting_start_time",
      "hs_timestamp",
    ]);
  });

  it.each([
    { kind: "reset", commit: true },
    { kind: "halfBody" },
    { kind: "answer", status: 504, body: "<html>gateway</html>", commit: true },
    { kind: "answer", status: 201, body: "<html>a proxy</html>", commit: true },
  ] as const)("is made once though the answer to its creation was %o", async (fault) => {
    const crm = await connect();
    standIn.faults.add({ method: "POST", path: meetings, fault });
    await expect(record(crm)).rejects.toMatchObject({ kind: "unknown_outcome", retryAfterMs: 30_000 });
    const { meetingId } = await record(crm);
    expect(standIn.meetings().map(({ id }) => id)).toEqual([meetingId]);
  });

  it("is made once though the caller gave up while HubSpot was slow", async () => {
    const time = clock();
    const crm = await connect({ clock: time, timeoutMs: 2_000 });
    standIn.faults.add({ method: "POST", path: meetings, fault: { kind: "hang", commit: true } });
    const given = record(crm).catch((error: unknown) => error);
    while (!requestsSince(0).includes(`POST ${meetings}`)) await new Promise(setImmediate);
    await time.advance(2_000);
    expect(await given).toMatchObject({ kind: "unknown_outcome", reason: "timeout" });
    await record(crm);
    expect(standIn.meetings()).toHaveLength(1);
  });

  it("is one again when a late request has made a second", async () => {
    const crm = await connect();
    const { contactId, meetingId } = await record(crm);
    const associations = [
      { to: { id: contactId }, types: [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: 200 }] },
    ];
    const properties = { ...standIn.meetings()[0]?.properties };
    await fetch(`${standIn.url}${meetings}`, {
      method: "POST",
      headers: { authorization: `Bearer ${standIn.token}` },
      body: JSON.stringify({ properties, associations }),
    });
    expect(standIn.meetings()).toHaveLength(2);
    await record(crm, { status: "cancelled" });
    expect(standIn.meetings().map(({ id, properties: { hs_meeting_outcome: outcome } }) => [id, outcome])).toEqual([
      [meetingId, "CANCELED"],
    ]);
  });

  it("is found though people have written into its notes, and never mistaken for another's", async () => {
    const crm = await connect();
    const first = await record(crm, { uid: "bk_1" });
    const second = await record(crm, { uid: "bk_11" });
    await patch(second.meetingId, { hs_internal_meeting_notes: "<p>SlotKit booking bk_11</p><p>Was nice.</p>" });
    expect((await record(crm, { uid: "bk_11" })).meetingId).toBe(second.meetingId);
    expect((await record(crm, { uid: "bk_1" })).meetingId).toBe(first.meetingId);
    expect(standIn.meetings()).toHaveLength(2);
  });

  it("is found among more than a batch of them", async () => {
    const crm = await connect({}, { limits: { perTenSeconds: 10_000 } });
    const { contactId } = await record(crm, { uid: "bk_0" });
    for (let index = 1; index <= 101; index++) await record(crm, { uid: `bk_${index}` }, { contactId });
    expect((await record(crm, { uid: "bk_101" })).contactId).toBe(contactId);
    expect(standIn.meetings()).toHaveLength(102);
  });

  it("is made anew when somebody has deleted it", async () => {
    const crm = await connect();
    const ids = await record(crm);
    await remove(ids.meetingId);
    const { meetingId } = await record(crm, {}, ids);
    expect(meetingId).not.toBe(ids.meetingId);
    expect(standIn.meetings().map(({ id }) => id)).toEqual([meetingId]);
  });

  it("moves along when contacts are merged", async () => {
    const crm = await connect();
    const ids = await record(crm);
    const other = await record(crm, {
      uid: "bk_2",
      attendee: { ...bookingFixture().attendee, email: "hopper@example.com" },
    });
    const response = await send("POST", "/crm/objects/2026-09/contacts/merge", {
      primaryObjectId: other.contactId,
      objectIdToMerge: ids.contactId,
    });
    const { id } = (await response.json()) as { id: string };
    expect(await record(crm, { status: "cancelled" }, ids)).toMatchObject({ contactId: id, meetingId: ids.meetingId });
    expect(standIn.contacts()).toHaveLength(1);
    expect(standIn.meetings()).toHaveLength(2);
  });

  it("waits until a request has been agreed to, and follows when one that was is asked for again", async () => {
    const crm = await connect();
    expect((await record(crm, { status: "pending" })).meetingId).toBeNull();
    expect((await record(crm, { status: "rejected" })).meetingId).toBeNull();
    expect(standIn.meetings()).toEqual([]);
    const ids = await record(crm, { status: "confirmed" });
    await record(crm, { status: "pending", moved: true }, ids);
    expect(standIn.meetings().map(({ properties }) => properties.hs_meeting_outcome)).toEqual(["RESCHEDULED"]);
  });

  it("keeps a value that the contact refused", async () => {
    const crm = await connect({
      answers: { topic: { property: "hs_lead_status", type: "enumeration", options: ["NEW"] } },
    });
    expect((await record(crm, { answers: { topic: "Moths & co" } })).leftOut).toEqual(["hs_lead_status"]);
    expect(standIn.meetings()[0]?.properties.hs_meeting_body).toBe("<p>hs_lead_status: Moths &amp; co</p>");
  });

  it("is left out where the key may not write it, and contacts stay true", async () => {
    const crm = await connect();
    standIn.faults.add({ path: /meetings/, fault: missingScopesFault("crm.objects.contacts.write") });
    expect(await record(crm)).toMatchObject({ meetingId: null, leftOut: ["meeting"] });
    expect(standIn.contacts()).toHaveLength(1);
  });

  it("is not made at all when that is the option", async () => {
    const crm = await connect({ meetings: false });
    expect((await record(crm)).meetingId).toBeNull();
    expect(standIn.meetings()).toEqual([]);
  });
});

describe("the pace", () => {
  it("is waited for by every request, and its refusal is let through", async () => {
    const crm = await connect({ hostAsOwner: "onCreate" });
    const before = standIn.requests.length;
    let asked = 0;
    const pace: Pace = (request) => {
      asked++;
      return request(new AbortController().signal);
    };
    const request = { booking: bookingFixture(), contactId: null, meetingId: null, latest: true };
    await crm.recordBooking(request, { pace });
    expect(asked).toBe(standIn.requests.length - before);
    const refusal = new Error("no room");
    await expect(crm.recordBooking(request, { pace: () => Promise.reject(refusal) })).rejects.toBe(refusal);
  });
});

describe("the owner", () => {
  const owners = [{ id: "71", email: "Ada@example.com" }];
  const ownersOf = () => ({
    contact: standIn.contacts()[0]?.properties.hubspot_owner_id,
    meeting: standIn.meetings()[0]?.properties.hubspot_owner_id,
  });

  it("is the first host for what is made here, and looked up once", async () => {
    const crm = await connect({ hostAsOwner: "onCreate" }, { owners });
    await record(crm);
    await record(crm, { uid: "bk_2" });
    expect(ownersOf()).toEqual({ contact: "71", meeting: "71" });
    expect(standIn.requests.filter(({ path }) => path.includes("owners"))).toHaveLength(1);
  });

  it.each([
    ["onCreate", "70"],
    ["always", "71"],
  ] as const)("of a contact that has one stays with %s: %s", async (hostAsOwner, expected) => {
    const crm = await connect({ hostAsOwner }, { owners });
    await send("POST", "/crm/objects/2026-09/contacts", {
      properties: { email: "grace@example.com", hubspot_owner_id: "70" },
    });
    await record(crm);
    expect(ownersOf()).toEqual({ contact: expected, meeting: "71" });
  });

  it("is nobody without the option, and for a host who is no user of HubSpot", async () => {
    await record(await connect({}, { owners }));
    expect(ownersOf()).toEqual({ contact: undefined, meeting: undefined });
    await standIn.close();
    await record(await connect({ hostAsOwner: "always" }, { owners: [] }));
    expect(ownersOf()).toEqual({ contact: undefined, meeting: undefined });
  });

  it("is left out where the key may not read owners", async () => {
    const crm = await connect(
      { hostAsOwner: "always" },
      {
        owners,
        scopes: [
          "crm.objects.contacts.read",
          "crm.objects.contacts.write",
          "crm.schemas.contacts.read",
          "crm.schemas.contacts.write",
        ],
      },
    );
    expect((await record(crm)).leftOut).toEqual(["hubspot_owner_id"]);
  });
});

function send(method: string, path: string, body?: object): Promise<Response> {
  const headers = { authorization: `Bearer ${standIn.token}` };
  return fetch(`${standIn.url}${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
}
const patch = (id: string | null, properties: object) => send("PATCH", `${meetings}/${id}`, { properties });
const remove = (id: string | null) => send("DELETE", `${meetings}/${id}`);
