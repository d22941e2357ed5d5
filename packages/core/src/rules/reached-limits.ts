import type { Limit, Span } from "../slots/slot-query.ts";
import { dayMs, dayOfCivil, weekdayOfDay } from "../time/local-date.ts";
import { instantsOfWallTime, localDayAt } from "../time/local-time.ts";
import { coveredByAtLeast, type SpanList } from "../time/span-list.ts";
import { weekdays } from "../time/weekdays.ts";

const minuteMs = 60_000;

/**
 * The spans of `[start, end)` in which no further booking of this duration may start: the periods, in the limit's own
 * zone, whose bookings reach it.
 */
export function reachedSpans(limit: Limit, durationMs: number, start: number, end: number): SpanList {
  if (isReached(limit, 0, 0, durationMs)) return [start, end];
  const reached: SpanList[] = [];
  for (const [firstDay, used] of usedByPeriod(limit)) {
    if (!isReached(limit, used.count, used.minutes, durationMs)) continue;
    const wallEnd = dayAfterPeriod(limit, firstDay) * dayMs;
    reached.push(instantsOfWallTime(limit.timeZone, firstDay * dayMs, wallEnd));
  }
  return coveredByAtLeast(1, reached);
}

function isReached({ maxCount, maxMinutes }: Limit, count: number, minutes: number, durationMs: number): boolean {
  if (maxCount !== undefined && count + 1 > maxCount) return true;
  return maxMinutes !== undefined && minutes + durationMs / minuteMs > maxMinutes;
}

/** What was used of one period. */
export interface PeriodUse {
  count: number;
  minutes: number;
}

/** What is used of the period that holds an instant. */
export function usedAt(limit: Limit, instant: number): PeriodUse {
  const firstDay = firstDayOfPeriod(limit, localDayAt(limit.timeZone, instant));
  return usedByPeriod(limit).get(firstDay) ?? { count: 0, minutes: 0 };
}

/** What was used of each period, by the period's first day. */
function usedByPeriod(limit: Limit): Map<number, PeriodUse> {
  const periods = new Map<number, PeriodUse>();
  for (const { start, minutes } of limit.used ?? []) {
    const firstDay = firstDayOfPeriod(limit, localDayAt(limit.timeZone, start));
    const used = periods.get(firstDay) ?? { count: 0, minutes: 0 };
    periods.set(firstDay, { count: used.count + 1, minutes: used.minutes + minutes });
  }
  return periods;
}

/** The first local day of the period that holds a local day. */
export function firstDayOfPeriod(
  { period, weekStartsOn = "monday" }: Pick<Limit, "period" | "weekStartsOn">,
  day: number,
): number {
  if (period === "day") return day;
  if (period === "week") return day - ((weekdayOfDay(day) - weekdays.indexOf(weekStartsOn) + 7) % 7);
  const date = new Date(day * dayMs);
  return period === "month" ? day - date.getUTCDate() + 1 : dayOfCivil(date.getUTCFullYear(), 1, 1);
}

/** The span of all periods of a limit that `[start, end)` touches. */
export function periodsAround(limit: Pick<Limit, "period" | "weekStartsOn" | "timeZone">, { start, end }: Span): Span {
  const first = firstDayOfPeriod(limit, localDayAt(limit.timeZone, start));
  const last = firstDayOfPeriod(limit, localDayAt(limit.timeZone, end - 1));
  const spans = instantsOfWallTime(limit.timeZone, first * dayMs, dayAfterPeriod(limit, last) * dayMs);
  return { start: Math.min(start, spans[0] ?? start), end: Math.max(end, spans.at(-1) ?? end) };
}

function dayAfterPeriod({ period }: Pick<Limit, "period">, firstDay: number): number {
  if (period === "day") return firstDay + 1;
  if (period === "week") return firstDay + 7;
  const first = new Date(firstDay * dayMs);
  return period === "month"
    ? dayOfCivil(first.getUTCFullYear(), first.getUTCMonth() + 2, 1)
    : dayOfCivil(first.getUTCFullYear() + 1, 1, 1);
}
