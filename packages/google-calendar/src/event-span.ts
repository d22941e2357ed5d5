import type { BusySpan } from "@slotkit/core";
import type { EventAnswer } from "./event-answer.ts";
import { startOfLocalDay } from "./start-of-local-day.ts";

type EventTime = NonNullable<EventAnswer["start"]>;

/**
 * The time that an event takes. All-day events have dates without a zone and mean whole days of the calendar's own zone.
 *
 * @returns `null` when a time is missing or unreadable, or the end comes first; the reader must not take that for free.
 */
export function eventSpan({ start, end }: EventAnswer, calendarTimeZone: string | undefined): BusySpan | null {
  const from = instantOf(start, calendarTimeZone);
  const to = instantOf(end, calendarTimeZone);
  return from === null || to === null || to < from ? null : { start: from, end: to };
}

function instantOf(time: EventTime | undefined, timeZone: string | undefined): number | null {
  if (time?.dateTime !== undefined) return parseInstant(time.dateTime);
  if (time?.date === undefined || timeZone === undefined) return null;
  try {
    return startOfLocalDay(time.date, timeZone);
  } catch {
    return null;
  }
}

/** Epoch milliseconds of an RFC 3339 time; `null` without an offset, which would be read in this machine's zone. */
export function parseInstant(dateTime: string): number | null {
  if (!/(Z|[+-]\d{2}:\d{2})$/.test(dateTime)) return null;
  const at = Date.parse(dateTime);
  return Number.isNaN(at) ? null : at;
}
