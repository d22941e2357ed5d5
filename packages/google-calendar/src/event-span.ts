import { addDays, type BusySpan, InvalidTimeError, instantsOfLocalDate, parseInstant } from "@slotkit/core";
import type { EventAnswer } from "./event-answer.ts";

type EventTime = NonNullable<EventAnswer["start"]>;

/**
 * The time that an event takes. All-day events have dates without a zone and mean whole days of the calendar's own zone.
 *
 * @returns `null` when a time is missing or unreadable, or the end comes first; the reader must not take that for free.
 */
export function eventSpan({ start, end }: EventAnswer, calendarTimeZone: string | undefined): BusySpan | null {
  return readSpan(() => ({ start: instantOf(start, calendarTimeZone), end: instantOf(end, calendarTimeZone) }));
}

/** The time between two RFC 3339 instants; `null` as for {@link eventSpan}. */
export function instantSpan({ start, end }: { start: string; end: string }): BusySpan | null {
  return readSpan(() => ({ start: parseInstant(start), end: parseInstant(end) }));
}

function readSpan(read: () => BusySpan): BusySpan | null {
  try {
    const span = read();
    return span.start <= span.end ? span : null;
  } catch (error) {
    if (error instanceof InvalidTimeError) return null;
    throw error;
  }
}

function instantOf(time: EventTime | undefined, timeZone = ""): number {
  return time?.dateTime === undefined ? startOfDate(time?.date ?? "", timeZone) : parseInstant(time.dateTime);
}

/** A date that the zone skipped starts when the next one does. */
function startOfDate(date: string, timeZone: string): number {
  const [span] = instantsOfLocalDate(timeZone, date);
  return span === undefined ? startOfDate(addDays(date, 1), timeZone) : span.start;
}
