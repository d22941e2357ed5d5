import { InvalidTimeError } from "./invalid-time-error.ts";

/** Elapsed milliseconds of a UTC day; a local day may have fewer or more. */
export const dayMs = 86_400_000;

const pattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const remedy = "give an existing date as YYYY-MM-DD";

/**
 * The number of days from 1970-01-01 to a civil date of the proleptic Gregorian calendar.
 *
 * @param month - 1 to 12. Months and days out of range carry over, as in `Date`.
 */
export function dayOfCivil(year: number, month: number, day: number): number {
  // Date.UTC reads the years 0-99 as 1900-1999; setUTCFullYear does not.
  return new Date(0).setUTCFullYear(year, month - 1, day) / dayMs;
}

/**
 * The day number of a date: whole days since 1970-01-01.
 *
 * @throws {InvalidTimeError} unless the date is `YYYY-MM-DD` and exists; `2026-02-30` does not.
 */
export function parseLocalDate(date: string): number {
  const [, year, month, day] = pattern.exec(date) ?? [];
  const number = dayOfCivil(Number(year), Number(month), Number(day));
  if (Number.isNaN(number) || formatLocalDate(number) !== date) throw new InvalidTimeError(date, remedy);
  return number;
}

/** Whether a text is an existing date, `YYYY-MM-DD`. */
export function isLocalDate(date: string): boolean {
  try {
    parseLocalDate(date);
    return true;
  } catch {
    return false;
  }
}

/**
 * The date of a day number, `YYYY-MM-DD`.
 *
 * @throws {InvalidTimeError} outside the years 0000-9999.
 */
export function formatLocalDate(day: number): string {
  const text = new Date(day * dayMs).toISOString();
  // Years outside 0000-9999 are written with a sign and six digits.
  if (text.length !== 24) throw new InvalidTimeError(text, "give a date in the years 0000-9999");
  return text.slice(0, 10);
}

/** The date so many calendar days later; `addDays("2026-11-29", 3)` is `"2026-12-02"`. */
export function addDays(date: string, days: number): string {
  return formatLocalDate(parseLocalDate(date) + days);
}

/** The day of the week of a day number: 0 is Monday, 6 is Sunday. */
export function weekdayOfDay(day: number): number {
  // 1970-01-01 was a Thursday; the second remainder keeps earlier days positive.
  return (((day + 3) % 7) + 7) % 7;
}
