import type { ApiRoute } from "./api-call.ts";
import type { CalendarState, GoogleCalendar } from "./calendar-state.ts";
import type { GoogleEvent } from "./event-resource.ts";
import { type InstantRange, rangeOf } from "./event-times.ts";
import { occurrencesOf } from "./event-view.ts";
import { emptyTimeRange, GoogleError, invalid, missing } from "./google-error.ts";
import { formatInstant, isTimeZone } from "./zoned-time.ts";

/** Why a calendar's busy times could not be worked out; the request as a whole still answers 200. */
export type FreeBusyReason = "notFound" | "groupTooBig" | "tooManyCalendarsRequested" | "internalError";

interface FreeBusyQuery {
  timeMin?: string;
  timeMax?: string;
  timeZone?: string;
  calendarExpansionMax?: number;
  items?: { id?: string }[];
}

const DAY_MS = 86_400_000;
/** Google does not document its cap; about ninety days have been seen. */
const MAX_RANGE_MS = 90 * DAY_MS;
const MAX_CALENDARS = 50;

/** @param failures - Calendars whose busy times fail for now, by id. */
export function createFreeBusyRoute(state: CalendarState, failures: ReadonlyMap<string, FreeBusyReason>): ApiRoute {
  return ({ body, caller }) => {
    // The body has been checked against the FreeBusyRequest schema.
    const query = body as FreeBusyQuery;
    const { range, timeZone, limit } = readQuery(query);
    const ids = (query.items ?? []).map(({ id = "" }) => id);
    const answerFor = (id: string) => {
      const calendar = state.calendars.find((candidate) => candidate.id === (id === "primary" ? caller.email : id));
      const reason = ids.length > limit ? "tooManyCalendarsRequested" : failures.get(id);
      if (reason !== undefined) return failed(reason);
      if (calendar === undefined || calendar.accessRole === "none") return failed("notFound");
      return { busy: busyTimes(state, calendar, range).map((busy) => showRange(busy, timeZone)) };
    };
    const calendars = Object.fromEntries(ids.map((id) => [id, answerFor(id)]));
    const [timeMin, timeMax] = [range.startMs, range.endMs].map((ms) => new Date(ms).toISOString());
    return { body: { kind: "calendar#freeBusy", timeMin, timeMax, calendars } };
  };
}

function readQuery(query: FreeBusyQuery): { range: InstantRange; timeZone: string; limit: number } {
  const { timeZone = "UTC", calendarExpansionMax: limit = MAX_CALENDARS } = query;
  const range = { startMs: readInstant("timeMin", query.timeMin), endMs: readInstant("timeMax", query.timeMax) };
  if (range.endMs <= range.startMs) throw emptyTimeRange();
  if (range.endMs - range.startMs > MAX_RANGE_MS) throw tooLong();
  if (!isTimeZone(timeZone)) throw invalid("Invalid time zone.");
  if (limit < 1 || limit > MAX_CALENDARS) throw invalid("Invalid value for calendarExpansionMax.");
  return { range, timeZone, limit };
}

function readInstant(name: string, value: string | undefined): number {
  if (value == null) throw missing(`Missing ${name} parameter.`);
  if (!/([Zz]|[+-]\d\d:\d\d)$/.test(value)) throw invalid(`Invalid value for ${name}: "${value}" has no offset.`);
  return Date.parse(value);
}

function tooLong(): GoogleError {
  const message = "The requested time range is too long.";
  return new GoogleError({ status: 400, domain: "calendar", reason: "timeRangeTooLong", message });
}

/** Google sends the empty list along with the error: whoever looks at `busy` alone takes the calendar for free. */
function failed(reason: FreeBusyReason): object {
  return { errors: [{ domain: "global", reason }], busy: [] };
}

function showRange(range: InstantRange, timeZone: string): { start: string; end: string } {
  return { start: formatInstant(range.startMs, timeZone), end: formatInstant(range.endMs, timeZone) };
}

/** The times inside `window` that the calendar's events block, merged where they overlap or touch. */
function busyTimes(state: CalendarState, calendar: GoogleCalendar, window: InstantRange): InstantRange[] {
  const ranges = state
    .records(calendar.id)
    .filter(({ event }) => blocksTime(event, calendar))
    .flatMap(({ event }) => (event.recurrence ? occurrencesOf(event, calendar, window.endMs) : [event]))
    .map((event) => clip(rangeOf(event, calendar.timeZone), window))
    .filter(({ startMs, endMs }) => startMs < endMs);
  return merge(ranges);
}

function blocksTime(event: GoogleEvent, calendar: GoogleCalendar): boolean {
  if (event.status === "cancelled" || event.transparency === "transparent") return false;
  if (event.eventType === "workingLocation" || event.eventType === "birthday") return false;
  const own = event.attendees?.find((attendee) => attendee.self || attendee.email === calendar.id);
  return own?.responseStatus !== "declined";
}

function clip({ startMs, endMs }: InstantRange, window: InstantRange): InstantRange {
  return { startMs: Math.max(startMs, window.startMs), endMs: Math.min(endMs, window.endMs) };
}

function merge(ranges: InstantRange[]): InstantRange[] {
  const merged: InstantRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.startMs - b.startMs)) {
    const last = merged.at(-1);
    if (last !== undefined && range.startMs <= last.endMs) last.endMs = Math.max(last.endMs, range.endMs);
    else merged.push({ ...range });
  }
  return merged;
}
