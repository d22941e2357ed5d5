import { type ApiCall, type ApiRoute, calendarOf, hasRole } from "./api-call.ts";
import type { CalendarState, GoogleCalendar } from "./calendar-state.ts";
import { invalid, notPlayed } from "./google-error.ts";

const DEFAULT_PAGE = 100;
const LARGEST_PAGE = 250;

/** The methods that read calendars: the caller's list of them, and one by its id. */
export function createCalendarsRoutes(state: CalendarState): Record<string, ApiRoute> {
  return {
    "calendar.calendars.get"(call) {
      const { id, summary, timeZone } = calendarOf(call, state, "freeBusyReader");
      return { body: { kind: "calendar#calendar", etag: etagOf(id), id, summary, timeZone } };
    },

    "calendar.calendarList.get"(call) {
      return { body: entryOf(calendarOf(call, state, "freeBusyReader"), call) };
    },

    "calendar.calendarList.list"(call) {
      if (call.query.syncToken !== undefined) throw notPlayed("incremental sync of the calendar list");
      const role = typeof call.query.minAccessRole === "string" ? call.query.minAccessRole : "freeBusyReader";
      const listed = state.calendars.filter((calendar) => hasRole(calendar, role));
      const from = readPageToken(call.query.pageToken);
      const size = Math.min(Number(call.query.maxResults ?? DEFAULT_PAGE), LARGEST_PAGE);
      const items = listed.slice(from, from + size).map((calendar) => entryOf(calendar, call));
      const next = from + size < listed.length ? { nextPageToken: String(from + size) } : {};
      return { body: { kind: "calendar#calendarList", etag: etagOf("list"), ...next, items } };
    },
  };
}

function entryOf(calendar: GoogleCalendar, { caller }: ApiCall): object {
  const { id, summary, timeZone, accessRole } = calendar;
  const primary = id === caller.email ? { primary: true } : {};
  const kind = "calendar#calendarListEntry";
  return { kind, etag: etagOf(id), id, summary, timeZone, accessRole, defaultReminders: [], ...primary };
}

/** Calendars never change here, so their etags need to tell them apart only. */
function etagOf(id: string): string {
  return `"${Buffer.from(id).toString("base64url")}"`;
}

function readPageToken(token: ApiCall["query"][string] | undefined): number {
  if (token === undefined) return 0;
  if (typeof token !== "string" || !/^\d{1,6}$/.test(token)) throw invalid("Invalid page token value.");
  return Number(token);
}
