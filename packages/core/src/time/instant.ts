import { InvalidTimeError } from "./invalid-time-error.ts";
import { dayMs, parseLocalDate } from "./local-date.ts";
import { offsetMsAt } from "./time-zone.ts";

const pattern =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d{1,9}))?(?:Z|([+-])([01]\d|2[0-3]):([0-5]\d))$/;
const remedy = "give an RFC 3339 instant with an offset, such as 2026-11-25T10:00:00+01:00";
const instantRemedy = "give whole epoch milliseconds in the years 0000-9999";

const minuteMs = 60_000;
/** The first millisecond of the year 0000, UTC. */
export const firstInstant = parseLocalDate("0000-01-01") * dayMs;
/** The last millisecond of the year 9999, UTC. */
export const lastInstant = (parseLocalDate("9999-12-31") + 1) * dayMs - 1;

/** Whether a number is an instant that RFC 3339 can write: whole epoch milliseconds in the years 0000-9999 (UTC). */
export function isInstant(value: number): boolean {
  return Number.isInteger(value) && value >= firstInstant && value <= lastInstant;
}

/**
 * Reads an RFC 3339 instant into epoch milliseconds; digits finer than a millisecond are cut off.
 *
 * Stricter than the RFC where it leaves a choice: `T` and `Z` in upper case, no leap second.
 *
 * @throws {InvalidTimeError} without an offset, and for times that do not exist: `2026-02-30`, `24:00:00`, `+99:99`.
 */
export function parseInstant(text: string): number {
  const match = pattern.exec(text);
  if (!match) throw new InvalidTimeError(text, remedy);
  const [, date = "", hours, minutes, seconds, fraction = "", sign, offsetHours, offsetMinutes] = match;
  const time = (Number(hours) * 60 + Number(minutes)) * minuteMs + Number(seconds) * 1000;
  const offset = sign ? (Number(offsetHours) * 60 + Number(offsetMinutes)) * minuteMs * (sign === "-" ? -1 : 1) : 0;
  const instant = parseLocalDate(date) * dayMs + time + Number(fraction.padEnd(3, "0").slice(0, 3)) - offset;
  if (!isInstant(instant)) throw new InvalidTimeError(text, remedy);
  return instant;
}

/**
 * Writes an instant in UTC: `2026-11-25T09:00:00Z`, with milliseconds only where there are any.
 *
 * @throws {InvalidTimeError} for a number that is no instant; see `isInstant`.
 */
export function formatInstantUtc(instant: number): string {
  return `${formatWall(instant)}Z`;
}

/**
 * Writes an instant on a zone's wall clock with its numeric offset: `2026-11-25T10:00:00+01:00`.
 *
 * RFC 3339 offsets have whole minutes. Where history had seconds (Monrovia until 1972) the offset is rounded towards
 * zero and the instant stays exact.
 *
 * @throws {InvalidTimeError} if the runtime does not know the zone, or for a number that is no instant.
 */
export function formatInstant(instant: number, timeZone: string): string {
  if (!isInstant(instant)) throw new InvalidTimeError(instant, instantRemedy);
  const minutes = Math.trunc(offsetMsAt(timeZone, instant) / minuteMs);
  const size = Math.abs(minutes);
  const offset = `${twoDigits(Math.floor(size / 60))}:${twoDigits(size % 60)}`;
  return `${formatWall(instant + minutes * minuteMs)}${minutes < 0 ? "-" : "+"}${offset}`;
}

/**
 * Writes what a zone's wall clock shows at an instant, without an offset: `2026-11-25T10:00:00`.
 *
 * For showing and keeping an agreed local time; in a repeated hour it fits two instants.
 *
 * @throws {InvalidTimeError} if the runtime does not know the zone, or for a number that is no instant.
 */
export function formatLocal(instant: number, timeZone: string): string {
  if (!isInstant(instant)) throw new InvalidTimeError(instant, instantRemedy);
  return formatWall(instant + offsetMsAt(timeZone, instant));
}

function formatWall(wall: number): string {
  if (!isInstant(wall)) throw new InvalidTimeError(wall, instantRemedy);
  const text = new Date(wall).toISOString();
  return text.slice(0, text.endsWith(".000Z") ? 19 : 23);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
