import { describe, expect, it } from "vitest";
import { startOfLocalDay } from "./start-of-local-day.ts";

describe("startOfLocalDay", () => {
  it.each([
    ["2026-11-23", "UTC", "2026-11-23T00:00:00Z"],
    ["2026-11-23", "Europe/Berlin", "2026-11-22T23:00:00Z"],
    ["2026-03-30", "Europe/Berlin", "2026-03-29T22:00:00Z"],
    ["2026-11-23", "America/New_York", "2026-11-23T05:00:00Z"],
    ["2026-11-23", "Asia/Kathmandu", "2026-11-22T18:15:00Z"],
    ["2026-11-23", "Pacific/Kiritimati", "2026-11-22T10:00:00Z"],
    ["2026-11-23", "Pacific/Pago_Pago", "2026-11-23T11:00:00Z"],
  ])("%s in %s is %s", (date, zone, instant) => {
    expect(startOfLocalDay(date, zone)).toBe(Date.parse(instant));
  });

  it("is the first time that exists where midnight is skipped", () => {
    expect(startOfLocalDay("2026-04-24", "Africa/Cairo")).toBe(Date.parse("2026-04-24T01:00:00+03:00"));
  });

  it("is the start of the next day where the day is skipped", () => {
    expect(startOfLocalDay("2011-12-30", "Pacific/Apia")).toBe(startOfLocalDay("2011-12-31", "Pacific/Apia"));
  });

  it.each([
    ["2026-13-01", "UTC"],
    ["soon", "UTC"],
    ["2026-11-23", "Mars/Olympus"],
  ])("refuses %s in %s", (date, zone) => expect(() => startOfLocalDay(date, zone)).toThrow(RangeError));
});
