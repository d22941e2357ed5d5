import type { GoogleCalendar } from "./calendar-state.ts";
import type { GoogleEvent } from "./event-resource.ts";
import { showTime } from "./event-times.ts";
import { expandSeries, type Occurrence } from "./recurrence.ts";

/** An event as this caller sees it, its times shown in `zone`. Who reads free/busy alone sees times and nothing else. */
export function showEvent(event: GoogleEvent, calendar: GoogleCalendar, zone: string): Partial<GoogleEvent> {
  const show = (time: GoogleEvent["start"]) => showTime(time, zone, calendar.timeZone);
  const whole = {
    ...event,
    start: show(event.start),
    end: show(event.end),
    ...(event.originalStartTime ? { originalStartTime: show(event.originalStartTime) } : {}),
  };
  return calendar.accessRole === "freeBusyReader" ? onlyTimes(whole) : whole;
}

function onlyTimes(event: GoogleEvent): Partial<GoogleEvent> {
  const { kind, etag, id, iCalUID, status, updated, sequence, eventType = "default", start, end } = event;
  const { recurringEventId, originalStartTime, recurrence } = event;
  return {
    ...{ kind, etag, id, iCalUID, status, updated, sequence, eventType, start, end, visibility: "private" },
    ...(recurrence ? { recurrence } : {}),
    ...(recurringEventId && originalStartTime ? { recurringEventId, originalStartTime } : {}),
  };
}

/** The occurrences of a series as events of their own, each with an id made of the series' and its date. */
export function occurrencesOf(series: GoogleEvent, calendar: GoogleCalendar, beforeMs: number): GoogleEvent[] {
  const { recurrence = [], ...shared } = series;
  const found = expandSeries({ start: series.start, end: series.end, recurrence }, calendar.timeZone, beforeMs);
  return found.map(({ start, end, startMs }) => ({
    ...shared,
    id: `${series.id}_${idSuffix(start, startMs)}`,
    start,
    end,
    recurringEventId: series.id,
    originalStartTime: start,
  }));
}

function idSuffix(start: Occurrence["start"], startMs: number): string {
  if (start.date !== undefined) return start.date.replaceAll("-", "");
  return new Date(startMs).toISOString().replace(/[-:]|\.\d+/g, "");
}
