import { expect, test } from "vitest";
import { addDays, dayOfCivil, formatLocalDate, isLocalDate, parseLocalDate, weekdayOfDay } from "./local-date.ts";

test.each([
  ["1970-01-01", 0],
  ["1969-12-31", -1],
  ["2000-02-29", 11_016],
  ["0000-01-01", -719_528],
  ["9999-12-31", 2_932_896],
])("%s is day %d", (date, day) => {
  expect(parseLocalDate(date)).toBe(day);
  expect(formatLocalDate(day)).toBe(date);
});

test.each(["2026-02-30", "2026-2-3", "2100-02-29", "26-01-01", "10000-01-01", "2026-01-01T00:00", "", "2026-01-01\n"])(
  "refuses %j",
  (date) => {
    expect(isLocalDate(date)).toBe(false);
    expect(() => parseLocalDate(date)).toThrow("YYYY-MM-DD");
  },
);

test.each([
  ["2026-11-20", 3, "2026-11-23"],
  ["2026-11-29", 3, "2026-12-02"],
  ["2024-03-01", -1, "2024-02-29"],
  ["2026-01-01", -1, "2025-12-31"],
])("addDays(%s, %d) is %s", (date, days, later) => {
  expect(addDays(date, days)).toBe(later);
});

test("has no dates outside the years 0000-9999", () => {
  expect(() => addDays("9999-12-31", 1)).toThrow("0000-9999");
  expect(() => addDays("0000-01-01", -1)).toThrow("0000-9999");
});

test("counts the week from Monday, before 1970 too", () => {
  expect(["2026-11-23", "2026-11-29", "1969-12-29", "1969-12-28"].map(parseLocalDate).map(weekdayOfDay)).toEqual([
    0, 6, 0, 6,
  ]);
});

test("a month past December is in the next year", () => {
  expect(formatLocalDate(dayOfCivil(2026, 13, 1))).toBe("2027-01-01");
});
