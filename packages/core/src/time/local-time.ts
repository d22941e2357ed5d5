import { dayMs, formatLocalDate, parseLocalDate } from "./local-date.ts";
import type { Span } from "./span.ts";
import { appendSpan } from "./span-list.ts";
import { forEachOffset, offsetMsAt } from "./time-zone.ts";
import { parseWallTime } from "./wall-time.ts";

const minuteMs = 60_000;

/**
 * The instants at which the zone's wall clock shows a time in `[wallStart, wallEnd)`, as a flat span list.
 *
 * Wall times are written as if the clock ran in UTC: `Date.UTC` of what it shows. Skipped times have no instants,
 * repeated ones have them twice.
 */
export function instantsOfWallTime(timeZone: string, wallStart: number, wallEnd: number): number[] {
  const spans: number[] = [];
  // No zone has ever been a whole day away from UTC.
  forEachOffset(timeZone, wallStart - dayMs, wallEnd + dayMs, (start, end, offsetMs) => {
    appendSpan(spans, Math.max(start, wallStart - offsetMs), Math.min(end, wallEnd - offsetMs));
  });
  return spans;
}

/** The day number of the local date at an instant; see `formatLocalDate`. */
export function localDayAt(timeZone: string, instant: number): number {
  return Math.floor((instant + offsetMsAt(timeZone, instant)) / dayMs);
}

/** The local date at an instant, `YYYY-MM-DD`. */
export function localDateAt(timeZone: string, instant: number): string {
  return formatLocalDate(localDayAt(timeZone, instant));
}

/** The first instant of the local date that holds this instant. */
export function startOfLocalDay(timeZone: string, instant: number): number {
  const wallStart = localDayAt(timeZone, instant) * dayMs;
  return instantsOfWallTime(timeZone, wallStart, wallStart + dayMs)[0] as number;
}

/**
 * The instants of a local date: one span as a rule, none if the zone skipped the date, two if a clock change shortly
 * after midnight led back into it.
 */
export function instantsOfLocalDate(timeZone: string, date: string): Span[] {
  const wallStart = parseLocalDate(date) * dayMs;
  return spansOf(instantsOfWallTime(timeZone, wallStart, wallStart + dayMs));
}

/**
 * The instants of a window `[start, end)` of wall time on one local date; `24:00` closes the day.
 *
 * A window inside a skipped hour is empty, one inside a repeated hour has two spans.
 */
export function instantsOfWindow(timeZone: string, date: string, window: { start: string; end: string }): Span[] {
  const midnight = parseLocalDate(date) * dayMs;
  const wallStart = midnight + parseWallTime(window.start) * minuteMs;
  return spansOf(instantsOfWallTime(timeZone, wallStart, midnight + parseWallTime(window.end) * minuteMs));
}

/** The instants at which the clock begins to show a local date and time: none in a gap, two in a fold, else one. */
export function instantsOfLocalTime(timeZone: string, date: string, time: string): number[] {
  const wall = parseLocalDate(date) * dayMs + parseWallTime(time) * minuteMs;
  return spansOf(instantsOfWallTime(timeZone, wall, wall + 1)).map(({ start }) => start);
}

/**
 * The instant at which the clock was put forward past a local date and time, or `undefined` where the clock shows it;
 * see `instantsOfLocalTime`.
 */
export function clockGapAt(timeZone: string, date: string, time: string): number | undefined {
  const wall = parseLocalDate(date) * dayMs + parseWallTime(time) * minuteMs;
  let gap: number | undefined;
  let isShown = false;
  let shownBefore = -Infinity;
  // No zone has ever been a whole day away from UTC.
  forEachOffset(timeZone, wall - dayMs, wall + dayMs, (start, end, offsetMs) => {
    if (shownBefore <= wall && wall < start + offsetMs) gap ??= start;
    if (start + offsetMs <= wall && wall < end + offsetMs) isShown = true;
    shownBefore = end + offsetMs;
  });
  return isShown ? undefined : gap;
}

function spansOf(list: readonly number[]): Span[] {
  const spans: Span[] = [];
  for (let i = 0; i < list.length; i += 2) spans.push({ start: list[i] as number, end: list[i + 1] as number });
  return spans;
}
