import { describe, expect, it } from "vitest";
import { findTimeZones } from "./find-time-zones.ts";
import { createFormats } from "./formats.ts";
import { slotLabel } from "./slot-label.ts";
import { dayOf, isTimeZone } from "./time-zone.ts";
import { weekStartOf } from "./week-start.ts";
import { nameOfZone } from "./zone-name.ts";

const berlin = createFormats({ locale: "en-GB", timeZone: "Europe/Berlin", hourCycle: "auto" });

describe("formats", () => {
  it("names a day as it is, in whatever zone", () => {
    const apia = createFormats({ locale: "en-GB", timeZone: "Pacific/Apia", hourCycle: "auto" });
    expect(apia.day("2026-11-25")).toBe("Wednesday 25 November");
    expect(apia.month("2026-11")).toBe("November 2026");
  });

  it("shows instants by the clock of the zone", () => {
    expect(berlin.time("2026-11-25T08:00:00Z")).toBe("09:00");
    expect(berlin.timeRange({ start: "2026-11-25T08:00:00Z", end: "2026-11-25T08:30:00Z" })).toBe("09:00–09:30");
    expect(berlin.date("2026-11-25T23:30:00Z")).toBe("Thursday, 26 November 2026");
    expect(berlin.zone("2026-07-01T00:00:00Z")).toBe("Central European Summer Time");
    expect(berlin.offset("2026-07-01T00:00:00Z")).toBe("GMT+2");
  });

  it("follows the hour cycle, else the locale", () => {
    const american = createFormats({ locale: "en-US", timeZone: "Europe/Berlin", hourCycle: "auto" });
    expect(american.time("2026-11-25T08:00:00Z")).toMatch(/^9:00\sAM$/);
    const forced = createFormats({ locale: "en-US", timeZone: "Europe/Berlin", hourCycle: "h23" });
    expect(forced.time("2026-11-25T08:00:00Z")).toBe("09:00");
    expect(forced.time("2026-11-24T23:00:00Z")).toBe("00:00");
  });

  it("tells repeated times of a night apart, and only those", () => {
    const labelOf = (start: string, formats = berlin) => slotLabel({ start, end: start }, formats);
    expect(labelOf("2026-10-24T23:30:00Z")).toBe("01:30");
    expect(labelOf("2026-10-25T00:30:00Z")).toBe("02:30 GMT+2");
    expect(labelOf("2026-10-25T01:30:00Z")).toBe("02:30 GMT+1");
    expect(labelOf("2026-10-25T02:00:00Z")).toBe("03:00");
    const lordHowe = createFormats({ locale: "en-GB", timeZone: "Australia/Lord_Howe", hourCycle: "auto" });
    expect(labelOf("2026-04-04T14:45:00Z", lordHowe)).toBe("01:45 GMT+11");
    expect(labelOf("2026-04-04T15:15:00Z", lordHowe)).toBe("01:45 GMT+10:30");
  });

  it("says durations and waits in the words of the language", () => {
    expect([30, 60, 90].map(berlin.duration)).toEqual(["30 mins", "1 hr", "1 hr 30 mins"]);
    const german = createFormats({ locale: "de", timeZone: "Europe/Berlin", hourCycle: "auto" });
    expect(german.wait(2)).toBe("in 2 Minuten");
    expect(german.countdown(272)).toBe("04:32");
    expect(createFormats({ locale: "ja", timeZone: "Asia/Tokyo", hourCycle: "auto" }).dayNumber("2026-11-25")).toBe(
      "25",
    );
  });
});

describe("zones", () => {
  it("reads the local day of an instant", () => {
    const instant = Date.parse("2026-11-25T23:30:00Z");
    expect(dayOf(instant, "Europe/Berlin")).toBe("2026-11-26");
    expect(dayOf(instant, "America/New_York")).toBe("2026-11-25");
  });

  it("knows a zone from a typing error", () => {
    expect(isTimeZone("Europe/Berlin")).toBe(true);
    expect(isTimeZone("Europe/Berlim")).toBe(false);
  });

  it("finds them by city, old name and new, the current one and its continent first", () => {
    expect(findTimeZones("", "Europe/Berlin")[0]).toBe("Europe/Berlin");
    expect(findTimeZones("", "Europe/Berlin").every((zone) => zone.startsWith("Europe/"))).toBe(true);
    expect(findTimeZones("kyiv", "UTC")).toEqual(findTimeZones("Kiev", "UTC"));
    expect(findTimeZones("new york", "UTC")).toEqual(["America/New_York"]);
    expect(findTimeZones("são paulo", "UTC")).toEqual(["America/Sao_Paulo"]);
    expect(findTimeZones("utc", "Europe/Berlin")).toEqual(["UTC"]);
    expect(findTimeZones("atlantis", "UTC")).toEqual([]);
  });

  it("calls them by their place", () => {
    expect(nameOfZone("Europe/Berlin")).toBe("Berlin");
    expect(nameOfZone("America/Argentina/La_Rioja")).toBe("La Rioja, Argentina");
    expect(nameOfZone("Europe/Kiev")).toBe("Kyiv");
    expect(nameOfZone("UTC")).toBe("UTC");
  });
});

it("starts the week where told, else where the locale does", () => {
  expect(weekStartOf("", "en-GB")).toBe(1);
  expect(weekStartOf("", "en-US")).toBe(7);
  expect(weekStartOf("saturday", "en-GB")).toBe(6);
  expect(weekStartOf("someday", "en-GB")).toBe(1);
});
