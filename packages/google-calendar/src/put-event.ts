import {
  type CallOptions,
  type EventSnapshot,
  IntegrationError,
  isIntegrationError,
  type PutEventRequest,
  type PutEventResult,
} from "@slotkit/core";
import { type CalendarEvent, type CalendarEventOptions, toCalendarEvent } from "./calendar-event.ts";
import { type EventAnswer, eventSchema } from "./event-answer.ts";
import { eventGeneration, eventId } from "./event-id.ts";
import { isMarkedFor, markedVersion, wasInvitedByUs } from "./event-mark.ts";
import type { GoogleApi, GoogleSend } from "./google-api.ts";

/** Ids of one booking or session that one call may find used up by deleted events. */
const maxGenerations = 32;
/** How often an event that somebody else keeps editing is read again. */
const maxEdits = 3;

/** The write that is under way. */
interface Writing extends Pick<PutEventRequest, "calendarId"> {
  api: GoogleApi;
  snapshot: EventSnapshot;
  event: CalendarEvent;
  options: CallOptions;
}

/**
 * Brings the event of a booking or session to its state. Safe to repeat after any failure: the id is known before
 * anything is sent, an id that is taken is looked at, and a newer revision is never overwritten by an older one.
 */
export async function putEvent(
  api: GoogleApi,
  { calendarId, calendarEventId, event: snapshot }: PutEventRequest,
  how: CalendarEventOptions,
  options: CallOptions,
): Promise<PutEventResult> {
  if (snapshot.status === "cancelled" || snapshot.status === "rejected") throw noEventFor(snapshot.status);
  const writing: Writing = { api, calendarId, snapshot, event: toCalendarEvent(snapshot, how), options };
  if (calendarEventId !== null && (await bringUpToDate(writing, calendarEventId))) return { calendarEventId };

  const known = calendarEventId === null ? null : eventGeneration(snapshot.uid, calendarEventId);
  const first = known === null ? 0 : known + 1;
  for (let generation = first; generation < first + maxGenerations; generation += 1) {
    const id = eventId(snapshot.uid, generation);
    const inserted = await insert(writing, id);
    if (inserted !== null) return { calendarEventId: inserted };
    if (await bringUpToDate(writing, id)) return { calendarEventId: id };
  }
  throw new IntegrationError("stale", "Every id that this event could have is used up by deleted events.", {
    remedy: "Retry.",
  });
}

/** Updates the event. `false` when there is none of ours under this id, and so an event must be made anew. */
async function bringUpToDate(writing: Writing, id: string): Promise<boolean> {
  for (let edit = 0; edit < maxEdits; edit += 1) {
    const found = await find(writing, id);
    if (found === null) return false;
    if (markedVersion(found) > writing.snapshot.version) return true;
    if (await patch(writing, found)) return true;
  }
  throw new IntegrationError("stale", `The event was edited elsewhere ${maxEdits} times while it was being written.`, {
    remedy: "Retry; if it stays, look for another program that keeps editing the event.",
    status: 412,
    reason: "conditionNotMet",
  });
}

/** The live event of this booking or session under this id. */
async function find({ api, calendarId, snapshot, options }: Writing, id: string): Promise<EventAnswer | null> {
  const send: GoogleSend = (calendar, vendor) => calendar.events.get({ calendarId, eventId: id }, vendor);
  const found = await api.call({ effect: "read", send, answer: eventSchema }, options).catch(nothingOn(isGone));
  if (found === null || found.status === "cancelled") return null;
  return isMarkedFor(found, snapshot.uid, snapshot.clientId) ? found : null;
}

/** Inserts under this id. `null` when it is taken, be it by a deleted event or by this very insert of a moment ago. */
async function insert(writing: Writing, id: string): Promise<string | null> {
  const { calendarId } = writing;
  const written = await write(writing, (event) => (calendar, vendor) => {
    return calendar.events.insert({ calendarId, sendUpdates: "none", requestBody: { ...event, id } }, vendor);
  }).catch(nothingOn((error) => error.status === 409));
  return written?.id ?? null;
}

/** Updates what was read. `false` when it changed or went since. */
async function patch(writing: Writing, found: EventAnswer): Promise<boolean> {
  const { calendarId } = writing;
  const written = await write(writing, (event) => (calendar, vendor) => {
    const params = { calendarId, eventId: found.id, sendUpdates: "none", requestBody: mergeAttendees(event, found) };
    const headers = found.etag === undefined ? {} : { "If-Match": found.etag };
    return calendar.events.patch(params, { ...vendor, headers });
  }).catch(nothingOn((error) => error.status === 412 || isGone(error)));
  return written !== null;
}

/** Google may refuse to invite while it would still take the event; our own mail invites in any case. */
async function write(
  { api, event, options }: Writing,
  send: (event: CalendarEvent) => GoogleSend,
): Promise<EventAnswer> {
  try {
    return await api.call({ effect: "write", send: send(event), answer: eventSchema }, options);
  } catch (error) {
    if (event.attendees === undefined || !isRefusalToInvite(error)) throw error;
    const { attendees, guestsCanSeeOtherGuests, ...alone } = event;
    return await api.call({ effect: "write", send: send(alone), answer: eventSchema }, options);
  }
}

/**
 * Keeps the people whom somebody added in Google, and takes off those whom we invited and who come no more. Answers of guests stand until the event moves, as they do in Google's
 * own pages; the calendar's owner need not answer again.
 */
function mergeAttendees(event: CalendarEvent, found: EventAnswer): CalendarEvent {
  if (event.attendees === undefined) return event;
  const { start, attendees = [] } = found;
  const wanted = new Set(event.attendees.map(({ email }) => email?.toLowerCase()));
  const invitedByUs = wasInvitedByUs(found);
  const present = attendees.filter(
    ({ email = "", self }) => self === true || wanted.has(email.toLowerCase()) || !invitedByUs(email),
  );
  const moved = Date.parse(start?.dateTime ?? "") !== Date.parse(event.start.dateTime);
  const kept = present.map((one) => (moved && one.self !== true ? { ...one, responseStatus: "needsAction" } : one));
  const known = new Set(present.map(({ email }) => email?.toLowerCase()));
  const missing = event.attendees.filter(({ email }) => !known.has(email?.toLowerCase()));
  return { ...event, attendees: [...kept, ...missing] };
}

function isRefusalToInvite(error: unknown): boolean {
  const reasons = ["forbiddenForServiceAccounts", "quotaExceeded", "calendarUsageLimitsExceeded"];
  return isIntegrationError(error) && reasons.includes(error.reason ?? "");
}

/** Deleted, or not there and said so by Google itself. */
function isGone(error: IntegrationError): boolean {
  return error.status === 410 || (error.status === 404 && error.kind === "permanent");
}

function nothingOn(expected: (error: IntegrationError) => boolean): (error: unknown) => null {
  return (error) => {
    if (isIntegrationError(error) && expected(error)) return null;
    throw error;
  };
}

function noEventFor(status: string): IntegrationError {
  return new IntegrationError("permanent", `What is ${status} has no event to write.`, {
    remedy: "Remove its event.",
  });
}
