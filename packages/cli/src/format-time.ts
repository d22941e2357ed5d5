import { instantsOfLocalDate, localDateAt } from "@slotkit/core";
import type { Span } from "@slotkit/core/slots";
import { formatInTimeZone } from "./format-in-time-zone.ts";

/** Writes instants for people, on the wall clock of one zone. */
export interface TimeFormat {
  readonly timeZone: string;
  /** `2026-11-23` */
  dateOf(instant: number): string;
  /** `10:00`, with the date before it unless it is `date`, and the offset after it where that date has two of them. */
  time(instant: number, date: string): string;
  /** `10:00–10:30`, each end as `time` writes it; `24:00` closes the date. */
  span(span: Span, date: string): string;
}

/**
 * Writes times of one zone.
 *
 * Exact only while the process itself runs in UTC, as `main` sees to: date-fns-tz calculates with the process's own
 * clock, and where that skips an hour the same hour of other zones comes out wrong.
 */
export function createTimeFormat(timeZone: string): TimeFormat {
  const changes = new Map<string, boolean>();
  const hasTwoOffsets = (date: string) => {
    const known = changes.get(date) ?? countOffsets(timeZone, date) > 1;
    changes.set(date, known);
    return known;
  };
  const time = (instant: number, date: string) => {
    const own = localDateAt(timeZone, instant);
    const pattern = `${own === date ? "" : "yyyy-MM-dd "}${clockPattern(instant)}${hasTwoOffsets(own) ? "xxx" : ""}`;
    return formatInTimeZone(instant, timeZone, pattern);
  };
  const closes = (end: number, date: string) =>
    localDateAt(timeZone, end) !== date && localDateAt(timeZone, end - 1) === date;
  return {
    timeZone,
    dateOf: (instant) => localDateAt(timeZone, instant),
    time,
    span: ({ start, end }, date) => `${time(start, date)}–${closes(end, date) ? "24:00" : time(end, date)}`,
  };
}

/** `Monday 2026-11-23` */
export function formatDate(date: string): string {
  return formatInTimeZone(`${date}T00:00:00Z`, "UTC", "EEEE yyyy-MM-dd");
}

function countOffsets(timeZone: string, date: string): number {
  const offsets = instantsOfLocalDate(timeZone, date)
    .flatMap(({ start, end }) => [start, end - 1])
    .map((instant) => formatInTimeZone(instant, timeZone, "xxx"));
  return new Set(offsets).size;
}

/** Slots begin on whole minutes; what calendars hold need not. */
function clockPattern(instant: number): string {
  if (instant % 60_000 === 0) return "HH:mm";
  return instant % 1000 === 0 ? "HH:mm:ss" : "HH:mm:ss.SSS";
}
