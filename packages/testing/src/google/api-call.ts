import type { CalendarState, GoogleCalendar } from "./calendar-state.ts";
import type { ParameterValue } from "./discovery-schema.ts";
import { GoogleError, notFound } from "./google-error.ts";

/** Who calls: the service account itself, or the user it was allowed to stand for. */
export interface Caller {
  email: string;
  isServiceAccount: boolean;
}

/** One request that passed authentication and the schema, as a route sees it. */
export interface ApiCall {
  caller: Caller;
  pathParameters: Record<string, string>;
  /** As declared by the discovery document; routes name the fields they read by an interface. */
  query: Record<string, ParameterValue>;
  body: Record<string, unknown>;
  ifMatch: string | undefined;
  ifNoneMatch: string | undefined;
}

/** The resource to answer with, or none for 204; `status` is worked out from that unless set. */
export interface ApiResult {
  body?: object;
  status?: number;
  etag?: string;
}

export type ApiRoute = (call: ApiCall) => ApiResult;

const ROLES = ["none", "freeBusyReader", "reader", "writer", "owner"];

/**
 * The calendar that a call names, `primary` being the caller's own.
 *
 * @throws {GoogleError} 404 when there is none or it was never shared; 403 when the caller may do less than `role`.
 */
export function calendarOf(call: ApiCall, state: CalendarState, role: GoogleCalendar["accessRole"]): GoogleCalendar {
  const named = call.pathParameters.calendarId;
  const id = named === "primary" ? call.caller.email : named;
  const calendar = state.calendars.find((candidate) => candidate.id === id);
  if (calendar === undefined || calendar.accessRole === "none") throw notFound();
  if (!hasRole(calendar, role)) throw roleRefusal(role);
  return calendar;
}

export function hasRole(calendar: GoogleCalendar, role: string): boolean {
  // A writer without access to private events may write whatever else a writer may.
  const wanted = role === "writerWithoutPrivateAccess" ? "writer" : role;
  return ROLES.indexOf(calendar.accessRole) >= ROLES.indexOf(wanted);
}

function roleRefusal(role: string): GoogleError {
  const message = `You need to have ${role} access to this calendar.`;
  return new GoogleError({ status: 403, domain: "calendar", reason: "requiredAccessLevel", message });
}
