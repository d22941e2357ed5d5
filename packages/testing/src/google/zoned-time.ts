// The stand-in has its own reading of the clock, on `Intl` alone: it is there to contradict the code it tests.

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
  formatters.set(timeZone, made);
  return made;
}

/** Whether the runtime knows this IANA zone. A bare offset such as `+01:00` is no zone to Google. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    formatterOf(name);
    return true;
  } catch {
    return false;
  }
}

/** How far the local clock is ahead of UTC at an instant, in milliseconds. */
function offsetMsAt(instantMs: number, timeZone: string): number {
  const parts = formatterOf(timeZone).formatToParts(instantMs);
  const name = parts.find((part) => part.type === "timeZoneName")?.value ?? "";
  const match = /^GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(name);
  if (match === null) throw new Error(`Cannot read the offset "${name}" of ${timeZone}.`);
  const [, sign, hours = 0, minutes = 0, seconds = 0] = match;
  const size = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  return sign === "-" ? -size : size;
}

const DAY_MS = 86_400_000;

/**
 * The instant at which the clock of `timeZone` shows `wall` (`YYYY-MM-DDTHH:mm:ss`).
 *
 * A repeated time is its first passing; a skipped time is read with the offset before the gap (RFC 5545, 3.3.5).
 */
export function instantAt(wall: string, timeZone: string): number {
  const asUtc = Date.parse(`${wall}Z`);
  const before = offsetMsAt(asUtc - DAY_MS, timeZone);
  const after = offsetMsAt(asUtc + DAY_MS, timeZone);
  const fits = [before, after].find((offset) => offsetMsAt(asUtc - offset, timeZone) === offset);
  return asUtc - (fits ?? before);
}

/** What the clock of `timeZone` shows at an instant: `YYYY-MM-DDTHH:mm:ss`. */
export function wallAt(instantMs: number, timeZone: string): string {
  return new Date(instantMs + offsetMsAt(instantMs, timeZone)).toISOString().slice(0, 19);
}

/** RFC 3339 to the second with the zone's offset; UTC is written `Z`. */
export function formatInstant(instantMs: number, timeZone: string): string {
  const offsetMinutes = Math.round(offsetMsAt(instantMs, timeZone) / 60_000);
  const wall = wallAt(instantMs, timeZone);
  if (offsetMinutes === 0) return `${wall}Z`;
  const size = Math.abs(offsetMinutes);
  return `${wall}${offsetMinutes < 0 ? "-" : "+"}${twoDigits(size / 60)}:${twoDigits(size % 60)}`;
}

function twoDigits(value: number): string {
  return String(Math.floor(value)).padStart(2, "0");
}

/** The date that is `days` after `date` (`YYYY-MM-DD`), on the calendar. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Days from Monday (0) to Sunday (6). */
export function weekdayOf(date: string): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** Calendar days from one date to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}
