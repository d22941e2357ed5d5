import type { Caller } from "./api-call.ts";
import type { GoogleCalendar, WrittenEvent } from "./calendar-state.ts";
import { resourceSchema } from "./discovery-schema.ts";
import { type GoogleAttendee, type GoogleEventDraft, pickDraft } from "./event-resource.ts";
import { checkTimes, showTime } from "./event-times.ts";
import { badRequest, GoogleError, invalid, missing, notPlayed } from "./google-error.ts";
import { checkRecurrence } from "./recurrence.ts";

/**
 * Turns a body that fits the schema into what Google would store of it.
 *
 * Times move into the calendar's zone, values that are the default are dropped, extended properties are cut to size.
 *
 * @throws {GoogleError} 400 for times or rules that make no sense; 501 for a rule that the stand-in does not play.
 */
export function readDraft(body: object, calendar: GoogleCalendar): GoogleEventDraft {
  const { start, end, ...rest } = pickDraft(body);
  checkTimes(start, end, calendar.timeZone);
  const draft: GoogleEventDraft = {
    ...withoutDefaults(rest),
    start: showTime(start, calendar.timeZone, calendar.timeZone),
    end: showTime(end, calendar.timeZone, calendar.timeZone),
  };
  checkSeries(start.timeZone, draft, calendar);
  return { ...draft, ...readAttendees(draft, calendar), ...readProperties(draft) };
}

/** Google leaves out what equals the documented default, whether it was written or not. */
function withoutDefaults<T extends object>(fields: T): T {
  const properties = resourceSchema("Event").properties ?? {};
  const telling = Object.entries(fields).filter(([name, value]) => properties[name]?.default !== String(value));
  return Object.fromEntries(telling) as T;
}

function checkSeries(zoneOfStart: string | undefined, draft: GoogleEventDraft, calendar: GoogleCalendar): void {
  const { recurrence = [], start, end } = draft;
  if (recurrence.length === 0) return;
  if (start.date === undefined && zoneOfStart === undefined) {
    throw missing("Missing time zone definition for start time.");
  }
  checkRecurrence({ start, end, recurrence }, calendar.timeZone);
}

function readAttendees(
  { attendees = [] }: GoogleEventDraft,
  { id }: GoogleCalendar,
): Pick<GoogleEventDraft, "attendees"> {
  if (attendees.length === 0) return {};
  const own = (email: string) => (email === id ? { self: true, organizer: true } : {});
  return {
    attendees: attendees.map(({ self: _self, organizer: _organizer, ...attendee }) => ({
      ...attendee,
      responseStatus: attendee.responseStatus ?? "needsAction",
      ...own(attendee.email),
    })),
  };
}

const MAX_PROPERTIES = 300;
const MAX_PROPERTY_BYTES = 32_768;
const MAX_KEY_LENGTH = 44;
const MAX_VALUE_LENGTH = 1024;

/** @see https://developers.google.com/workspace/calendar/api/guides/extended-properties */
function readProperties({ extendedProperties }: GoogleEventDraft): Pick<GoogleEventDraft, "extendedProperties"> {
  if (extendedProperties === undefined) return {};
  const { shared, private: own } = extendedProperties;
  const pairs = [...Object.entries(shared ?? {}), ...Object.entries(own ?? {})];
  const bytes = pairs.reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value), 0);
  if (pairs.length > MAX_PROPERTIES || bytes > MAX_PROPERTY_BYTES)
    throw badRequest("Extended properties are too large.");
  const cut = { ...(shared && { shared: cutToSize(shared) }), ...(own && { private: cutToSize(own) }) };
  return { extendedProperties: cut };
}

/** Google says nothing about either: a key too long is dropped, a value too long is cut. */
function cutToSize(properties: Record<string, string>): Record<string, string> {
  const kept = Object.entries(properties).filter(([key]) => key.length <= MAX_KEY_LENGTH);
  return Object.fromEntries(kept.map(([key, value]) => [key, value.slice(0, MAX_VALUE_LENGTH)]));
}

/** Who made an event, when, and under which ids. */
export type EventOrigin = Pick<WrittenEvent, "id" | "iCalUID" | "created" | "creator">;

/** A draft as the first version of an event in this calendar. */
export function asNewEvent(draft: GoogleEventDraft, origin: EventOrigin, calendar: GoogleCalendar): WrittenEvent {
  return {
    ...draft,
    ...origin,
    status: draft.status ?? "confirmed",
    sequence: draft.sequence ?? 0,
    eventType: draft.eventType ?? "default",
    reminders: draft.reminders ?? { useDefault: true },
    organizer: { email: calendar.id, displayName: calendar.summary, self: true },
  };
}

/**
 * Refuses what a request says about an event whatever stands there already.
 *
 * @throws {GoogleError} 400 for an address that is none; 403 for guests of a plain service account; 501 for parts of an
 *   event that would need more than storing.
 */
export function checkEventRequest(body: Record<string, unknown>, query: Record<string, unknown>, caller: Caller): void {
  if (body.conferenceData != null && query.conferenceDataVersion === 1) throw notPlayed("conferences");
  if (body.attachments != null) throw notPlayed("attachments");
  // The body has been checked against the Event schema.
  checkAttendees((body.attendees ?? []) as Partial<GoogleAttendee>[], caller);
}

function checkAttendees(attendees: Partial<GoogleAttendee>[], caller: Caller): void {
  if (attendees.length === 0) return;
  if (caller.isServiceAccount) {
    throw new GoogleError({
      status: 403,
      domain: "calendar",
      reason: "forbiddenForServiceAccounts",
      message: "Service accounts cannot invite attendees without Domain-Wide Delegation of Authority.",
    });
  }
  for (const { email } of attendees) {
    if (email === undefined) throw missing("Missing attendee email.");
    if (!/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(email)) throw invalid("Invalid attendee email.");
  }
}
