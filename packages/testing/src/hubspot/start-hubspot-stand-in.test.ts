import { Client } from "@hubspot/api-client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFakeClock, type FakeClock } from "../clock/index.ts";
import {
  type Fault,
  type HubSpotStandIn,
  lockedFault,
  migratingFault,
  missingScopesFault,
  rateLimitedFault,
  startHubSpotStandIn,
} from "./index.ts";

const startMs = Date.parse("2026-11-20T08:00:00Z");
const limits = { perTenSeconds: 3, perDay: 6, searchesPerSecond: 2 };
const contactsPath = "/crm/objects/2026-09/contacts";

let clock: FakeClock;
let hubspot: HubSpotStandIn;
let client: Client;

beforeEach(async () => {
  clock = createFakeClock({ startMs });
  hubspot = await startHubSpotStandIn({ clock, limits });
  client = new Client({ accessToken: hubspot.token, basePath: hubspot.url, numberOfApiCallRetries: 0 });
});

afterEach(async () => {
  expect(hubspot.violations).toEqual([]);
  await hubspot.close();
});

const details = () => client.apiRequest({ path: "/account-info/v3/details" });
const search = () => client.apiRequest({ method: "POST", path: `${contactsPath}/search`, body: {} });
const create = (email: string) =>
  client.apiRequest({ method: "POST", path: contactsPath, body: { properties: { email } } });

describe("the token", () => {
  it("has the usual shape and opens the account", async () => {
    expect(hubspot.token).toMatch(/^pat-eu1-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(await (await details()).json()).toMatchObject({ portalId: expect.any(Number), timeZone: "UTC" });
    expect((await client.apiRequest({ path: "/account-info/2026-09/details" })).status).toBe(200);
  });

  it.each([undefined, "pat-eu1-00000000-0000-0000-0000-000000000000"])("refuses %s", async (accessToken) => {
    const stranger = new Client({
      ...(accessToken ? { accessToken } : {}),
      basePath: hubspot.url,
      numberOfApiCallRetries: 0,
    });
    const response = await stranger.apiRequest({ path: "/account-info/v3/details" });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ status: "error", category: "INVALID_AUTHENTICATION" });
  });

  it("is not kept in the log of requests", async () => {
    await create("ada@example.com");
    expect(hubspot.requests).toEqual([
      {
        atMs: startMs,
        method: "POST",
        path: contactsPath,
        query: {},
        body: '{"properties":{"email":"ada@example.com"}}',
      },
    ]);
  });
});

describe("the rate", () => {
  it("is told in headers, but not on a search", async () => {
    const { headers } = await details();
    expect(headers.get("X-HubSpot-RateLimit-Max")).toBe("3");
    expect(headers.get("X-HubSpot-RateLimit-Remaining")).toBe("2");
    expect(headers.get("X-HubSpot-RateLimit-Interval-Milliseconds")).toBe("10000");
    expect(headers.get("X-HubSpot-RateLimit-Daily-Remaining")).toBe("5");
    expect([...(await search()).headers.keys()].filter((name) => name.startsWith("x-hubspot"))).toEqual([]);
  });

  it("is limited in any ten seconds", async () => {
    for (let count = 0; count < 3; count += 1) expect((await details()).status).toBe(200);
    const refused = await details();
    expect(refused.status).toBe(429);
    expect(refused.headers.get("retry-after")).toBeNull();
    expect(await refused.json()).toMatchObject({
      category: "RATE_LIMITS",
      policyName: "TEN_SECONDLY_ROLLING",
      message: "You have reached your ten_secondly_rolling limit.",
    });
    await clock.advance(10_000);
    expect((await details()).status).toBe(200);
  });

  it("is limited for searches in any second", async () => {
    await search();
    await search();
    expect(await (await search()).json()).toMatchObject({ policyName: "SECONDLY" });
    await clock.advance(1_000);
    expect((await search()).status).toBe(200);
  });

  it("is limited by the day, up to midnight", async () => {
    for (let count = 0; count < 6; count += 1) {
      await details();
      await clock.advance(10_000);
    }
    expect(await (await details()).json()).toMatchObject({ policyName: "DAILY" });
    await clock.advance(Date.parse("2026-11-21T00:00:00Z") - clock.now());
    expect((await details()).status).toBe(200);
  });
});

describe("faults", () => {
  const scripted: [string, Fault, number, object][] = [
    ["a rate limit by name", rateLimitedFault("DAILY"), 429, { policyName: "DAILY" }],
    ["a locked record", lockedFault(), 423, { category: "LOCKED" }],
    ["a missing scope", missingScopesFault("crm.objects.contacts.write"), 403, { category: "MISSING_SCOPES" }],
  ];
  it.each(scripted)("answer %s once", async (_name, fault, status, body) => {
    hubspot.faults.add({ method: "POST", path: /\/contacts$/, fault });
    const refused = await create("ada@example.com");
    expect(refused.status).toBe(status);
    expect(await refused.json()).toMatchObject({ status: "error", correlationId: expect.any(String), ...body });
    expect((await create("ada@example.com")).status).toBe(201);
  });

  it("say when a moving account is back", async () => {
    hubspot.faults.add({ fault: migratingFault("120") });
    const refused = await details();
    expect(refused.status).toBe(477);
    expect(refused.headers.get("retry-after")).toBe("120");
  });

  it("can strike after the write took effect", async () => {
    hubspot.faults.add({ fault: { kind: "reset", commit: true } });
    await expect(create("ada@example.com")).rejects.toThrow();
    expect(hubspot.contacts()).toHaveLength(1);
    expect(hubspot.requests).toHaveLength(1);
  });
});

describe("the account", () => {
  it("starts with the properties it is given", async () => {
    const properties = [
      {
        name: "booking_date",
        label: "Date",
        type: "date",
        fieldType: "date",
        groupName: "contactinformation",
      } as const,
    ];
    const other = await startHubSpotStandIn({ token: "pat-na1-given", properties });
    const owner = new Client({ accessToken: "pat-na1-given", basePath: other.url, numberOfApiCallRetries: 0 });
    await owner.crm.contacts.basicApi.create({ properties: { booking_date: String(Date.UTC(2026, 10, 20)) } });
    expect(other.contacts()).toMatchObject([{ properties: { booking_date: "2026-11-20" } }]);
    await other.close();
  });

  it("cannot start on a port that is taken", async () => {
    await expect(startHubSpotStandIn({ port: Number(new URL(hubspot.url).port) })).rejects.toThrow("EADDRINUSE");
  });
});
