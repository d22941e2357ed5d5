import { ConfigurationError } from "@slotkit/core";
import { describe, expect, it } from "vitest";
import { type HubSpotOptions, readHubSpotOptions } from "./hubspot-options.ts";

const accessToken = "pat-eu1-secret";
const refusalOf = (options: object): ConfigurationError => {
  try {
    readHubSpotOptions({ accessToken, ...options } as HubSpotOptions);
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
  throw new Error("the options were taken");
};

describe("readHubSpotOptions", () => {
  it("fills in the defaults", () => {
    expect(readHubSpotOptions({ accessToken })).toMatchObject({
      apiVersion: "2026-09",
      timeoutMs: 10_000,
      lifecycleStage: "lead",
      properties: { bookingDate: "slotkit_last_booking_date", bookingUid: "slotkit_last_booking_uid" },
    });
  });

  it("maps single facts and keeps the rest", () => {
    const { properties } = readHubSpotOptions({
      accessToken,
      properties: { bookingDate: "next_call", bookingUid: false },
    });
    expect(properties).toMatchObject({
      bookingDate: "next_call",
      bookingStatus: "slotkit_last_booking_status",
      bookingEventType: "slotkit_last_booking_event_type",
      bookingUid: false,
    });
  });

  it.each([
    [{ accessToken: undefined }, "hubspot.accessToken"],
    [{ accessToken: "" }, "hubspot.accessToken"],
    [{ accessToken: "pat-eu1-secret\n" }, "hubspot.accessToken"],
    [{ apiVersion: "v2" }, "hubspot.apiVersion"],
    [{ apiVersion: "2026-13" }, "hubspot.apiVersion"],
    [{ basePath: "api.hubapi.com" }, "hubspot.basePath"],
    [{ basePath: "ftp://api.hubapi.com" }, "hubspot.basePath"],
    [{ timeoutMs: 0 }, "hubspot.timeoutMs"],
    [{ properties: { bookingDate: "Next Call" } }, "hubspot.properties.bookingDate"],
    [{ properties: { bookingDay: "day" } }, "hubspot.properties"],
    [{ lifecycleStage: "" }, "hubspot.lifecycleStage"],
    [{ clock: 7 }, "hubspot.clock"],
    [{ retries: 3 }, "hubspot"],
    [{ oauth: { clientId: "a", clientSecret: "secret", refreshToken: "secret" } }, "hubspot.accessToken"],
    [
      { accessToken: undefined, oauth: { clientId: "a", clientSecret: "hunter2 hunter2", refreshToken: "b" } },
      "hubspot.oauth.clientSecret",
    ],
    [{ answers: { topic: "Bad Name" } }, "hubspot.answers.topic"],
    [{ answers: { topic: { property: "topic", type: "enumeration" } } }, "hubspot.answers.topic.options"],
    [{ answers: { topic: { property: "topic", options: ["a"] } } }, "hubspot.answers.topic.options"],
    [{ answers: { topic: "company" } }, "hubspot.answers.topic"],
    [{ properties: { bookingUid: "email" } }, "hubspot.properties.bookingUid"],
    [{ properties: { bookingUid: "company" } }, "hubspot.properties.bookingUid"],
    [{ consents: [{ question: "privacy", property: "lifecyclestage", value: "x" }] }, "hubspot.consents.0"],
    [{ hostAsOwner: true }, "hubspot.hostAsOwner"],
    [{ meetings: "yes" }, "hubspot.meetings"],
  ])("refuses %j and names the option, never the token", (options, field) => {
    const { problems, message } = refusalOf(options);
    expect(problems.map((problem) => problem.field)).toEqual([field]);
    expect(message).not.toMatch(/pat-eu1-secret|hunter2/);
  });

  it("says what it received", () => {
    expect(refusalOf({ apiVersion: "v2" }).message).toContain('received "v2"');
  });
});
