import { randomBytes } from "node:crypto";
import { type ApiCall, type ApiResult, type ApiRoute, calendarOf } from "./api-call.ts";
import { type CalendarState, type EventRecord, type GoogleCalendar, isSameShape } from "./calendar-state.ts";
import { asNewEvent, checkEventRequest, readDraft } from "./event-draft.ts";
import { type GoogleEvent, type GoogleEventDraft, pickDraft } from "./event-resource.ts";
import { showEvent } from "./event-view.ts";
import { GoogleError, invalid, notFound, notPlayed } from "./google-error.ts";

/** Base32hex, as Google asks for. */
const EVENT_ID = /^[a-v0-9]{5,1024}$/;

/** The methods that read and write one event. */
export function createEventsRoutes(state: CalendarState, now: () => number): Record<string, ApiRoute> {
  const shown = (call: ApiCall, calendar: GoogleCalendar, event: GoogleEvent): ApiResult => {
    if (call.query.maxAttendees !== undefined) throw notPlayed("maxAttendees");
    const zone = typeof call.query.timeZone === "string" ? call.query.timeZone : calendar.timeZone;
    return { body: showEvent(event, calendar, zone), etag: event.etag };
  };

  return {
    "calendar.events.insert"(call) {
      const calendar = calendarOf(call, state, "writer");
      checkEventRequest(call.body, call.query, call.caller);
      const draft = readDraft(call.body, calendar);
      const ids = readIds(call.body, calendar, state);
      const creator = { email: call.caller.email, ...selfOf(call.caller.email, calendar) };
      const origin = { ...ids, created: new Date(now()).toISOString(), creator };
      const event = state.write(calendar.id, asNewEvent(draft, origin, calendar));
      return shown(call, calendar, event);
    },

    "calendar.events.get"(call) {
      const calendar = calendarOf(call, state, "freeBusyReader");
      const { event } = recordOf(call, calendar, state);
      if (call.ifNoneMatch === event.etag) return { status: 304, etag: event.etag };
      return shown(call, calendar, event);
    },

    "calendar.events.update"(call) {
      const calendar = calendarOf(call, state, "writer");
      const { event } = recordForWrite(call, calendar, state);
      return shown(call, calendar, rewrite(state, calendar, event, call, call.body));
    },

    "calendar.events.patch"(call) {
      const calendar = calendarOf(call, state, "writer");
      const { event } = recordForWrite(call, calendar, state);
      const status = "status" in call.body ? {} : { status: event.status };
      const body = { ...mergePatch(pickDraft(event), call.body), ...status };
      return shown(call, calendar, rewrite(state, calendar, event, call, body));
    },

    "calendar.events.delete"(call) {
      const calendar = calendarOf(call, state, "writer");
      const { event } = recordForWrite(call, calendar, state);
      if (event.status === "cancelled") {
        throw new GoogleError({ status: 410, reason: "deleted", message: "Resource has been deleted" });
      }
      state.write(calendar.id, { ...event, status: "cancelled" });
      return {};
    },
  };
}

/** Stores a new version of an event; what the body does not name falls back to its default, as with every PUT. */
function rewrite(
  state: CalendarState,
  calendar: GoogleCalendar,
  before: GoogleEvent,
  call: ApiCall,
  body: Record<string, unknown>,
): GoogleEvent {
  checkEventRequest(call.body, call.query, call.caller);
  if (body.iCalUID != null && body.iCalUID !== before.iCalUID) throw invalid("Invalid iCalUID value.");
  const draft = readDraft(body, calendar);
  const { id, iCalUID, created, creator, organizer, eventType = "default" } = before;
  if (draft.eventType !== undefined && draft.eventType !== eventType) throw invalid("Event type cannot be changed.");
  return state.write(calendar.id, {
    ...draft,
    ...{ id, iCalUID, created, creator, organizer, eventType },
    status: draft.status ?? "confirmed",
    sequence: nextSequence(before, draft),
    reminders: draft.reminders ?? { useDefault: true },
  });
}

/** Google raises the sequence when the dates change and takes a higher one as given, never a lower one. */
function nextSequence(before: GoogleEvent, draft: GoogleEventDraft): number {
  const given = draft.sequence ?? before.sequence;
  if (given < before.sequence) {
    throw invalid(
      "Invalid sequence value. The specified sequence number is below the current sequence number of the resource. Re-fetch the resource and use its sequence number on the following request.",
    );
  }
  return given === before.sequence && !isSameShape(before, draft) ? given + 1 : given;
}

function readIds(body: Record<string, unknown>, calendar: GoogleCalendar, state: CalendarState) {
  const { id, iCalUID } = body;
  if (id != null && iCalUID != null) throw invalid("Only one of id and iCalUID may be supplied.");
  if (typeof id === "string" && !EVENT_ID.test(id)) throw invalid("Invalid resource id value.");
  const isKnownUid = state.records(calendar.id).some(({ event }) => event.iCalUID === iCalUID);
  if (isKnownUid || (typeof id === "string" && state.isTaken(calendar.id, id))) throw duplicate();
  // Thirteen bytes in hexadecimal: 26 letters and digits, as long as an id of Google's own.
  const chosen = typeof id === "string" ? id : randomBytes(13).toString("hex");
  return { id: chosen, iCalUID: typeof iCalUID === "string" ? iCalUID : `${chosen}@google.com` };
}

function duplicate(): GoogleError {
  return new GoogleError({ status: 409, reason: "duplicate", message: "The requested identifier already exists." });
}

function recordOf(call: ApiCall, calendar: GoogleCalendar, state: CalendarState): EventRecord {
  const eventId = call.pathParameters.eventId ?? "";
  const record = state.find(calendar.id, eventId);
  if (record !== undefined) return record;
  if (isOccurrenceId(eventId, calendar, state)) throw notPlayed("one occurrence of a series by its own id");
  throw notFound();
}

function isOccurrenceId(eventId: string, calendar: GoogleCalendar, state: CalendarState): boolean {
  const [seriesId = "", date] = eventId.split("_");
  return date !== undefined && state.find(calendar.id, seriesId) !== undefined;
}

function recordForWrite(call: ApiCall, calendar: GoogleCalendar, state: CalendarState): EventRecord {
  const record = recordOf(call, calendar, state);
  if (call.ifMatch === undefined || call.ifMatch === "*" || call.ifMatch === record.event.etag) return record;
  throw new GoogleError({
    status: 412,
    reason: "conditionNotMet",
    message: "Precondition Failed",
    location: { type: "header", name: "If-Match" },
  });
}

function selfOf(email: string, calendar: GoogleCalendar): { self?: true } {
  return email === calendar.id ? { self: true } : {};
}

/** RFC 7396: objects merge, lists are replaced, `null` removes. */
function mergePatch(target: object, patch: Record<string, unknown>): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...target };
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete merged[name];
    else merged[name] = isObject(value) ? mergePatch(isObject(merged[name]) ? merged[name] : {}, value) : value;
  }
  return merged;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
