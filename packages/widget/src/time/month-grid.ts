import { addDays, type DayKey, firstDay, type MonthKey, monthOf, weekdayOf } from "./calendar-date.ts";

/** Always six, so that the page never jumps from month to month. */
const weekCount = 6;

/**
 * The month as six weeks of seven days; days of its neighbours are null.
 *
 * @param weekStart - 1 for Monday to 7 for Sunday.
 */
export function monthGrid(month: MonthKey, weekStart: number): (DayKey | null)[][] {
  const first = firstDay(month);
  const start = addDays(first, -((weekdayOf(first) - weekStart + 7) % 7));
  return Array.from({ length: weekCount }, (_, week) =>
    Array.from({ length: 7 }, (_, column) => {
      const day = addDays(start, week * 7 + column);
      return monthOf(day) === month ? day : null;
    }),
  );
}
