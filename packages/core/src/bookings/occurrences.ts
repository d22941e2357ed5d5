import type { Frequency } from "../ports/catalog.ts";
import { dayMs, dayOfCivil, formatLocalDate } from "../time/local-date.ts";
import { instantsOfWallTime } from "../time/local-time.ts";
import { offsetMsAt } from "../time/time-zone.ts";

/** How the bookings of a series follow each other. */
export interface Recurrence {
  frequency: Frequency;
  /** Every how many days, weeks or months. Default: 1. */
  interval?: number | undefined;
  /** Bookings in all, the first included. */
  count: number;
}

/** One place in a series. */
export interface Occurrence {
  /** Counted from 0. */
  index: number;
  /** Local date, `YYYY-MM-DD`; of a month too short for it, the month alone, `YYYY-MM`. */
  date: string;
  /** Null where the date does not exist or the clock skips the time. */
  start: number | null;
}

/**
 * The starts of a series: the same wall time of a zone every so many days, weeks or months. A time that the clock shows
 * twice on a later date is its first showing (RFC 5545, 3.3.5).
 *
 * @param start - Of the first booking, epoch milliseconds.
 */
export function occurrencesOf(
  { frequency, interval = 1, count }: Recurrence,
  start: number,
  timeZone: string,
): Occurrence[] {
  const wall = start + offsetMsAt(timeZone, start);
  const firstDay = Math.floor(wall / dayMs);
  const timeOfDay = wall - firstDay * dayMs;
  return Array.from({ length: count }, (_, index): Occurrence => {
    if (index === 0) return { index, date: formatLocalDate(firstDay), start };
    const day =
      frequency === "monthly"
        ? dayInMonth(firstDay, index * interval)
        : firstDay + index * interval * (frequency === "weekly" ? 7 : 1);
    if (typeof day === "string") return { index, date: day, start: null };
    const at = day * dayMs + timeOfDay;
    const [first = null] = instantsOfWallTime(timeZone, at, at + 1);
    return { index, date: formatLocalDate(day), start: first };
  });
}

/** The same day of a later month, or the month where it has no such day. */
function dayInMonth(firstDay: number, months: number): number | string {
  const first = new Date(firstDay * dayMs);
  const year = first.getUTCFullYear();
  const month = first.getUTCMonth() + 1 + months;
  const day = dayOfCivil(year, month, first.getUTCDate());
  const isSameMonth = new Date(day * dayMs).getUTCDate() === first.getUTCDate();
  return isSameMonth ? day : formatLocalDate(dayOfCivil(year, month, 1)).slice(0, 7);
}
