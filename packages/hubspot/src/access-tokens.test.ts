import { createFakeClock } from "@slotkit/testing/clock";
import { type HubSpotStandIn, startHubSpotStandIn } from "@slotkit/testing/hubspot";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bookingFixture } from "./booking-snapshot.fixture.ts";
import { hubspot } from "./hubspot.ts";
import type { HubSpotApiVersion } from "./hubspot-paths.ts";

const oauth = { clientId: "app", clientSecret: "app-secret", refreshToken: "refresh-me" };
const minuteMs = 60_000;

let standIn: HubSpotStandIn;
let clock: ReturnType<typeof createFakeClock>;
beforeEach(async () => {
  clock = createFakeClock({ startMs: Date.parse("2026-11-20T08:00:00Z") });
  standIn = await startHubSpotStandIn({ clock, oauth });
});
afterEach(async () => {
  expect(standIn.violations).toEqual([]);
  await standIn.close();
});

const connect = (changes: Partial<typeof oauth> = {}, apiVersion: HubSpotApiVersion = "2026-09") =>
  hubspot({ oauth: { ...oauth, ...changes }, apiVersion, basePath: standIn.url, clock });
const refreshes = () => standIn.requests.filter(({ path }) => path.startsWith("/oauth/")).map(({ path }) => path);
const request = { booking: bookingFixture(), contactId: null, meetingId: null, latest: true };

describe("an app that was installed by OAuth", () => {
  it.each(["2026-09", "v3"] as const)("gets one access token for all who ask at once, over %s", async (apiVersion) => {
    const crm = connect({}, apiVersion);
    expect((await Promise.all([crm.check(), crm.check(), crm.check()])).map(({ state }) => state)).toEqual([
      "ok",
      "ok",
      "ok",
    ]);
    expect(refreshes()).toEqual([`/oauth/${apiVersion}/token`]);
  });

  it("refreshes before the token ends", async () => {
    const crm = connect();
    await crm.check();
    await clock.advance(28 * minuteMs);
    await crm.check();
    expect(refreshes()).toHaveLength(1);
    await clock.advance(2 * minuteMs);
    await crm.recordBooking(request);
    expect(refreshes()).toHaveLength(2);
    expect(standIn.contacts()).toHaveLength(1);
  });

  it("refreshes once when a token is refused early, and sends the request again", async () => {
    const crm = connect();
    await crm.check();
    standIn.revokeTokens();
    await crm.recordBooking(request);
    expect(refreshes()).toHaveLength(2);
    expect(standIn.contacts()).toHaveLength(1);
  });

  it.each([{ refreshToken: "taken-back" }, { clientSecret: "hunter2" }])(
    "says that %j is the credential's end",
    async (changes) => {
      const crm = connect(changes);
      const error = await crm.recordBooking(request).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ kind: "auth", status: 400, remedy: expect.stringContaining("oauth.refreshToken") });
      expect(`${(error as Error).message}`).not.toMatch(/hunter2|taken-back/);
      expect((await crm.check()).state).toBe("down");
    },
  );

  it("says so when the account is gone", async () => {
    standIn.disconnect();
    await expect(connect().recordBooking(request)).rejects.toMatchObject({ kind: "auth", reason: "BAD_HUB" });
  });

  it("takes an outage of the token endpoint for an outage", async () => {
    standIn.faults.add({ path: /^\/oauth/, fault: { kind: "answer", status: 503, body: "<html>" } });
    await expect(connect().recordBooking(request)).rejects.toMatchObject({ kind: "transient", status: 503 });
    standIn.faults.add({ path: /^\/oauth/, fault: { kind: "reset" } });
    await expect(connect().recordBooking(request)).rejects.toMatchObject({ kind: "transient" });
  });
});

describe("a fixed token", () => {
  it("is refused once, without a second try", async () => {
    const crm = hubspot({ accessToken: standIn.token, basePath: standIn.url, clock });
    standIn.revokeTokens();
    await expect(crm.recordBooking(request)).rejects.toMatchObject({ kind: "auth", status: 401 });
    expect(standIn.requests).toHaveLength(1);
    expect(await crm.prepare?.()).toEqual([expect.stringContaining("HubSpot refused the access token")]);
  });
});
