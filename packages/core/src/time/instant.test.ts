import { describe, expect, test } from "vitest";
import { formatInstant, formatInstantUtc, formatLocal, parseInstant } from "./instant.ts";
import { InvalidTimeError } from "./invalid-time-error.ts";

describe("parseInstant", () => {
  test.each([
    ["2026-11-25T10:00:00+01:00", Date.UTC(2026, 10, 25, 9)],
    ["2026-11-25T10:00:00Z", Date.UTC(2026, 10, 25, 10)],
    ["2026-11-25T10:00:00-00:00", Date.UTC(2026, 10, 25, 10)],
    ["2026-11-25T10:00:00.5Z", Date.UTC(2026, 10, 25, 10, 0, 0, 500)],
    ["2026-11-25T10:00:00.123999Z", Date.UTC(2026, 10, 25, 10, 0, 0, 123)],
    ["2024-02-29T23:59:59-12:00", Date.UTC(2024, 2, 1, 11, 59, 59)],
    ["0050-01-01T00:00:00Z", Date.parse("0050-01-01T00:00:00Z")],
    ["9999-12-31T23:59:59Z", Date.parse("9999-12-31T23:59:59Z")],
  ])("reads %s", (text, instant) => {
    expect(parseInstant(text)).toBe(instant);
  });

  test.each([
    "",
    "2026-11-25",
    "2026-11-25T10:00:00",
    "2026-11-25T10:00Z",
    "2026-11-25 10:00:00Z",
    "2026-11-25t10:00:00z",
    "2026-02-30T10:00:00Z",
    "2026-13-01T10:00:00Z",
    "2026-00-10T10:00:00Z",
    "2026-11-25T24:00:00Z",
    "2026-11-25T10:60:00Z",
    "2026-12-31T23:59:60Z",
    "2026-11-25T10:00:00+99:99",
    "2026-11-25T10:00:00+0100",
    "2026-11-25T10:00:00.Z",
    "10000-01-01T00:00:00Z",
    "+010000-01-01T00:00:00Z",
    "9999-12-31T23:59:59-01:00",
    "٢٠٢٦-11-25T10:00:00Z",
    "2026-11-25T10:00:00Z\n",
  ])("refuses %j", (text) => {
    expect(() => parseInstant(text)).toThrow(InvalidTimeError);
  });

  test("shows a long value only in part", () => {
    expect(() => parseInstant("x".repeat(10_000))).toThrow(/^.{0,160}$/);
  });
});

test.each([
  [Date.UTC(2026, 10, 25, 9), "2026-11-25T09:00:00Z"],
  [Date.UTC(1969, 11, 31, 23, 59, 59, 7), "1969-12-31T23:59:59.007Z"],
])("formatInstantUtc(%d) is %s", (instant, text) => {
  expect(formatInstantUtc(instant)).toBe(text);
  expect(parseInstant(text)).toBe(instant);
});

test.each([
  ["Europe/Berlin", "2026-10-25T00:30:00Z", "2026-10-25T02:30:00+02:00"],
  ["Europe/Berlin", "2026-10-25T01:30:00Z", "2026-10-25T02:30:00+01:00"],
  ["America/St_Johns", "2026-01-01T00:00:00Z", "2025-12-31T20:30:00-03:30"],
  ["Asia/Kathmandu", "2026-01-01T00:00:00Z", "2026-01-01T05:45:00+05:45"],
  ["UTC", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00+00:00"],
  // 44 minutes and 30 seconds behind; RFC 3339 has whole minutes only.
  ["Africa/Monrovia", "1971-01-01T00:00:00Z", "1970-12-31T23:16:00-00:44"],
])("in %s, %s is %s", (zone, utc, text) => {
  const instant = parseInstant(utc);
  expect(formatInstant(instant, zone)).toBe(text);
  expect(parseInstant(text)).toBe(instant);
  if (zone !== "Africa/Monrovia") expect(formatLocal(instant, zone)).toBe(text.slice(0, 19));
});

test.each([Number.NaN, Infinity, 0.5, 8.64e15, 253_402_300_800_000])("refuses to write %d", (value) => {
  expect(() => formatInstantUtc(value)).toThrow(InvalidTimeError);
  expect(() => formatInstant(value, "UTC")).toThrow(InvalidTimeError);
  expect(() => formatLocal(value, "UTC")).toThrow(InvalidTimeError);
});
