import type { GoogleEventTime } from "./event-resource.ts";
import { emptyTimeRange, invalid, missing } from "./google-error.ts";
import { addDays, formatInstant, instantAt, isTimeZone } from "./zoned-time.ts";

/** Half-open, `[startMs, endMs)`. */
export interface InstantRange {
  startMs: number;
  endMs: number;
}

const HAS_OFFSET = /([Zz]|[+-]\d\d:\d\d)$/;

/** The instant that an event's start or end means. An all-day date begins at local midnight of the calendar's zone. */
export function instantOf(time: GoogleEventTime, calendarZone: string): number {
  if (time.date !== undefined) return instantAt(`${time.date}T00:00:00`, calendarZone);
  const { dateTime = "" } = time;
  return HAS_OFFSET.test(dateTime) ? Date.parse(dateTime) : instantAt(dateTime, time.timeZone ?? calendarZone);
}

/** The instants between which an event lies; `overlaps` and `covers` are then plain comparisons. */
export function rangeOf(event: { start: GoogleEventTime; end: GoogleEventTime }, calendarZone: string): InstantRange {
  return { startMs: instantOf(event.start, calendarZone), endMs: instantOf(event.end, calendarZone) };
}

/** Google shows a time in the calendar's zone (or the one asked for) and leaves `timeZone` as it was given. */
export function showTime(time: GoogleEventTime, shownZone: string, calendarZone: string): GoogleEventTime {
  if (time.date !== undefined) return { date: time.date };
  const dateTime = formatInstant(instantOf(time, calendarZone), shownZone);
  return { dateTime, timeZone: time.timeZone ?? calendarZone };
}

/** @throws {GoogleError} 400 when start and end do not make an event. */
export function checkTimes(start: GoogleEventTime | undefined, end: GoogleEventTime | undefined, zone: string): void {
  if (start === undefined) throw missing("Missing start time.");
  if (end === undefined) throw missing("Missing end time.");
  checkTime("start", start);
  checkTime("end", end);
  if ((start.date === undefined) !== (end.date === undefined)) {
    throw invalid("Start and end times must either both be date or both be dateTime.");
  }
  // A timed event may be a moment; an all-day event covers a day at least, for its end is exclusive.
  const shortest =
    start.date === undefined ? instantOf(start, zone) : instantOf({ date: addDays(start.date, 1) }, zone);
  if (instantOf(end, zone) < shortest) throw emptyTimeRange();
}

function checkTime(name: "start" | "end", time: GoogleEventTime): void {
  if (time.date !== undefined && time.dateTime !== undefined) throw invalid(`Invalid ${name} time.`);
  if (time.date === undefined && time.dateTime === undefined) throw missing(`Missing ${name} time.`);
  if (time.timeZone !== undefined && !isTimeZone(time.timeZone)) {
    throw invalid(`Invalid time zone definition for ${name} time.`);
  }
  if (time.dateTime !== undefined && !HAS_OFFSET.test(time.dateTime) && time.timeZone === undefined) {
    throw missing(`Missing time zone definition for ${name} time.`);
  }
}
