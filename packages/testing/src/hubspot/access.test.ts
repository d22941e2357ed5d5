import { Client } from "@hubspot/api-client";
import { afterEach, describe, expect, it } from "vitest";
import { createFakeClock } from "../clock/index.ts";
import { type HubSpotStandIn, type HubSpotStandInOptions, startHubSpotStandIn } from "./index.ts";

const contacts = "/crm/objects/2026-09/contacts";
const oauth = { clientId: "app", clientSecret: "app-secret", refreshToken: "refresh-me" };
const minuteMs = 60_000;

let hubspot: HubSpotStandIn;
afterEach(async () => {
  expect(hubspot.violations).toEqual([]);
  await hubspot.close();
});

async function start(options: HubSpotStandInOptions = {}) {
  hubspot = await startHubSpotStandIn(options);
  return hubspot;
}

async function call(
  path: string,
  { method = "GET", token = hubspot.token, body = undefined as object | undefined } = {},
) {
  const client = new Client({ accessToken: token, basePath: hubspot.url, numberOfApiCallRetries: 0 });
  const response = await client.apiRequest({ method, path, ...(body ? { body } : {}) });
  return { status: response.status, body: JSON.parse(await response.text()) };
}

async function refresh(changes: Record<string, string> = {}) {
  const form = new URLSearchParams({
    grant_type: "refresh_token",
    client_id: oauth.clientId,
    client_secret: oauth.clientSecret,
    refresh_token: oauth.refreshToken,
    ...changes,
  });
  const response = await fetch(`${hubspot.url}/oauth/2026-09/token`, { method: "POST", body: form });
  return { status: response.status, body: JSON.parse(await response.text()) };
}

describe("OAuth", () => {
  it("gives out access tokens that end after half an hour", async () => {
    const clock = createFakeClock({ startMs: 0 });
    await start({ clock, oauth });
    const { status, body } = await refresh();
    expect([status, body]).toMatchObject([200, { token_type: "bearer", expires_in: 1_800 }]);
    expect((await call(contacts, { token: body.access_token })).status).toBe(200);
    await clock.advance(30 * minuteMs);
    expect(await call(contacts, { token: body.access_token })).toMatchObject({
      status: 401,
      body: { category: "EXPIRED_AUTHENTICATION" },
    });
  });

  it.each([{ refresh_token: "another" }, { client_secret: "another" }, { grant_type: "authorization_code" }])(
    "refuses %j",
    async (changes) => {
      await start({ oauth });
      expect(await refresh(changes)).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
    },
  );

  it("keeps no secret in the log of requests", async () => {
    await start({ oauth });
    await refresh();
    expect(hubspot.requests.map(({ path, body }) => [path, body])).toEqual([["/oauth/2026-09/token", ""]]);
  });

  it("speaks of a bad hub, and of no grant, once the account is gone", async () => {
    await start({ oauth });
    hubspot.disconnect();
    const gone = { status: "BAD_HUB", error: "access_denied" };
    expect(await refresh()).toEqual({ status: 400, body: gone });
    expect(await call(contacts)).toEqual({ status: 401, body: gone });
  });
});

describe("a key that was rotated", () => {
  it("is refused from then on", async () => {
    await start();
    expect((await call(contacts)).status).toBe(200);
    hubspot.revokeTokens();
    expect(await call(contacts)).toMatchObject({ status: 401, body: { category: "INVALID_AUTHENTICATION" } });
  });
});

describe("scopes", () => {
  const read = ["crm.objects.contacts.read"];
  it.each([
    ["GET", contacts, true],
    ["POST", contacts, false],
    ["POST", `${contacts}/search`, true],
    ["POST", "/crm/objects/2026-09/meetings", false],
    ["GET", "/crm/properties/2026-09/contacts", false],
    ["GET", "/crm/owners/2026-09", false],
    ["GET", "/account-info/2026-09/details", true],
  ])("with %s %s: %s", async (method, path, allowed) => {
    await start({ scopes: read });
    const { status, body } = await call(path, { method, ...(method === "POST" ? { body: { properties: {} } } : {}) });
    expect(status === 403).toBe(!allowed);
    if (!allowed) expect(body).toMatchObject({ category: "MISSING_SCOPES" });
  });
});

describe("owners", () => {
  it.each(["/crm/owners/2026-09", "/crm/v3/owners"])("are found by address at %s", async (path) => {
    await start({
      owners: [
        { id: "71", email: "ada@example.com" },
        { id: "72", email: "bob@example.com" },
      ],
    });
    const { body } = await call(`${path}?email=Ada%40example.com`);
    expect(body.results).toEqual([expect.objectContaining({ id: "71", email: "ada@example.com", type: "PERSON" })]);
    expect((await call(path)).body.results).toHaveLength(2);
  });
});

describe("a rule of the account", () => {
  it("lets no contact be written that it does not fit", async () => {
    await start({ requiredProperties: ["city"] });
    const create = (properties: object) => call(contacts, { method: "POST", body: { properties } });
    expect(await create({ email: "grace@example.org" })).toMatchObject({
      status: 400,
      body: { errors: [{ code: "REQUIRED_FIELD", context: { propertyName: ["city"] } }] },
    });
    expect((await create({ email: "grace@example.org", city: "Berlin" })).status).toBe(201);
  });
});
