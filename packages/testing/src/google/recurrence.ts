import type { GoogleEventTime } from "./event-resource.ts";
import { type InstantRange, instantOf, rangeOf } from "./event-times.ts";
import { invalid, notPlayed } from "./google-error.ts";
import { addDays, daysBetween, formatInstant, instantAt, wallAt, weekdayOf } from "./zoned-time.ts";

/** The recurrence rules that the stand-in plays: days or weeks, every n-th, until a count or an instant. */
interface Rule {
  frequency: "DAILY" | "WEEKLY";
  interval: number;
  /** Monday is 0. Empty: every day, or the weekday of the first start. */
  weekdays: number[];
  count: number;
  untilMs: number;
}

/** A series as far as its dates go. */
export interface Series {
  start: GoogleEventTime;
  end: GoogleEventTime;
  recurrence: string[];
}

/** One date of a series, both times written the way the series writes them. */
export interface Occurrence extends InstantRange {
  start: GoogleEventTime;
  end: GoogleEventTime;
}

const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/**
 * Lists the occurrences of a series that start before `beforeMs`, in order.
 *
 * Every occurrence shows the first one's time of day on the clock of the start's zone and lasts as long (RFC 5545, 3.3.10).
 *
 * @throws {GoogleError} 400 when the rule is none; 501 when it is one that the stand-in does not play.
 */
export function expandSeries(series: Series, calendarZone: string, beforeMs: number): Occurrence[] {
  const rule = readRule(series.recurrence, calendarZone);
  const zone = series.start.timeZone ?? calendarZone;
  const first = firstWall(series.start, calendarZone, zone);
  const firstDate = first.slice(0, 10);
  const found: Occurrence[] = [];
  for (let day = 0; found.length < rule.count; day += 1) {
    const date = addDays(firstDate, day);
    const startMs = instantAt(`${date}${first.slice(10)}`, series.start.date === undefined ? zone : calendarZone);
    if (startMs >= beforeMs || startMs > rule.untilMs) break;
    if (isInRule(rule, firstDate, date)) found.push(occurrenceAt(series, calendarZone, date, startMs));
    else if (day === 0) throw notPlayed("a series whose first start does not follow its own rule");
  }
  return found;
}

/** @throws {GoogleError} as `expandSeries` does, without expanding anything. */
export function checkRecurrence(series: Series, calendarZone: string): void {
  expandSeries(series, calendarZone, instantOf(series.start, calendarZone) + 1);
}

function firstWall(start: GoogleEventTime, calendarZone: string, zone: string): string {
  return start.date === undefined ? wallAt(instantOf(start, calendarZone), zone) : `${start.date}T00:00:00`;
}

function occurrenceAt(series: Series, calendarZone: string, date: string, startMs: number): Occurrence {
  if (series.start.date !== undefined && series.end.date !== undefined) {
    const start = { date };
    const end = { date: addDays(date, daysBetween(series.start.date, series.end.date)) };
    return { start, end, ...rangeOf({ start, end }, calendarZone) };
  }
  const whole = rangeOf(series, calendarZone);
  const endMs = startMs + whole.endMs - whole.startMs;
  return { start: timeAt(series.start, startMs), end: timeAt(series.end, endMs), startMs, endMs };
}

function timeAt({ timeZone = "UTC" }: GoogleEventTime, instantMs: number): GoogleEventTime {
  return { dateTime: formatInstant(instantMs, timeZone), timeZone };
}

function isInRule(rule: Rule, firstDate: string, date: string): boolean {
  const weekday = weekdayOf(date);
  if (rule.frequency === "DAILY") {
    const onDay = rule.weekdays.length === 0 || rule.weekdays.includes(weekday);
    return onDay && daysBetween(firstDate, date) % rule.interval === 0;
  }
  const weekdays = rule.weekdays.length === 0 ? [weekdayOf(firstDate)] : rule.weekdays;
  const weeks = daysBetween(mondayOf(firstDate), mondayOf(date)) / 7;
  return weekdays.includes(weekday) && weeks % rule.interval === 0;
}

function mondayOf(date: string): string {
  return addDays(date, -weekdayOf(date));
}

function readRule(lines: string[], calendarZone: string): Rule {
  const [line = "", ...more] = lines;
  if (more.length > 0) throw notPlayed("a recurrence of more than one line");
  if (!/^RRULE:/.test(line))
    throw /^(EXRULE|RDATE|EXDATE)/.test(line) ? notPlayed(line) : invalid("Invalid recurrence rule.");
  const parts = new Map(line.slice("RRULE:".length).split(";").map(readPart));
  const rule: Rule = {
    frequency: readFrequency(parts.get("FREQ")),
    interval: readCount(parts.get("INTERVAL") ?? "1"),
    weekdays: (parts.get("BYDAY")?.split(",") ?? []).map(readWeekday),
    count: parts.has("COUNT") ? readCount(parts.get("COUNT") ?? "") : Number.POSITIVE_INFINITY,
    untilMs: readUntil(parts.get("UNTIL"), calendarZone),
  };
  if (parts.has("COUNT") && parts.has("UNTIL")) throw invalid("Invalid recurrence rule.");
  // Weeks are counted from Monday, which is also what a rule means that does not say.
  if ((parts.get("WKST") ?? "MO") !== "MO") throw notPlayed("a week that does not start on Monday");
  const known = new Set(["FREQ", "INTERVAL", "BYDAY", "COUNT", "UNTIL", "WKST"]);
  for (const name of parts.keys()) if (!known.has(name)) throw notPlayed(`${name} in a recurrence rule`);
  return rule;
}

function readPart(text: string): [string, string] {
  const match = /^([A-Z]+)=(.+)$/.exec(text);
  if (match === null) throw invalid("Invalid recurrence rule.");
  return [match[1] ?? "", match[2] ?? ""];
}

function readFrequency(value: string | undefined): Rule["frequency"] {
  if (value === "DAILY" || value === "WEEKLY") return value;
  const real = ["SECONDLY", "MINUTELY", "HOURLY", "MONTHLY", "YEARLY"];
  throw real.includes(value ?? "") ? notPlayed(`FREQ=${value}`) : invalid("Invalid recurrence rule.");
}

function readCount(value: string): number {
  if (!/^[1-9]\d{0,4}$/.test(value)) throw invalid("Invalid recurrence rule.");
  return Number(value);
}

function readWeekday(value: string): number {
  if (/^[+-]?\d/.test(value)) throw notPlayed(`BYDAY=${value}`);
  const weekday = WEEKDAYS.indexOf(value);
  if (weekday < 0) throw invalid("Invalid recurrence rule.");
  return weekday;
}

/** UNTIL is inclusive; a bare date means the whole of it. */
function readUntil(value: string | undefined, calendarZone: string): number {
  if (value === undefined) return Number.POSITIVE_INFINITY;
  const match = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)Z)?$/.exec(value);
  if (match === null) throw invalid("Invalid recurrence rule.");
  const [, year, month, day, hour, minute, second] = match;
  if (hour === undefined) return instantAt(`${year}-${month}-${day}T23:59:59`, calendarZone);
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
