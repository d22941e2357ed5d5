import { ConfigurationError, createSlotKit, memoryStorage, type SlotKitOptions, staticCatalog } from "@slotkit/core";
import { composeForTest } from "@slotkit/testing/fakes";
import { describe, expect, it } from "vitest";

const options = (changes: Record<string, unknown> = {}): SlotKitOptions => ({
  storage: memoryStorage(),
  catalog: staticCatalog({ schedules: [], hosts: [], eventTypes: [] }),
  calendar: false,
  crm: false,
  notifications: false,
  secret: "0123456789abcdef0123456789abcdef",
  ...changes,
});

describe("createSlotKit", () => {
  it("takes a composition without any integration", () => {
    expect(() => createSlotKit(options())).not.toThrow();
  });

  it.each<[string, Record<string, unknown>, string]>([
    ["no storage", { storage: undefined }, "Option createSlotKit.storage: must be a storage such as"],
    [
      "a file name for a storage",
      { storage: "slotkit.db" },
      'Option createSlotKit.storage received "slotkit.db": must be a storage such as sqliteStorage',
    ],
    ["an integration that was forgotten", { calendar: undefined }, "Option createSlotKit.calendar: is required"],
    [
      "an integration that is only true",
      { crm: true },
      "Option createSlotKit.crm received true: must be a CRM such as hubspot({ … }), or false for none",
    ],
    ["a short secret", { secret: "short" }, "must have at least 32 bytes; make one with: openssl rand -base64 32"],
    ["a manage page without the secret", { manageUrl: "https://example.com/manage" }, "with {uid} and {secret} in it"],
    ["a manage page that runs code", { manageUrl: "javascript:alert('{uid}{secret}')" }, "must be an http(s) address"],
    [
      "an hour and a bit of cache",
      { calendarCacheMinutes: 61 },
      "Option createSlotKit.calendarCacheMinutes received 61: must be at most 60",
    ],
    [
      "an option that does not exist",
      { calender: false },
      "Option createSlotKit.calender: is not a known field; remove it",
    ],
  ])("refuses %s", (_what, changes, message) => {
    const create = () => createSlotKit(options(changes));
    expect(create).toThrow(ConfigurationError);
    expect(create).toThrow(message);
  });

  it("never shows the secret it refuses", () => {
    expect(() => createSlotKit(options({ secret: "hunter2" }))).toThrow(expect.not.stringContaining("hunter2"));
  });
});

describe("health", () => {
  it("asks every part and tells which is down", async () => {
    const { slotkit, calendar } = composeForTest({ options: { crm: false } });
    calendar.check = () => Promise.reject(new Error("No route."));
    expect(await slotkit.health()).toEqual({
      storage: { state: "ok", latencyMs: 0, detail: null },
      calendar: { state: "down", latencyMs: 0, detail: "No route." },
      crm: { state: "off", latencyMs: null, detail: null },
      mail: { state: "ok", latencyMs: 0, detail: null },
    });
  });

  it("waits five seconds for a part that does not answer, and asks at most every ten", async () => {
    const { slotkit, calendar, clock } = composeForTest();
    let asked = 0;
    calendar.check = () => {
      asked++;
      return new Promise(() => {});
    };
    const answers = [slotkit.health(), slotkit.health()];
    await clock.advance(5_000);
    expect((await Promise.all(answers)).map(({ calendar: part }) => part.state)).toEqual(["down", "down"]);
    expect(asked).toBe(1);
    await clock.advance(5_001);
    const later = slotkit.health();
    await clock.advance(5_000);
    await later;
    expect(asked).toBe(2);
  });
});
