import { dayMs, weekdayOfDay } from "../time/local-date.ts";
import { instantsOfWallTime } from "../time/local-time.ts";
import { appendSpan, coveredByAtLeast, type SpanList, subtractSpans } from "../time/span-list.ts";
import { forEachOffset } from "../time/time-zone.ts";
import type { CompiledSchedule } from "./compile-schedule.ts";

/**
 * The spans of `[start, end)` that lie inside the windows of a host's schedules.
 *
 * Each schedule speaks for the local dates of its own zone on which no earlier one of the list applies.
 */
export function scheduleSpans(schedules: readonly CompiledSchedule[], start: number, end: number): SpanList {
  const [first, ...others] = schedules as readonly [CompiledSchedule, ...CompiledSchedule[]];
  if (others.length === 0) return windowSpans(first, start, end);
  const parts: SpanList[] = [];
  let unclaimed: SpanList = [start, end];
  for (const schedule of schedules) {
    const claimed = subtractSpans([start, end], unclaimed);
    parts.push(subtractSpans(windowSpans(schedule, start, end), claimed));
    unclaimed = subtractSpans(unclaimed, effectiveSpans(schedule, start, end));
  }
  return coveredByAtLeast(1, parts);
}

/**
 * Windows are read off the wall clock: for each stretch of one offset, each local date's windows are cut to the
 * stretch. Skipped times so have no instants and repeated ones two, without a rule of their own.
 */
function windowSpans(schedule: CompiledSchedule, start: number, end: number): number[] {
  const { timeZone, fromDay, untilDay, weekly, overrides } = schedule;
  const spans: number[] = [];
  forEachOffset(timeZone, start, end, (from, to, offsetMs) => {
    const firstDay = Math.max(fromDay, Math.floor((from + offsetMs) / dayMs));
    const lastDay = Math.min(untilDay, Math.floor((to - 1 + offsetMs) / dayMs));
    for (let day = firstDay; day <= lastDay; day++) {
      const windows = overrides.get(day) ?? (weekly[weekdayOfDay(day)] as SpanList);
      const midnight = day * dayMs - offsetMs;
      for (let i = 0; i < windows.length; i += 2) {
        const opens = midnight + (windows[i] as number);
        const closes = midnight + (windows[i + 1] as number);
        appendSpan(spans, Math.max(from, opens), Math.min(to, closes));
      }
    }
  });
  return spans;
}

function effectiveSpans({ timeZone, fromDay, untilDay }: CompiledSchedule, start: number, end: number): SpanList {
  // Two days reach past every local date that the span can touch.
  const wallStart = Math.max(fromDay * dayMs, start - 2 * dayMs);
  const wallEnd = Math.min((untilDay + 1) * dayMs, end + 2 * dayMs);
  return wallStart < wallEnd ? instantsOfWallTime(timeZone, wallStart, wallEnd) : [];
}
