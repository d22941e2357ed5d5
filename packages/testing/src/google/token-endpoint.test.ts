import { generateKeyPairSync } from "node:crypto";
import { auth, type calendar_v3, calendar as googleCalendar } from "googleapis/build/src/apis/calendar/index.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hasReason } from "./has-reason.ts";
import { CALENDAR_SCOPE, type JwtOptions, jwtOptions } from "./jwt-options.ts";
import { type GoogleStandIn, startGoogleStandIn } from "./start-google-stand-in.ts";

const connect = (standIn: GoogleStandIn, options?: JwtOptions): calendar_v3.Calendar =>
  googleCalendar({ version: "v3", auth: new auth.JWT(jwtOptions(standIn, options)), retry: false });

const calendarId = "ada@example.com";
const HOUR_MS = 3_600_000;
const clock = { skewMs: 0, now: () => Date.now() + clock.skewMs };

let google: GoogleStandIn;

beforeEach(async () => {
  clock.skewMs = 0;
  google = await startGoogleStandIn({ tokenClock: clock });
});

afterEach(async () => {
  expect(google.violations).toEqual([]);
  await google.close();
});

const read = (client: calendar_v3.Calendar) => client.events.list({ calendarId });

describe("the token endpoint", () => {
  it("gives a token for an assertion that the key signed, and the API takes it", async () => {
    expect((await read(connect(google))).status).toBe(200);
    expect(google.requests).toEqual([
      { method: "POST", path: "/token", query: "" },
      { method: "GET", path: "/calendar/v3/calendars/ada%40example.com/events", query: "" },
    ]);
  });

  it("refuses another key", async () => {
    const other = generateKeyPairSync("rsa", {
      modulusLength: 2048,
      publicKeyEncoding: { type: "spki", format: "pem" },
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
    });
    const attempt = read(connect(google, { key: other.privateKey }));
    await expect(attempt).rejects.toMatchObject({ response: { data: refusal("invalid_grant", "Signature") } });
  });

  it.each([-HOUR_MS, HOUR_MS + 60_000])(
    "refuses a clock that is off by %i ms, and says what time it is",
    async (skewMs) => {
      clock.skewMs = skewMs;
      const error = await read(connect(google)).catch((caught: unknown) => caught);
      expect(error).toMatchObject({ response: { data: refusal("invalid_grant", "short-lived token") } });
      const { response } = error as { response: { headers: Headers } };
      const told = Date.parse(response.headers.get("date") ?? "");
      expect(Math.abs(told - clock.now())).toBeLessThan(5000);
    },
  );

  it("bears with a clock that is off by a few minutes", async () => {
    clock.skewMs = -4 * 60_000;
    expect((await read(connect(google))).status).toBe(200);
  });

  it("lets nobody be stood for unless that was delegated", async () => {
    const attempt = read(connect(google, { subject: calendarId }));
    await expect(attempt).rejects.toMatchObject({
      status: 401,
      response: { data: refusal("unauthorized_client", "") },
    });
  });

  it.each([
    ["no assertion", { grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer" }, "invalid_grant"],
    ["garbage", { grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", assertion: "a.b.c" }, "invalid_grant"],
    ["another grant", { grant_type: "password" }, "unsupported_grant_type"],
  ])("refuses %s", async (_name, form, error) => {
    const response = await fetch(`${google.url}/token`, { method: "POST", body: new URLSearchParams(form) });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error });
  });
});

describe("access tokens", () => {
  it("are asked for", async () => {
    const response = await google.fetch("https://www.googleapis.com/calendar/v3/calendars/primary/events");
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toContain("Bearer");
    expect(await response.json()).toMatchObject({ error: { code: 401, errors: [{ reason: "authError" }] } });
  });

  it("end when they are revoked", async () => {
    const client = connect(google);
    await read(client);
    google.revokeTokens();
    // Google's client keeps to a token until its own clock says that it has ended; a 401 does not make it ask again.
    await expect(read(client)).rejects.toSatisfy(hasReason("authError"));
    await expect(read(connect(google))).resolves.toMatchObject({ status: 200 });
  });

  it("end after an hour", async () => {
    const token = await accessToken();
    const ask = () =>
      google.fetch(`${google.url}/calendar/v3/calendars/ada@example.com/events`, {
        headers: { authorization: `Bearer ${token}` },
      });
    expect((await ask()).status).toBe(200);
    clock.skewMs = HOUR_MS + 60_000;
    expect((await ask()).status).toBe(401);
  });

  it("reach as far as their scopes", async () => {
    const scopes = [`${CALENDAR_SCOPE}.readonly`];
    const client = connect(google, { scopes });
    expect((await read(client)).status).toBe(200);
    const requestBody = { start: { date: "2026-11-23" }, end: { date: "2026-11-24" } };
    const attempt = client.events.insert({ calendarId, requestBody });
    await expect(attempt).rejects.toSatisfy(hasReason("insufficientPermissions"));
    await expect(attempt).rejects.toMatchObject({
      response: { data: { error: { details: [{ reason: "ACCESS_TOKEN_SCOPE_INSUFFICIENT" }] } } },
    });
  });

  it("stay out of the log", async () => {
    const token = await accessToken();
    await google.fetch(`${google.url}/calendar/v3/colors?access_token=${token}&oauth_token=${token}&key=${token}`);
    expect(JSON.stringify(google.requests)).not.toContain(token);
  });
});

async function accessToken(): Promise<string> {
  const client = connect(google);
  const response = await read(client);
  return (response.config.headers as Headers).get("authorization")?.slice("Bearer ".length) ?? "";
}

function refusal(error: string, description: string) {
  return { error, error_description: expect.stringContaining(description) };
}
