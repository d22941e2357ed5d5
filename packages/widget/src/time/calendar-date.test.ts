import { expect, it } from "vitest";
import {
  addDays,
  addMonths,
  addMonthsToDay,
  clampDay,
  isDayKey,
  isMonthKey,
  lastDay,
  weekdayOf,
} from "./calendar-date.ts";
import { monthGrid } from "./month-grid.ts";

it.each([
  ["2026-02-28", true],
  ["2026-02-29", false],
  ["2028-02-29", true],
  ["2026-13-01", false],
  ["2026-1-1", false],
  ["", false],
])("knows whether %s exists: %s", (text, exists) => {
  expect(isDayKey(text)).toBe(exists);
});

it.each([
  ["2026-12", true],
  ["2026-00", false],
  ["2026-12-01", false],
])("knows whether the month %s exists: %s", (text, exists) => {
  expect(isMonthKey(text)).toBe(exists);
});

it("counts days over the ends of months, years and clock changes", () => {
  expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
  expect(addDays("2028-03-01", -1)).toBe("2028-02-29");
  expect(addDays("2026-10-24", 2)).toBe("2026-10-26");
});

it("keeps the day of the month where there is one", () => {
  expect(addMonthsToDay("2026-01-31", 1)).toBe("2026-02-28");
  expect(addMonthsToDay("2026-11-16", -12)).toBe("2025-11-16");
  expect(addMonths("2026-12", 1)).toBe("2027-01");
  expect(lastDay("2026-02")).toBe("2026-02-28");
});

it("numbers weekdays from Monday", () => {
  expect(weekdayOf("2026-11-16")).toBe(1);
  expect(weekdayOf("2026-11-22")).toBe(7);
});

it("moves a day into bounds", () => {
  expect(clampDay("2026-01-01", "2026-02-01", "2026-03-01")).toBe("2026-02-01");
  expect(clampDay("2026-04-01", "2026-02-01", "2026-03-01")).toBe("2026-03-01");
  expect(clampDay("2026-02-10", "2026-02-01", "2026-03-01")).toBe("2026-02-10");
});

it("lays every month out in six weeks", () => {
  const november = monthGrid("2026-11", 1);
  expect(november).toHaveLength(6);
  expect(november[0]).toEqual([null, null, null, null, null, null, "2026-11-01"]);
  expect(november[5]?.[0]).toBe("2026-11-30");
  expect(monthGrid("2026-11", 7)[0]?.[0]).toBe("2026-11-01");
  expect(monthGrid("2027-02", 1)[5]).toEqual(Array(7).fill(null));
});
