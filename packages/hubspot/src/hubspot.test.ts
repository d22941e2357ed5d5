import { Client } from "@hubspot/api-client";
import type { BookingSnapshot, CallOptions, IntegrationError, RecordBookingRequest } from "@slotkit/core";
import { createFakeClock } from "@slotkit/testing/clock";
import {
  type HubSpotStandIn,
  type HubSpotStandInOptions,
  lockedFault,
  migratingFault,
  missingScopesFault,
  type PropertyType,
  rateLimitedFault,
  startHubSpotStandIn,
} from "@slotkit/testing/hubspot";
import { afterEach, describe, expect, it } from "vitest";
import { bookingFixture } from "./booking-snapshot.fixture.ts";
import { type HubSpotCrm, hubspot } from "./hubspot.ts";
import type { HubSpotOptions } from "./hubspot-options.ts";

let standIn: HubSpotStandIn;
afterEach(async () => {
  expect(standIn.violations).toEqual([]);
  await standIn.close();
});

async function connect(
  options: Partial<HubSpotOptions> = {},
  account: HubSpotStandInOptions = {},
): Promise<HubSpotCrm> {
  standIn = await startHubSpotStandIn(account);
  return hubspot({ accessToken: standIn.token, basePath: standIn.url, meetings: false, ...options });
}
async function connectReady(
  options: Partial<HubSpotOptions> = {},
  account: HubSpotStandInOptions = {},
): Promise<HubSpotCrm> {
  const crm = await connect(options, account);
  await crm.ensureProperties();
  return crm;
}
const record = (
  crm: HubSpotCrm,
  booking: BookingSnapshot,
  known: Partial<RecordBookingRequest> = {},
  options: CallOptions = {},
) => crm.recordBooking({ booking, contactId: null, meetingId: null, latest: true, ...known }, options);
const failureOf = (work: Promise<unknown>): Promise<IntegrationError> =>
  work.then(
    () => Promise.reject(new Error("it was written")),
    (error: unknown) => error as IntegrationError,
  );
const seed = async (properties: Record<string, string>) =>
  new Client({
    accessToken: standIn.token,
    basePath: standIn.url,
    numberOfApiCallRetries: 0,
  }).crm.contacts.basicApi.create({
    properties,
    associations: [],
  });
const call = (method: string, path: string) =>
  new Client({ accessToken: standIn.token, basePath: standIn.url }).apiRequest({ method, path });
const calls = () => standIn.requests.map(({ method, path }) => `${method} ${decodeURIComponent(path)}`);
const expected = {
  firstname: "Grace",
  lastname: "Brewster Hopper",
  phone: "+1 555 0100",
  company: "Compilers Ltd",
  slotkit_last_booking_date: "2026-11-25T13:00:00Z",
  slotkit_last_booking_status: "confirmed",
  slotkit_last_booking_event_type: "Introduction call",
  slotkit_last_booking_uid: "bk_1",
};

describe.each(["2026-09", "v3"] as const)("hubspot over %s", (apiVersion) => {
  it("makes the contact of a new attendee, once", async () => {
    const crm = await connectReady({ apiVersion });
    const { contactId, leftOut } = await record(crm, bookingFixture());
    expect(leftOut).toEqual([]);
    expect(standIn.contacts()).toEqual([expect.objectContaining({ id: contactId })]);
    expect(standIn.contacts()[0]?.properties).toMatchObject({
      ...expected,
      email: "grace@example.com",
      lifecyclestage: "lead",
    });

    expect(await record(crm, bookingFixture({ status: "cancelled" }))).toEqual({
      contactId,
      meetingId: null,
      leftOut: [],
    });
    expect(standIn.contacts()).toHaveLength(1);
    expect(standIn.contacts()[0]?.properties.slotkit_last_booking_status).toBe("cancelled");
  });

  it("makes its properties and their group, once", async () => {
    const crm = await connect({ apiVersion });
    const nothing = { created: [], converted: [], unfit: [], missingOptions: [] };
    const created = [
      "slotkit_last_booking_date",
      "slotkit_last_booking_inquiry",
      "slotkit_last_booking_status",
      "slotkit_last_booking_event_type",
      "slotkit_last_booking_uid",
    ];
    expect(await crm.ensureProperties({ dryRun: true })).toEqual({ ...nothing, created });
    expect(calls()).toHaveLength(1);
    expect(await crm.ensureProperties()).toEqual({ ...nothing, created });
    expect(await crm.ensureProperties()).toEqual(nothing);
    expect(calls().filter((call) => call.startsWith("POST"))).toHaveLength(1 + created.length);
  });

  it("checks the token by a call to the account", async () => {
    const crm = await connect({ apiVersion, clock: createFakeClock({ startMs: 0 }) });
    expect(await crm.check()).toEqual({ state: "ok", latencyMs: 0, detail: null });
    expect(calls()).toEqual([`GET /account-info/${apiVersion}/details`]);
  });
});

describe("finding the contact", () => {
  it("goes by the known id alone", async () => {
    const crm = await connectReady();
    const { id } = await seed({ email: "other@example.com" });
    const before = standIn.requests.length;
    expect((await record(crm, bookingFixture(), { contactId: id })).contactId).toBe(id);
    expect(calls().slice(before)).toEqual([`PATCH /crm/objects/2026-09/contacts/${id}`]);
    expect(standIn.contacts()[0]?.properties.email).toBe("other@example.com");
  });

  it("drops an id that HubSpot no longer knows and goes by the address", async () => {
    const crm = await connectReady();
    const { id } = await seed({ email: "grace@example.com" });
    expect((await record(crm, bookingFixture(), { contactId: "999999" })).contactId).toBe(id);
    expect(standIn.contacts()).toHaveLength(1);
  });

  it("keeps the stage and what it does not know of a contact that is there", async () => {
    const crm = await connectReady();
    await seed({ email: "grace@example.com", lifecyclestage: "customer", phone: "+1 555 0199" });
    const attendee = { ...bookingFixture().attendee, phone: null, company: "" };
    await record(crm, bookingFixture({ attendee }));
    expect(standIn.contacts()[0]?.properties).toMatchObject({ lifecyclestage: "customer", phone: "+1 555 0199" });
    const bodies = standIn.requests.filter(({ method }) => method === "PATCH").map(({ body }) => body);
    expect(bodies.join("")).not.toMatch(/"email"|lifecyclestage|:""/);
  });

  it("finds the contact by a secondary address", async () => {
    const crm = await connectReady();
    const { id } = await seed({ email: "hopper@example.com", hs_additional_emails: "grace@example.com" });
    expect((await record(crm, bookingFixture())).contactId).toBe(id);
    expect(standIn.contacts()[0]?.properties.email).toBe("hopper@example.com");
  });

  it("ends with one contact when many first bookings of one address race, whatever the search index knows", async () => {
    const crm = await connectReady({}, { searchLagMs: 30_000, limits: { perTenSeconds: 1_000 } });
    const bookings = Array.from({ length: 20 }, (_, index) => bookingFixture({ uid: `bk_${index}` }));
    const results = await Promise.all(bookings.map((booking) => record(crm, booking)));
    expect(standIn.contacts()).toHaveLength(1);
    expect(new Set(results.map(({ contactId }) => contactId))).toEqual(new Set([standIn.contacts()[0]?.id]));
    expect(calls().some((call) => call.includes("search"))).toBe(false);
  });

  it.each([
    ["Contact already exists. Existing ID: 501", true],
    ["Contact already exists.", false],
  ])("settles a lost race: %s", async (message, named) => {
    const crm = await connectReady();
    const { id } = await seed({ email: "grace@example.com" });
    expect(id).toBe("501");
    standIn.faults.add({
      method: "PATCH",
      path: /grace/,
      fault: { kind: "answer", status: 404, body: { status: "error", message: "resource not found" } },
    });
    standIn.faults.add({
      method: "POST",
      path: /\/contacts$/,
      fault: { kind: "answer", status: 409, body: { status: "error", category: "CONFLICT", message } },
    });
    const before = standIn.requests.length;
    expect((await record(crm, bookingFixture())).contactId).toBe(id);
    const last = calls().slice(before).at(-1);
    expect(last).toBe(`PATCH /crm/objects/2026-09/contacts/${named ? id : "grace@example.com"}`);
  });

  it("creates nothing because of an error page", async () => {
    const crm = await connectReady();
    standIn.faults.add({ method: "PATCH", fault: { kind: "answer", status: 404, body: "<html>not here</html>" } });
    expect(await failureOf(record(crm, bookingFixture()))).toMatchObject({ kind: "stale", status: 404 });
    expect(standIn.contacts()).toHaveLength(0);
  });
});

describe("partial success", () => {
  it("writes the contact and says which properties are missing in an account whose properties the key may not read", async () => {
    const crm = await connect({}, { scopes: ["crm.objects.contacts.read", "crm.objects.contacts.write"] });
    const { contactId, leftOut } = await record(crm, bookingFixture());
    expect([...leftOut].sort()).toEqual(
      Object.keys(expected)
        .filter((name) => name.startsWith("slotkit_"))
        .sort(),
    );
    expect(standIn.contacts()).toEqual([expect.objectContaining({ id: contactId })]);
    expect(standIn.contacts()[0]?.properties).toMatchObject({
      firstname: "Grace",
      email: "grace@example.com",
      lifecyclestage: "lead",
    });
  });

  const ownProperty = (type: PropertyType, fieldType: string) => ({
    name: "next_call",
    label: "Next call",
    type,
    fieldType,
    groupName: "contactinformation",
  });
  const onlyDate = {
    properties: {
      bookingDate: "next_call",
      bookingInquiry: false,
      bookingStatus: false,
      bookingEventType: false,
      bookingUid: false,
    },
  } as const;

  it("converts a fact into the type that the property has", async () => {
    const crm = await connect(onlyDate, { properties: [ownProperty("date", "date")] });
    expect(await crm.prepare?.()).toEqual([]);
    expect(await crm.ensureProperties()).toEqual({
      created: [],
      converted: [{ name: "next_call", type: "date", needed: "datetime" }],
      unfit: [],
      missingOptions: [],
    });
    expect((await record(crm, bookingFixture({ start: Date.parse("2026-11-25T23:30:00Z") }))).leftOut).toEqual([]);
    expect(standIn.contacts()[0]?.properties.next_call).toBe("2026-11-26");
  });

  it("refuses at the start to write a fact into a property that cannot hold it", async () => {
    const crm = await connect(onlyDate, { properties: [ownProperty("number", "number")] });
    expect(await crm.prepare?.()).toEqual([
      expect.stringContaining("next_call is of type number and cannot hold a datetime"),
    ]);
    expect((await record(crm, bookingFixture())).leftOut).toEqual(["next_call"]);
    expect(standIn.requests.map(({ body }) => body).join("")).not.toContain("next_call");
    expect(await crm.check()).toMatchObject({ state: "degraded", detail: expect.stringContaining("next_call") });
  });

  it("says which choices the property does not offer", async () => {
    const options = [{ label: "Confirmed", value: "confirmed" }];
    const crm = await connect(
      { properties: { ...onlyDate.properties, bookingDate: false, bookingStatus: "next_call" } },
      { properties: [{ ...ownProperty("enumeration", "select"), options }] },
    );
    expect(await crm.prepare?.()).toEqual([
      expect.stringContaining("next_call does not offer pending, rejected, cancelled, completed"),
    ]);
    expect((await record(crm, bookingFixture())).leftOut).toEqual([]);
    expect((await record(crm, bookingFixture({ status: "cancelled" }))).leftOut).toEqual(["next_call"]);
  });

  it("makes a property again that somebody has archived, for the next booking", async () => {
    const clock = createFakeClock({ startMs: Date.parse("2026-11-20T08:00:00Z") });
    const crm = await connectReady({ clock }, { clock });
    await call("DELETE", "/crm/properties/2026-09/contacts/slotkit_last_booking_uid");
    await clock.advance(6 * 60_000);
    expect((await record(crm, bookingFixture())).leftOut).toEqual(["slotkit_last_booking_uid"]);
    expect((await record(crm, bookingFixture())).leftOut).toEqual([]);
  });

  it("writes answers and consent to the properties that were declared, and makes those that are missing", async () => {
    const crm = await connectReady({
      answers: {
        topic: "inquiry_topic",
        people: { property: "party_size", type: "number" },
        tools: { property: "tools", type: "enumeration", options: ["pen", "paper"], multiple: true },
        again: { property: "comes_again", type: "bool" },
      },
      consents: [{ question: "privacy", property: "hs_legal_basis", value: "Freely given consent from contact" }],
    });
    const answers = { topic: "Moths", people: 3, tools: ["pen", "paper"], again: false, privacy: true };
    expect((await record(crm, bookingFixture({ answers }))).leftOut).toEqual([]);
    expect(standIn.contacts()[0]?.properties).toMatchObject({
      inquiry_topic: "Moths",
      party_size: "3",
      tools: "pen;paper",
      comes_again: "false",
      hs_legal_basis: "Freely given consent from contact",
    });
  });

  it("leaves out a stage that the account does not have", async () => {
    const crm = await connectReady({ lifecycleStage: "visitor" });
    expect((await record(crm, bookingFixture())).leftOut).toEqual(["lifecyclestage"]);
  });

  it("reads the contact when nothing is left to write", async () => {
    const crm = await connect({}, { scopes: ["crm.objects.contacts.read", "crm.objects.contacts.write"] });
    const { id } = await seed({ email: "grace@example.com" });
    const attendee = { ...bookingFixture().attendee, name: "", phone: null, company: null };
    const { contactId, leftOut } = await record(crm, bookingFixture({ attendee }));
    expect([contactId, leftOut.length]).toEqual([id, 4]);
    expect(calls().at(-1)).toBe("GET /crm/objects/2026-09/contacts/grace@example.com");
  });

  it("does not drop the address: a refused one is reported", async () => {
    const crm = await connectReady();
    const attendee = { ...bookingFixture().attendee, email: "not an address" };
    const failure = await failureOf(record(crm, bookingFixture({ attendee })));
    expect(failure).toMatchObject({ kind: "permanent", status: 400 });
    expect(failure.message).toContain("email: INVALID_EMAIL");
    expect(standIn.contacts()).toHaveLength(0);
  });

  it("reports a rule of the account that no dropped value can meet", async () => {
    const crm = await connectReady();
    const body = {
      status: "error",
      category: "VALIDATION_ERROR",
      message: "rule",
      errors: [{ code: "REQUIRED_FIELD", context: { propertyName: ["vat_id"] } }],
    };
    standIn.faults.add({ method: "PATCH", fault: { kind: "answer", status: 400, body } });
    const failure = await failureOf(record(crm, bookingFixture()));
    expect(failure).toMatchObject({ kind: "permanent", reason: "VALIDATION_ERROR" });
    expect(failure.message).toContain("vat_id: REQUIRED_FIELD");
  });
});

describe("failures", () => {
  it.each([
    [rateLimitedFault("TEN_SECONDLY_ROLLING"), { kind: "throttled", retryAfterMs: 10_000 }],
    [rateLimitedFault("SECONDLY"), { kind: "throttled", retryAfterMs: 1_000 }],
    [rateLimitedFault("DAILY"), { kind: "exhausted", retryAfterMs: 3_600_000 }],
    [lockedFault(), { kind: "transient", status: 423, retryAfterMs: 2_000 }],
    [migratingFault("7200"), { kind: "exhausted", retryAfterMs: 7_200_000 }],
    [missingScopesFault("crm.objects.contacts.write"), { kind: "permanent", reason: "MISSING_SCOPES" }],
    [
      { kind: "answer", status: 502, body: "<html>bad gateway</html>" },
      { kind: "transient", status: 502 },
    ],
    [{ kind: "reset" }, { kind: "unknown_outcome" }],
    [{ kind: "reset", commit: true }, { kind: "unknown_outcome" }],
    [{ kind: "halfBody" }, { kind: "unknown_outcome" }],
    [{ kind: "answer", status: 200, body: "<html>welcome to the proxy</html>" }, { kind: "unknown_outcome" }],
  ] as const)("%o is told once, not tried again here, and mended by a repeat", async (fault, told) => {
    const clock = createFakeClock({ startMs: Date.parse("2026-11-20T08:00:00Z") });
    const crm = await connectReady({ clock });
    await seed({ email: "grace@example.com" });
    const before = standIn.requests.length;
    standIn.faults.add({ method: "PATCH", fault });
    const failure = await failureOf(record(crm, bookingFixture()));
    expect(failure).toMatchObject(told);
    expect(standIn.requests).toHaveLength(before + 1);
    await clock.advance(failure.retryAfterMs ?? 0);
    await record(crm, bookingFixture());
    expect(standIn.contacts()).toHaveLength(1);
    expect(standIn.contacts()[0]?.properties).toMatchObject(expected);
  });

  it("makes one contact though the answer to its creation was lost", async () => {
    const crm = await connectReady();
    standIn.faults.add({ method: "POST", path: /\/contacts$/, fault: { kind: "reset", commit: true } });
    expect(await failureOf(record(crm, bookingFixture()))).toMatchObject({ kind: "unknown_outcome" });
    await record(crm, bookingFixture());
    expect(standIn.contacts()).toHaveLength(1);
  });

  it("gives up after the time it was given, by the injected clock", async () => {
    const clock = createFakeClock({ startMs: 0 });
    const crm = await connectReady({ clock, timeoutMs: 2_000 });
    standIn.faults.add({ fault: { kind: "hang" } });
    const failure = failureOf(record(crm, bookingFixture()));
    await clock.advance(2_000);
    expect(await failure).toMatchObject({ kind: "unknown_outcome", reason: "timeout" });
  });

  it("stops as soon as the caller does", async () => {
    const crm = await connectReady();
    const before = standIn.requests.length;
    standIn.faults.add({ fault: { kind: "hang" } });
    const controller = new AbortController();
    const failure = failureOf(record(crm, bookingFixture(), {}, { signal: controller.signal }));
    await Promise.resolve();
    controller.abort();
    expect(["unknown_outcome", "transient"]).toContain((await failure).kind);
    expect(standIn.requests.length).toBeLessThanOrEqual(before + 1);
  });

  it("knows that nothing was sent when the caller had stopped before", async () => {
    const crm = await connect();
    const failure = await failureOf(record(crm, bookingFixture(), {}, { signal: AbortSignal.abort() }));
    expect(failure.kind).toBe("transient");
    expect(standIn.requests).toHaveLength(0);
  });

  it("is not tried again by the settings of another client in the same process", async () => {
    const crm = await connect();
    new Client({ accessToken: "of-the-host-application", numberOfApiCallRetries: 3 });
    standIn.faults.add({ times: 3, fault: { kind: "answer", status: 503, body: "<html>" } });
    expect(await failureOf(record(crm, bookingFixture()))).toMatchObject({ kind: "transient" });
    expect(standIn.requests).toHaveLength(1);
  });

  it("tells nothing personal and no token", async () => {
    const crm = await connect({ accessToken: "pat-eu1-wrong-hunter2" });
    const refused = await failureOf(record(crm, bookingFixture()));
    expect(refused).toMatchObject({ kind: "auth", status: 401 });
    await standIn.close();
    const silent = await failureOf(record(crm, bookingFixture()));
    expect(silent).toMatchObject({ kind: "transient", reason: "ECONNREFUSED" });
    for (const { message, remedy, stack, cause } of [refused, silent]) {
      expect(`${message} ${remedy} ${stack} ${String(cause)}`).not.toMatch(/grace|hopper|555 0100|hunter2/i);
    }
    standIn = await startHubSpotStandIn();
  });
});

describe("check", () => {
  it("is down with a token that HubSpot refuses", async () => {
    const crm = await connect({ accessToken: "pat-eu1-wrong" });
    const health = await crm.check();
    expect(health.state).toBe("down");
    expect(health.detail).toContain("HubSpot refused the access token");
  });

  it("is degraded while HubSpot asks to wait or keeps the account from us", async () => {
    const clock = createFakeClock({ startMs: Date.parse("2026-11-20T08:00:00Z") });
    const crm = await connect({ clock });
    standIn.faults.add({ fault: rateLimitedFault("DAILY") });
    standIn.faults.add({ fault: missingScopesFault("account-info.security.read") });
    expect((await crm.check()).state).toBe("degraded");
    expect((await crm.check()).state).toBe("degraded");
    expect(standIn.requests).toHaveLength(1);
    await clock.advance(3_600_000);
    expect((await crm.check()).state).toBe("degraded");
    expect((await crm.check()).state).toBe("ok");
  });

  it("only remarks on a token of a strange look", async () => {
    const crm = await connect({}, { token: "CN-a-token-of-another-kind" });
    const health = await crm.check();
    expect(health.state).toBe("ok");
    expect(health.detail).toContain("does not look like");
  });

  it("is down when nothing answers", async () => {
    const crm = await connect();
    await standIn.close();
    expect((await crm.check()).state).toBe("down");
    standIn = await startHubSpotStandIn();
  });
});
