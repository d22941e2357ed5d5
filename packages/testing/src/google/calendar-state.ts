import type { GoogleEvent, GoogleEventDraft } from "./event-resource.ts";

/** What the caller may do with a calendar; `none` is a calendar that exists and was never shared. */
export type AccessRole = "none" | "freeBusyReader" | "reader" | "writer" | "owner";

export interface GoogleCalendar {
  /** Looks like an address, as Google's own ids do. */
  id: string;
  summary: string;
  /** IANA zone in which all-day events are read and times are shown. */
  timeZone: string;
  accessRole: AccessRole;
}

/** One event and the count of changes at which it was last written. */
export interface EventRecord {
  event: GoogleEvent;
  revision: number;
  /** The change that last altered the dates of a series; occurrences known before it may be gone. */
  reshapedAt: number;
}

/** What the stand-in remembers: the calendars and, in order of creation, every event ever put into them. */
export interface CalendarState {
  readonly calendars: readonly GoogleCalendar[];
  /** Counts every change in every calendar. */
  readonly revision: number;
  records(calendarId: string): EventRecord[];
  find(calendarId: string, eventId: string): EventRecord | undefined;
  /** Whether an event ever had this id: ids are not free again after a delete. */
  isTaken(calendarId: string, eventId: string): boolean;
  /** Stores an event under its id, new or not, with a fresh etag and `updated`. */
  write(calendarId: string, event: WrittenEvent): GoogleEvent;
  /** Lets the deleted events vanish, as Google does after a while. Their ids stay taken. */
  purgeDeleted(): void;
}

/** A whole event apart from what every write sets anew. */
export type WrittenEvent = Omit<GoogleEvent, "etag" | "updated" | "kind" | "htmlLink">;

export function createCalendarState(calendars: readonly GoogleCalendar[], now: () => number): CalendarState {
  const events = new Map(calendars.map(({ id }) => [id, new Map<string, EventRecord>()]));
  const takenIds = new Map(calendars.map(({ id }) => [id, new Set<string>()]));
  let revision = 0;
  return {
    calendars,
    get revision() {
      return revision;
    },
    records: (calendarId) => [...(events.get(calendarId)?.values() ?? [])],
    find: (calendarId, eventId) => events.get(calendarId)?.get(eventId),
    isTaken: (calendarId, eventId) => takenIds.get(calendarId)?.has(eventId) ?? false,
    write(calendarId, written) {
      const calendar = events.get(calendarId);
      if (calendar === undefined) throw new Error(`The stand-in has no calendar "${calendarId}".`);
      revision += 1;
      const before = calendar.get(written.id);
      const event: GoogleEvent = { ...written, ...stamps(written.id, revision, now()) };
      const isReshaped = before?.event.recurrence !== undefined && !isSameShape(before.event, event);
      const reshapedAt = isReshaped ? revision : (before?.reshapedAt ?? 0);
      calendar.set(event.id, { event, revision, reshapedAt });
      takenIds.get(calendarId)?.add(event.id);
      return event;
    },
    purgeDeleted() {
      for (const calendar of events.values()) {
        for (const [id, { event }] of calendar) if (event.status === "cancelled") calendar.delete(id);
      }
    },
  };
}

function stamps(
  id: string,
  revision: number,
  nowMs: number,
): Pick<GoogleEvent, "kind" | "etag" | "updated" | "htmlLink"> {
  return {
    kind: "calendar#event",
    // Quotes are part of an etag (RFC 9110, 8.8.3).
    etag: `"${String(revision).padStart(16, "0")}"`,
    updated: new Date(nowMs).toISOString(),
    htmlLink: `https://www.google.com/calendar/event?eid=${id}`,
  };
}

/** Whether two versions of an event fall on the same dates. */
export function isSameShape(one: GoogleEventDraft, other: GoogleEventDraft): boolean {
  return shapeOf(one) === shapeOf(other);
}

/** Stored times are all written in the calendar's zone, so the same instant is the same text. */
function shapeOf({ start, end, recurrence = [] }: GoogleEventDraft): string {
  return JSON.stringify([start.date, start.dateTime, end.date, end.dateTime, start.timeZone, recurrence]);
}
