import { InvalidTimeError } from "./invalid-time-error.ts";

const pattern = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/**
 * The minutes since midnight that a wall clock shows at `HH:MM`; `24:00`, the end of a day, is 1440.
 *
 * @throws {InvalidTimeError} for anything else, `24:30` and `9:00` included.
 */
export function parseWallTime(time: string): number {
  if (time === "24:00") return 1440;
  if (!pattern.test(time)) throw new InvalidTimeError(time, "give a time as HH:MM from 00:00 to 24:00");
  return digitAt(time, 0) * 600 + digitAt(time, 1) * 60 + digitAt(time, 3) * 10 + digitAt(time, 4);
}

function digitAt(text: string, place: number): number {
  return text.charCodeAt(place) - 48;
}
