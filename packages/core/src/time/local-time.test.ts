import { describe, expect, test } from "vitest";
import { formatInstantUtc, parseInstant } from "./instant.ts";
import {
  instantsOfLocalDate,
  instantsOfLocalTime,
  instantsOfWindow,
  localDateAt,
  startOfLocalDay,
} from "./local-time.ts";

const shown = (spans: readonly { start: number; end: number }[]) =>
  spans.map(({ start, end }) => `${formatInstantUtc(start)}/${formatInstantUtc(end)}`);

describe("a window", () => {
  test.each([
    [
      "on an ordinary day",
      "Europe/Berlin",
      "2026-11-23",
      "09:00",
      "17:00",
      ["2026-11-23T08:00:00Z/2026-11-23T16:00:00Z"],
    ],
    ["closing a day", "Europe/Berlin", "2026-11-23", "22:00", "24:00", ["2026-11-23T21:00:00Z/2026-11-23T23:00:00Z"]],
    ["inside a skipped hour", "Europe/Berlin", "2026-03-29", "02:15", "02:45", []],
    [
      "across a skipped hour",
      "Europe/Berlin",
      "2026-03-29",
      "01:30",
      "03:30",
      ["2026-03-29T00:30:00Z/2026-03-29T01:30:00Z"],
    ],
    [
      "across a repeated hour",
      "Europe/Berlin",
      "2026-10-25",
      "01:00",
      "04:00",
      ["2026-10-24T23:00:00Z/2026-10-25T03:00:00Z"],
    ],
    [
      "inside a repeated hour",
      "Europe/Berlin",
      "2026-10-25",
      "02:15",
      "02:45",
      ["2026-10-25T00:15:00Z/2026-10-25T00:45:00Z", "2026-10-25T01:15:00Z/2026-10-25T01:45:00Z"],
    ],
    [
      "at a skipped midnight",
      "Africa/Cairo",
      "2026-04-24",
      "00:00",
      "01:30",
      ["2026-04-23T22:00:00Z/2026-04-23T22:30:00Z"],
    ],
    ["on a skipped day", "Pacific/Apia", "2011-12-30", "00:00", "24:00", []],
    [
      "in half an hour repeated",
      "Australia/Lord_Howe",
      "2026-04-05",
      "01:30",
      "02:00",
      ["2026-04-04T14:30:00Z/2026-04-04T15:30:00Z"],
    ],
  ])("%s", (_, zone, date, start, end, spans) => {
    expect(shown(instantsOfWindow(zone, date, { start, end }))).toEqual(spans);
  });
});

test.each([
  ["America/New_York", "2026-03-08", 23],
  ["America/New_York", "2026-11-01", 25],
  ["Australia/Lord_Howe", "2026-04-05", 24.5],
  ["Pacific/Apia", "2011-12-29", 24],
])("in %s, %s has %d hours", (zone, date, hours) => {
  const [day] = instantsOfLocalDate(zone, date);
  expect(((day?.end ?? 0) - (day?.start ?? 0)) / 3_600_000).toBe(hours);
});

test("a date has two spans where the clock went back into it after midnight", () => {
  expect(shown(instantsOfLocalDate("America/St_Johns", "2009-10-31"))).toEqual([
    "2009-10-31T02:30:00Z/2009-11-01T02:30:00Z",
    "2009-11-01T02:31:00Z/2009-11-01T03:30:00Z",
  ]);
  const lateThatDay = parseInstant("2009-11-01T03:00:00Z");
  expect(localDateAt("America/St_Johns", lateThatDay)).toBe("2009-10-31");
  expect(formatInstantUtc(startOfLocalDay("America/St_Johns", lateThatDay))).toBe("2009-10-31T02:30:00Z");
});

test.each([
  ["2026-03-29", "02:30", []],
  ["2026-10-25", "02:30", ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"]],
  ["2026-10-26", "02:30", ["2026-10-26T01:30:00Z"]],
])("in Berlin, %s %s is shown at %j", (date, time, instants) => {
  expect(instantsOfLocalTime("Europe/Berlin", date, time).map(formatInstantUtc)).toEqual(instants);
});

test("refuses a time that no clock shows", () => {
  expect(() => instantsOfLocalTime("Europe/Berlin", "2026-10-26", "24:30")).toThrow("HH:MM");
});
