import { describe, expect, it } from "vitest";
import { formatInstant, instantAt, isTimeZone, wallAt } from "./zoned-time.ts";

const at = (text: string) => Date.parse(text);

describe("instantAt", () => {
  it.each([
    ["2026-11-23T09:00:00", "Europe/Berlin", "2026-11-23T08:00:00Z"],
    ["2026-11-23T09:00:00", "Asia/Kathmandu", "2026-11-23T03:15:00Z"],
    // Repeated: the first passing.
    ["2026-10-25T02:30:00", "Europe/Berlin", "2026-10-25T00:30:00Z"],
    ["2026-11-01T01:30:00", "America/New_York", "2026-11-01T05:30:00Z"],
    // Skipped: read with the offset before the gap.
    ["2026-03-29T02:30:00", "Europe/Berlin", "2026-03-29T01:30:00Z"],
    ["2026-03-08T02:30:00", "America/New_York", "2026-03-08T07:30:00Z"],
    ["2026-03-29T03:00:00", "Europe/Berlin", "2026-03-29T01:00:00Z"],
    // Half an hour of summer time.
    ["2026-10-04T02:15:00", "Australia/Lord_Howe", "2026-10-03T15:45:00Z"],
  ])("reads %s in %s", (wall, zone, instant) => {
    expect(instantAt(wall, zone)).toBe(at(instant));
  });
});

describe("formatInstant", () => {
  it("writes the offset of the zone at that instant, and Z for UTC", () => {
    expect(formatInstant(at("2026-07-01T12:00:00Z"), "Europe/Berlin")).toBe("2026-07-01T14:00:00+02:00");
    expect(formatInstant(at("2026-07-01T12:00:00Z"), "America/St_Johns")).toBe("2026-07-01T09:30:00-02:30");
    expect(formatInstant(at("2026-07-01T12:00:00Z"), "UTC")).toBe("2026-07-01T12:00:00Z");
  });
});

it("reads the wall clock of a zone", () => {
  expect(wallAt(at("2026-11-23T23:30:00Z"), "Pacific/Auckland")).toBe("2026-11-24T12:30:00");
});

it("knows zones by name and no bare offsets", () => {
  expect(["Europe/Berlin", "UTC", "Mars/Base", "+01:00", ""].map(isTimeZone)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});
