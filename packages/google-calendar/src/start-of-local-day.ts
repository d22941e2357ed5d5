const minuteMs = 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The first instant, in epoch milliseconds, at which the local clock of `timeZone` shows `date` or later. Where midnight
 * is skipped that is the first time of day that exists; where the whole day is skipped, the start of the next one.
 *
 * @param date - `YYYY-MM-DD`.
 * @throws {RangeError} if the date does not exist or the runtime does not know the zone.
 */
export function startOfLocalDay(date: string, timeZone: string): number {
  const utcMidnight = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(utcMidnight)) throw new RangeError(`Not a date: ${date}`);
  // Local clocks are between UTC−12 and UTC+14; a day more on each side leaves room for a skipped day.
  let before = utcMidnight / minuteMs - 39 * 60;
  let from = utcMidnight / minuteMs + 37 * 60;
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2);
    if (localDate(middle * minuteMs, timeZone) >= date) from = middle;
    else before = middle;
  }
  return from * minuteMs;
}

function localDate(instant: number, timeZone: string): string {
  let format = formats.get(timeZone);
  if (format === undefined) {
    // The Swedish form of a date is YYYY-MM-DD.
    format = new Intl.DateTimeFormat("sv-SE", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
    formats.set(timeZone, format);
  }
  return format.format(instant);
}
