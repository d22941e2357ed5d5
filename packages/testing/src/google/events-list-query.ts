import { badRequest, emptyTimeRange, GoogleError, invalid, notPlayed } from "./google-error.ts";
import { isTimeZone } from "./zoned-time.ts";

/** The parameters of `events.list`, typed as the discovery document declares them. */
export interface EventsListQuery {
  timeMin?: string;
  timeMax?: string;
  timeZone?: string;
  updatedMin?: string;
  singleEvents?: boolean;
  showDeleted?: boolean;
  orderBy?: "startTime" | "updated";
  q?: string;
  iCalUID?: string;
  eventTypes?: string[];
  privateExtendedProperty?: string[];
  sharedExtendedProperty?: string[];
  maxResults?: number;
  maxAttendees?: number;
  pageToken?: string;
  syncToken?: string;
}

/** Google does not say how far back `updatedMin` may reach; about four weeks have been seen. */
const OLDEST_UPDATED_MIN_MS = 28 * 86_400_000;

/** @throws {GoogleError} 400 for parameters that contradict each other; 410 when `updatedMin` reaches too far back. */
export function checkEventsListQuery(query: EventsListQuery, nowMs: number): void {
  const { timeMin, timeMax, updatedMin, timeZone } = query;
  if (timeMin !== undefined && timeMax !== undefined && Date.parse(timeMax) <= Date.parse(timeMin))
    throw emptyTimeRange();
  if (timeZone !== undefined && !isTimeZone(timeZone)) throw invalid("Invalid time zone.");
  if (query.orderBy === "startTime" && query.singleEvents !== true) {
    throw badRequest("The requested ordering is not available for the particular query.");
  }
  for (const pair of [...(query.privateExtendedProperty ?? []), ...(query.sharedExtendedProperty ?? [])]) {
    if (!pair.includes("=")) throw invalid("Invalid extended property constraint.");
  }
  if (query.maxAttendees !== undefined) throw notPlayed("maxAttendees");
  if (updatedMin !== undefined && Date.parse(updatedMin) < nowMs - OLDEST_UPDATED_MIN_MS) {
    const message = "The requested minimum modification time lies too far in the past.";
    throw new GoogleError({ status: 410, domain: "calendar", reason: "updatedMinTooLongAgo", message });
  }
}
