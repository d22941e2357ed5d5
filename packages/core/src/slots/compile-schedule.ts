import { parseLocalDate } from "../time/local-date.ts";
import { appendSpan, type SpanList } from "../time/span-list.ts";
import { parseWallTime } from "../time/wall-time.ts";
import { weekdays } from "../time/weekdays.ts";
import { checkTimeZone, readTime, type ValuePath } from "./check-value.ts";
import type { Schedule, TimeWindow } from "./slot-query.ts";
import { SlotQueryError } from "./slot-query-error.ts";

const minuteMs = 60_000;

/** A schedule in numbers: days since 1970-01-01, windows as flat span lists of milliseconds since midnight. */
export interface CompiledSchedule {
  readonly timeZone: string;
  /** First and last day on which it applies; infinite when open. */
  readonly fromDay: number;
  readonly untilDay: number;
  /** By weekday, Monday first. */
  readonly weekly: readonly SpanList[];
  readonly overrides: ReadonlyMap<number, SpanList>;
}

/**
 * Reads a schedule's dates and times once, so that the sweep over days only adds numbers.
 *
 * @throws {SlotQueryError} naming the field under `path`.
 */
export function compileSchedule(schedule: Schedule, path: ValuePath): CompiledSchedule {
  const { timeZone, effective, weekly, overrides = [] } = schedule;
  checkTimeZone(timeZone, [...path, "timeZone"]);
  for (const day of Object.keys(weekly)) checkWeekday(day, [...path, "weekly", day]);
  return {
    timeZone,
    ...compileEffective(effective, [...path, "effective"]),
    weekly: weekdays.map((day) => compileWindows(weekly[day] ?? [], [...path, "weekly", day])),
    overrides: compileOverrides(overrides, [...path, "overrides"]),
  };
}

function checkWeekday(day: string, path: ValuePath): void {
  if (weekdays.some((known) => known === day)) return;
  throw new SlotQueryError({ path, received: day, remedy: `name a day: ${weekdays.join(", ")}` });
}

function compileEffective(
  effective: Schedule["effective"],
  path: ValuePath,
): Pick<CompiledSchedule, "fromDay" | "untilDay"> {
  const { from, until } = effective ?? {};
  const fromDay = from === undefined ? -Infinity : readTime(parseLocalDate, from, () => [...path, "from"]);
  const untilDay = until === undefined ? Infinity : readTime(parseLocalDate, until, () => [...path, "until"]);
  if (untilDay < fromDay) {
    throw new SlotQueryError({ path: [...path, "until"], received: until, remedy: "give a date not before `from`" });
  }
  return { fromDay, untilDay };
}

function compileOverrides(overrides: NonNullable<Schedule["overrides"]>, path: ValuePath): Map<number, SpanList> {
  const byDay = new Map<number, SpanList>();
  overrides.forEach(({ date, windows }, index) => {
    const day = readTime(parseLocalDate, date, () => [...path, index, "date"]);
    if (byDay.has(day)) {
      throw new SlotQueryError({
        path: [...path, index, "date"],
        received: date,
        remedy: "give all windows of a date in one override",
      });
    }
    byDay.set(day, compileWindows(windows, [...path, index, "windows"]));
  });
  return byDay;
}

function compileWindows(windows: readonly TimeWindow[], path: ValuePath): SpanList {
  const spans = windows.map((window, index) => compileWindow(window, path, index));
  spans.sort((a, b) => a[0] - b[0]);
  const list: number[] = [];
  for (const [start, end] of spans) appendSpan(list, start, end);
  return list;
}

function compileWindow({ start, end }: TimeWindow, path: ValuePath, index: number): [start: number, end: number] {
  const from = readTime(parseWallTime, start, () => [...path, index, "start"]);
  const to = readTime(parseWallTime, end, () => [...path, index, "end"]);
  if (to <= from) {
    throw new SlotQueryError({
      path: [...path, index, "end"],
      received: end,
      remedy: "give an end after the start; a night is two windows, one closed by 24:00",
    });
  }
  return [from * minuteMs, to * minuteMs];
}
