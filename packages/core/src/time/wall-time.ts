import { InvalidTimeError } from "./invalid-time-error.ts";

const pattern = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;

/**
 * The minutes since midnight that a wall clock shows at `HH:MM`; `24:00`, the end of a day, is 1440.
 *
 * @throws {InvalidTimeError} for anything else, `24:30` and `9:00` included.
 */
export function parseWallTime(time: string): number {
  const match = pattern.exec(time);
  if (!match) throw new InvalidTimeError(time, "give a time as HH:MM from 00:00 to 24:00");
  return match[1] === undefined ? 1440 : Number(match[1]) * 60 + Number(match[2]);
}
