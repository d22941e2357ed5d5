import { describe, expect, it } from "vitest";
import { createFormats } from "./formats.ts";
import { slotLabels } from "./slot-labels.ts";
import { dayOf, isTimeZone, listTimeZones } from "./time-zone.ts";
import { weekStartOf } from "./week-start.ts";

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
    expect(berlin.zone(Date.parse("2026-07-01T00:00:00Z"))).toBe("Central European Summer Time");
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
    const slots = ["2026-10-25T00:00:00Z", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"].map((start) => ({
      start,
      end: start,
    }));
    expect(slotLabels(slots, berlin)).toEqual(["02:00", "02:30 GMT+2", "02:30 GMT+1"]);
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

  it("lists the current one first, and once", () => {
    const zones = listTimeZones("Europe/Berlin");
    expect(zones[0]).toBe("Europe/Berlin");
    expect(zones.filter((zone) => zone === "Europe/Berlin")).toHaveLength(1);
    expect(zones).toContain("UTC");
    expect(listTimeZones("Europe/Kyiv")[0]).toBe("Europe/Kyiv");
  });
});

it("starts the week where told, else where the locale does", () => {
  expect(weekStartOf("", "en-GB")).toBe(1);
  expect(weekStartOf("", "en-US")).toBe(7);
  expect(weekStartOf("saturday", "en-GB")).toBe(6);
  expect(weekStartOf("someday", "en-GB")).toBe(1);
});
