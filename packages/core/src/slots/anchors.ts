import { dayMs } from "../time/local-date.ts";
import type { SpanList } from "../time/span-list.ts";
import { forEachOffset } from "../time/time-zone.ts";

/**
 * The spans of `open`, cut at each first instant of a local date: every piece starts at an anchor of the grid.
 *
 * @param from - The first instant of a local date, not after the first open span.
 * @returns A flat list like `open`, but its pieces touch where a date begins inside a span.
 */
export function cutAtLocalDates(open: SpanList, timeZone: string, from: number): SpanList {
  const dates = firstInstantsOfDates(timeZone, from, open.at(-1) ?? from);
  const pieces: number[] = [];
  let next = 0;
  for (let i = 0; i < open.length; i += 2) {
    const end = open[i + 1] as number;
    pieces.push(open[i] as number);
    while (next < dates.length && (dates[next] as number) <= (open[i] as number)) next++;
    for (; next < dates.length && (dates[next] as number) < end; next++) {
      pieces.push(dates[next] as number, dates[next] as number);
    }
    pieces.push(end);
  }
  return pieces;
}

/** The first instant of each local date that begins in `[start, end)`, ascending. */
function firstInstantsOfDates(timeZone: string, start: number, end: number): number[] {
  const instants: number[] = [];
  let latestDay = -Infinity;
  forEachOffset(timeZone, start, end, (from, to, offsetMs) => {
    const firstDay = Math.floor((from + offsetMs) / dayMs);
    const lastDay = Math.floor((to - 1 + offsetMs) / dayMs);
    // A clock change may skip midnight or lead back into a date; a date begins once, where it is first shown.
    for (let day = Math.max(firstDay, latestDay + 1); day <= lastDay; day++) {
      instants.push(Math.max(from, day * dayMs - offsetMs));
    }
    latestDay = Math.max(latestDay, lastDay);
  });
  return instants;
}
