import { type ApiCall, type ApiRoute, calendarOf } from "./api-call.ts";
import type { CalendarState, EventRecord, GoogleCalendar } from "./calendar-state.ts";
import type { GoogleEvent } from "./event-resource.ts";
import { rangeOf } from "./event-times.ts";
import { occurrencesOf, showEvent } from "./event-view.ts";
import { checkEventsListQuery, type EventsListQuery } from "./events-list-query.ts";
import { fullSyncRequired } from "./google-error.ts";
import { createListTokens, type ListTokens } from "./list-tokens.ts";

const DEFAULT_PAGE = 250;
const LARGEST_PAGE = 2500;
const DAY_MS = 86_400_000;
/** How far a series without an end is written out when the caller names no end either. */
const HORIZON_MS = 730 * DAY_MS;

export interface EventsListRoute {
  route: ApiRoute;
  tokens: ListTokens;
}

/**
 * The method `calendar.events.list`: windows, filters, pages and incremental sync.
 *
 * @param options.emptyFirstPage - Answers every first page empty with a token for the next, as Google may do.
 */
export function createEventsListRoute(
  state: CalendarState,
  now: () => number,
  options: { emptyFirstPage: boolean },
): EventsListRoute {
  const tokens = createListTokens();

  const firstItems = (calendar: GoogleCalendar, query: EventsListQuery) => {
    const horizonMs = query.timeMax === undefined ? horizonOf(query, now()) : Date.parse(query.timeMax);
    const changed = query.syncToken === undefined ? undefined : tokens.readSync(query.syncToken, calendar.id, query);
    const records = state
      .records(calendar.id)
      .filter((record) => changed === undefined || isNewer(record, changed, query));
    const listed = records.flatMap(({ event }) => eventsOf(event, calendar, query, horizonMs));
    const kept = listed.filter((event) => isWanted(event, calendar, query, changed !== undefined));
    return sorted(kept, calendar, query).map((event) =>
      showEvent(event, calendar, query.timeZone ?? calendar.timeZone),
    );
  };

  const route: ApiRoute = (call: ApiCall) => {
    const calendar = calendarOf(call, state, "freeBusyReader");
    // The query has been read with the types that the discovery document declares.
    const query = call.query as EventsListQuery;
    checkEventsListQuery(query, now());
    const page =
      query.pageToken === undefined
        ? { items: firstItems(calendar, query), from: 0, revision: state.revision, isFirst: options.emptyFirstPage }
        : { ...tokens.readPage(query.pageToken, calendar.id, query), isFirst: false };
    const size = page.isFirst ? 0 : Math.min(query.maxResults ?? DEFAULT_PAGE, LARGEST_PAGE);
    const items = page.items.slice(page.from, page.from + size);
    const next = { ...page, from: page.from + size };
    const isLast = !page.isFirst && next.from >= page.items.length;
    const token = isLast
      ? tokens.issueSync(calendar.id, query, page.revision)
      : { nextPageToken: tokens.issuePage(calendar.id, query, next) };
    return { body: { ...collectionOf(calendar, state, now()), ...token, items } };
  };

  return { route, tokens };
}

function collectionOf({ summary, timeZone, accessRole }: GoogleCalendar, { revision }: CalendarState, nowMs: number) {
  const updated = new Date(nowMs).toISOString();
  const etag = `"p${revision}"`;
  return { kind: "calendar#events", etag, summary, timeZone, updated, accessRole, defaultReminders: [] };
}

function horizonOf({ timeMin }: EventsListQuery, nowMs: number): number {
  return Math.max(nowMs, timeMin === undefined ? nowMs : Date.parse(timeMin)) + HORIZON_MS;
}

/** @throws {GoogleError} 410 when a series changed its dates since, for then nobody can name the occurrences that are gone. */
function isNewer(record: EventRecord, since: number, query: EventsListQuery): boolean {
  if (query.singleEvents && record.reshapedAt > since) throw fullSyncRequired();
  return record.revision > since;
}

function eventsOf(
  event: GoogleEvent,
  calendar: GoogleCalendar,
  query: EventsListQuery,
  horizonMs: number,
): GoogleEvent[] {
  return event.recurrence && query.singleEvents ? occurrencesOf(event, calendar, horizonMs) : [event];
}

function isWanted(event: GoogleEvent, calendar: GoogleCalendar, query: EventsListQuery, isSync: boolean): boolean {
  const showsDeleted = isSync || query.showDeleted === true || query.updatedMin !== undefined;
  if (event.status === "cancelled" && !showsDeleted) return false;
  return isInWindow(event, calendar, query) && isMatch(event, query);
}

/** `timeMin` bounds the end and `timeMax` the start, both exclusive. A series is in the window when one of its dates is. */
function isInWindow(event: GoogleEvent, calendar: GoogleCalendar, { timeMin, timeMax }: EventsListQuery): boolean {
  // Fractions of a second "may be provided but are ignored".
  const seconds = (text: string) => Math.floor(Date.parse(text) / 1000) * 1000;
  const after = timeMin === undefined ? Number.NEGATIVE_INFINITY : seconds(timeMin);
  const before = timeMax === undefined ? Number.POSITIVE_INFINITY : seconds(timeMax);
  if (event.recurrence === undefined) {
    const { startMs, endMs } = rangeOf(event, calendar.timeZone);
    return endMs > after && startMs < before;
  }
  const { endMs } = rangeOf(event, calendar.timeZone);
  const furthest = Math.min(before, Math.max(after, endMs) + HORIZON_MS);
  return occurrencesOf(event, calendar, furthest).some((one) => rangeOf(one, calendar.timeZone).endMs > after);
}

function isMatch(event: GoogleEvent, query: EventsListQuery): boolean {
  const { iCalUID, eventTypes, updatedMin, q } = query;
  if (iCalUID !== undefined && event.iCalUID !== iCalUID) return false;
  if (eventTypes !== undefined && !eventTypes.includes(event.eventType ?? "default")) return false;
  if (updatedMin !== undefined && Date.parse(event.updated) < Date.parse(updatedMin)) return false;
  const { private: own, shared } = event.extendedProperties ?? {};
  if (!hasPairs(own, query.privateExtendedProperty) || !hasPairs(shared, query.sharedExtendedProperty)) return false;
  return q === undefined || searchText(event).includes(q.toLowerCase());
}

function hasPairs(properties: Record<string, string> = {}, pairs: string[] = []): boolean {
  return pairs.every((pair) => {
    const at = pair.indexOf("=");
    return properties[pair.slice(0, at)] === pair.slice(at + 1);
  });
}

function searchText({ summary, description, location, attendees = [], organizer }: GoogleEvent): string {
  const people = [organizer, ...attendees].flatMap(({ email, displayName }) => [email, displayName]);
  return [summary, description, location, ...people].join("\n").toLowerCase();
}

function sorted(events: GoogleEvent[], calendar: GoogleCalendar, { orderBy }: EventsListQuery): GoogleEvent[] {
  if (orderBy === undefined) return events;
  const key = (event: GoogleEvent) =>
    orderBy === "updated" ? Date.parse(event.updated) : rangeOf(event, calendar.timeZone).startMs;
  return events.toSorted((a, b) => key(a) - key(b));
}
