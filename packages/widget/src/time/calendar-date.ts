/** A local day, `YYYY-MM-DD`. Which instants belong to it is for the API to say. */
export type DayKey = string;

/** A local month, `YYYY-MM`. */
export type MonthKey = string;

const dayMs = 86_400_000;

/** Whether text from outside names a day that exists. */
export function isDayKey(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && keyOf(utcOf(text)) === text;
}

/** Whether text from outside names a month that exists. */
export function isMonthKey(text: string): boolean {
  return isDayKey(`${text}-01`);
}

/** Midnight UTC of the day: calendar arithmetic in UTC knows no clock changes. */
export function utcOf(day: DayKey): number {
  return Date.parse(`${day}T00:00:00Z`);
}

export function monthOf(day: DayKey): MonthKey {
  return day.slice(0, 7);
}

export function firstDay(month: MonthKey): DayKey {
  return `${month}-01`;
}

export function addDays(day: DayKey, count: number): DayKey {
  return keyOf(utcOf(day) + count * dayMs);
}

export function addMonths(month: MonthKey, count: number): MonthKey {
  const date = new Date(utcOf(firstDay(month)));
  date.setUTCMonth(date.getUTCMonth() + count);
  return monthOf(keyOf(date.getTime()));
}

/** The same day of another month, or that month's last day where it is shorter. */
export function addMonthsToDay(day: DayKey, count: number): DayKey {
  const month = addMonths(monthOf(day), count);
  const wanted = `${month}-${day.slice(8)}`;
  return isDayKey(wanted) ? wanted : lastDay(month);
}

export function lastDay(month: MonthKey): DayKey {
  return addDays(firstDay(addMonths(month, 1)), -1);
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(day: DayKey): number {
  return new Date(utcOf(day)).getUTCDay() || 7;
}

/** The day moved into `[first, last]`. */
export function clampDay(day: DayKey, first: DayKey, last: DayKey): DayKey {
  if (day < first) return first;
  return day > last ? last : day;
}

function keyOf(utcMs: number): DayKey {
  return Number.isNaN(utcMs) ? "" : new Date(utcMs).toISOString().slice(0, 10);
}
