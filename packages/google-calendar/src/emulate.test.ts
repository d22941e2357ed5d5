import { createEmulator, type Emulator } from "emulate";
import { auth } from "googleapis/build/src/apis/calendar/index.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { eventSnapshot } from "./event-snapshot.fixture.ts";
import { googleCalendarScopes } from "./google-auth.ts";
import { googleCalendar } from "./google-calendar.ts";

// A second opinion: somebody else's idea of Google. What it lacks is listed in the package's README.

const email = "ada@example.com";
const clientId = "slotkit.apps.googleusercontent.com";
const clientSecret = "emulated-client-secret";
const redirectUri = "http://localhost:3000/api/oauth/callback";
const booking = eventSnapshot();
const { start, end } = booking;
const range = { clientId: "default", calendarIds: ["primary"], start: start - 1, end: end + 1, ownSpans: {} };

let emulator: Emulator;

beforeEach(async () => {
  const client = { client_id: clientId, client_secret: clientSecret, name: "SlotKit", redirect_uris: [redirectUri] };
  const calendar = { id: "primary", user_email: email, summary: email, primary: true, time_zone: "Europe/Berlin" };
  const google = { users: [{ email, name: "Ada Example" }], oauth_clients: [client], calendars: [calendar] };
  emulator = await createEmulator({ service: "google", port: 0, seed: { google } });
});

afterEach(() => emulator.close());

function createClient() {
  return new auth.OAuth2({
    clientId,
    clientSecret,
    redirectUri,
    endpoints: {
      oauth2AuthBaseUrl: `${emulator.url}/o/oauth2/v2/auth`,
      oauth2TokenUrl: `${emulator.url}/oauth2/token`,
    },
  });
}

/** Signs in as a person would: opens the consent page, presses the button, and comes back with a code. */
async function signIn() {
  const client = createClient();
  const { codeVerifier, codeChallenge } = await client.generateCodeVerifierAsync();
  const consentUrl = client.generateAuthUrl({
    access_type: "offline",
    scope: [...googleCalendarScopes],
    state: "signed",
    code_challenge: codeChallenge ?? "",
    code_challenge_method: "S256" as never,
  });
  expect((await fetch(consentUrl)).status).toBe(200);
  const form = new URLSearchParams(new URL(consentUrl).search);
  form.set("email", email);
  const back = await fetch(`${emulator.url}/o/oauth2/v2/auth/callback`, {
    method: "POST",
    body: form,
    redirect: "manual",
  });
  const landed = new URL(back.headers.get("location") ?? "");
  expect(landed.searchParams.get("state")).toBe("signed");
  const { tokens } = await client.getToken({ code: landed.searchParams.get("code") ?? "", codeVerifier });
  client.setCredentials(tokens);
  return client;
}

async function connect(availability: "events" | "freeBusy" = "events") {
  return googleCalendar({ auth: await signIn(), rootUrl: emulator.url, availability });
}

describe("the adapter against emulate, OAuth", () => {
  it("uses the tokens of a code with PKCE", async () => {
    expect(await (await connect()).check()).toMatchObject({ state: "ok", detail: null });
  });

  it("refreshes an access token that has ended, and one that Google no longer takes", async () => {
    const client = await signIn();
    const provider = googleCalendar({ auth: client, rootUrl: emulator.url });
    const first = client.credentials.access_token;
    client.setCredentials({ ...client.credentials, expiry_date: 1 });
    expect(await provider.check()).toMatchObject({ state: "ok" });
    expect(client.credentials.access_token).not.toBe(first);
    client.setCredentials({ ...client.credentials, access_token: "no longer good" });
    expect(await provider.check()).toMatchObject({ state: "ok" });
    expect(client.credentials.refresh_token).toMatch(/^google_refresh_/);
  });

  it("says that access ended when the refresh token is refused", async () => {
    const client = createClient();
    client.setCredentials({ refresh_token: "revoked" });
    const provider = googleCalendar({ auth: client, rootUrl: emulator.url });
    expect(await provider.check()).toMatchObject({ state: "down", detail: expect.stringContaining("invalid_grant") });
    await expect(
      provider.putEvent({ calendarId: "primary", calendarEventId: null, event: booking }),
    ).rejects.toMatchObject({
      kind: "auth",
      reason: "invalid_grant",
    });
  });
});

describe("the adapter against emulate, events", () => {
  it("inserts an event, lists it and deletes it, twice", async () => {
    const provider = await connect();
    const { calendarEventId } = await provider.putEvent({
      calendarId: "primary",
      calendarEventId: null,
      event: booking,
    });
    expect(await provider.readBusy(range)).toMatchObject([{ state: "read", busy: [{ start, end }] }]);
    const removal = { calendarId: "primary", calendarEventId, clientId: "default", uid: booking.uid };
    await provider.removeEvent(removal);
    await expect(provider.removeEvent(removal)).resolves.toBeUndefined();
    expect(await provider.readBusy(range)).toMatchObject([{ state: "read", busy: [] }]);
  });

  it("reads free/busy, takes our own span out, and does not take a missing calendar for free", async () => {
    const provider = await connect("freeBusy");
    await provider.putEvent({ calendarId: "primary", calendarEventId: null, event: booking });
    expect(await provider.readBusy(range)).toMatchObject([{ precision: "freeBusy", busy: [{ start, end }] }]);
    const known = { ...range, calendarIds: ["primary", "nobody"], ownSpans: { primary: [{ start, end }] } };
    expect(await provider.readBusy(known)).toMatchObject([
      { calendarId: "primary", state: "read", busy: [] },
      { calendarId: "nobody", state: "failed", error: { reason: "missing" } },
    ]);
  });
});
