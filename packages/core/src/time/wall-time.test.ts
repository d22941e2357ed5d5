import { expect, test } from "vitest";
import { parseWallTime } from "./wall-time.ts";

test.each([
  ["00:00", 0],
  ["09:05", 545],
  ["23:59", 1439],
  ["24:00", 1440],
])("%s is %d minutes after midnight", (time, minutes) => {
  expect(parseWallTime(time)).toBe(minutes);
});

test.each(["24:01", "24:30", "25:00", "9:00", "09:60", "09:00:00", "-1:00", "", "09:00\n"])("refuses %j", (time) => {
  expect(() => parseWallTime(time)).toThrow("HH:MM");
});
