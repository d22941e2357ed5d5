import { type DayKey, firstDay, type MonthKey, utcOf } from "./calendar-date.ts";

export type HourCycle = "auto" | "h12" | "h23";

/** A span of time in RFC 3339. */
export interface Span {
  start: string;
  end: string;
}

export function minutesOf({ start, end }: Span): number {
  return (Date.parse(end) - Date.parse(start)) / 60_000;
}

/** Dates, times and numbers in the words of one locale and the clock of one zone. Instants are RFC 3339. */
export interface Formats {
  readonly locale: string;
  readonly timeZone: string;
  /** Whether hours are counted to twelve. */
  readonly hour12: boolean;
  /** `Wednesday 25 November` */
  day(day: DayKey): string;
  /** `Wed 25 Nov` */
  shortDay(day: DayKey): string;
  /** `25` */
  dayNumber(day: DayKey): string;
  /** `November 2026` */
  month(month: MonthKey): string;
  /** @param style - `long`: `Wednesday`; `short`: `Wed`. */
  weekday(day: DayKey, style: "long" | "short"): string;
  /** `10:00` */
  time(instant: string): string;
  /** `10:00 – 10:30` */
  timeRange(span: Span): string;
  /** `Wednesday 25 November 2026` */
  date(instant: string): string;
  /** `Wed 25 Nov, 10:00` */
  shortDateTime(instant: string): string;
  /** `30 mins`, `1 hr`, `1 hr 30 mins` */
  duration(minutes: number): string;
  /** `in 2 minutes` */
  wait(minutes: number): string;
  /** `04:32` */
  countdown(seconds: number): string;
  /** What three in the afternoon is called by a clock: `3 pm`, `15`. */
  afternoon(hourCycle: HourCycle): string;
  /** `Central European Standard Time` */
  zone(instant: string): string;
  /** `GMT+1` */
  offset(instant: string): string;
}

export interface FormatsOptions {
  locale: string;
  /** IANA; the clock that times are shown by. */
  timeZone: string;
  /** `auto` leaves it to the locale. */
  hourCycle: HourCycle;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs a hundred times as much as using it. */
function formatterOf(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formatters.set(key, known);
  return known;
}

/** Creates the formats of one locale and zone. */
export function createFormats({ locale, timeZone, hourCycle }: FormatsOptions): Formats {
  const formatter = (options: Intl.DateTimeFormatOptions) => formatterOf(locale, options);
  const ofUtc = (ms: number, options: Intl.DateTimeFormatOptions) =>
    formatter({ ...options, timeZone: "UTC" }).format(ms);
  const ofDay = (day: DayKey, options: Intl.DateTimeFormatOptions) => ofUtc(utcOf(day), options);
  const ofInstant = (instant: string, options: Intl.DateTimeFormatOptions) =>
    formatter({ ...options, timeZone }).format(new Date(instant));
  const namedZone = (instant: string, style: "long" | "shortOffset") =>
    formatter({ timeZone, timeZoneName: style })
      .formatToParts(new Date(instant))
      .find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
  const amount = (value: number, unit: "minute" | "hour") =>
    new Intl.NumberFormat(locale, { style: "unit", unit }).format(value);

  const asked: Intl.DateTimeFormatOptions = hourCycle === "auto" ? {} : { hourCycle };
  const { hour12 = false } = formatter({ hour: "numeric", ...asked }).resolvedOptions();
  const clock: Intl.DateTimeFormatOptions = { hour: hour12 ? "numeric" : "2-digit", minute: "2-digit", ...asked };
  const shortDate: Intl.DateTimeFormatOptions = { weekday: "short", day: "numeric", month: "short" };
  const longDate: Intl.DateTimeFormatOptions = { weekday: "long", day: "numeric", month: "long" };
  return {
    locale,
    timeZone,
    hour12,
    day: (day) => ofDay(day, longDate),
    shortDay: (day) => ofDay(day, shortDate),
    // As a number: some languages write a day of the month with a word for "day", too much for a grid.
    dayNumber: (day) => Number(day.slice(8)).toLocaleString(locale),
    month: (month) => ofDay(firstDay(month), { month: "long", year: "numeric" }),
    weekday: (day, style) => ofDay(day, { weekday: style }),
    time: (instant) => ofInstant(instant, clock),
    timeRange: ({ start, end }) => formatter({ ...clock, timeZone }).formatRange(new Date(start), new Date(end)),
    date: (instant) => ofInstant(instant, { ...longDate, year: "numeric" }),
    shortDateTime: (instant) => ofInstant(instant, { ...shortDate, ...clock }),
    duration: (minutes) => {
      const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
      return [hours && amount(hours, "hour"), rest && amount(rest, "minute")].filter(Boolean).join(" ");
    },
    wait: (minutes) => new Intl.RelativeTimeFormat(locale).format(minutes, "minute"),
    countdown: (seconds) => ofUtc(seconds * 1_000, { minute: "2-digit", second: "2-digit" }),
    afternoon: (cycle) => ofUtc(15 * 3_600_000, { hour: "numeric", hourCycle: cycle === "auto" ? undefined : cycle }),
    zone: (instant) => namedZone(instant, "long"),
    offset: (instant) => namedZone(instant, "shortOffset"),
  };
}
