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

/** Dates and times in the words of one locale and the clock of one zone. */
export interface Formats {
  readonly locale: string;
  readonly timeZone: string;
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
  /** `10:00`; instants are RFC 3339. */
  time(instant: string): string;
  /** `10:00 – 10:30` */
  timeRange(span: Span): string;
  /** `Wednesday 25 November 2026` */
  date(instant: string): string;
  /** `Wed 25 Nov, 10:00` */
  shortDateTime(instant: string): string;
  /** `Central European Standard Time` */
  zone(instantMs: number): string;
  /** `GMT+1` */
  offset(instant: string | number): string;
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
  const ofDay = (day: DayKey, options: Intl.DateTimeFormatOptions) =>
    formatter({ ...options, timeZone: "UTC" }).format(utcOf(day));
  const ofInstant = (instant: string | number, options: Intl.DateTimeFormatOptions) =>
    formatter({ ...options, timeZone }).format(new Date(instant));
  const namedZone = (instant: string | number, style: "long" | "shortOffset") =>
    formatter({ timeZone, timeZoneName: style })
      .formatToParts(new Date(instant))
      .find(({ type }) => type === "timeZoneName")?.value ?? timeZone;

  const asked: Intl.DateTimeFormatOptions = hourCycle === "auto" ? {} : { hourCycle };
  const { hour12 } = formatter({ hour: "numeric", ...asked }).resolvedOptions();
  const clock: Intl.DateTimeFormatOptions = { hour: hour12 ? "numeric" : "2-digit", minute: "2-digit", ...asked };
  return {
    locale,
    timeZone,
    day: (day) => ofDay(day, { weekday: "long", day: "numeric", month: "long" }),
    shortDay: (day) => ofDay(day, { weekday: "short", day: "numeric", month: "short" }),
    dayNumber: (day) => ofDay(day, { day: "numeric" }),
    month: (month) => ofDay(firstDay(month), { month: "long", year: "numeric" }),
    weekday: (day, style) => ofDay(day, { weekday: style }),
    time: (instant) => ofInstant(instant, clock),
    timeRange: ({ start, end }) => formatter({ ...clock, timeZone }).formatRange(new Date(start), new Date(end)),
    date: (instant) => ofInstant(instant, { weekday: "long", day: "numeric", month: "long", year: "numeric" }),
    shortDateTime: (instant) => ofInstant(instant, { weekday: "short", day: "numeric", month: "short", ...clock }),
    zone: (instantMs) => namedZone(instantMs, "long"),
    offset: (instant) => namedZone(instant, "shortOffset"),
  };
}
