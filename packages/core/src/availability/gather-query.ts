import type { SlotKitContext } from "../context.ts";
import type { EventType } from "../ports/catalog.ts";
import type { Claim } from "../ports/storage.ts";
import type { BusyInterval, Session, SlotHost, SlotQuery, Span } from "../slots/slot-query.ts";
import { firstInstant, lastInstant } from "../time/instant.ts";
import type { JoinableSession, Occupancy } from "./occupancy.ts";
import { type CalendarKnowledge, readCalendars } from "./read-calendars.ts";
import type { SourceState } from "./slot-list.ts";

const minuteMs = 60_000;

/** Names the slots to look at: those of one event type and duration that start in `range`. */
export interface SlotScope {
  clientId: string;
  eventType: EventType;
  durationMinutes: number;
  range: Span;
  signal?: AbortSignal | undefined;
}

/** Reads the outside calendars of all hosts, for slots that start in the scope's range. */
export function readHostCalendars(
  context: SlotKitContext,
  scope: SlotScope,
  purpose: "list" | "commit",
): Promise<readonly CalendarKnowledge[]> {
  const { clientId, eventType, signal } = scope;
  const calendarIds = [...new Set(eventType.hosts.flatMap((host) => host.conflictCalendars))];
  return readCalendars(context, { clientId, eventType, calendarIds, ...blockingSpan(scope), purpose, signal });
}

/** The span in which something can stand in the way of a slot of the scope, buffers included. */
export function blockingSpan({ eventType, durationMinutes, range }: SlotScope): Span {
  return {
    start: Math.max(firstInstant, range.start - eventType.bufferBeforeMinutes * minuteMs),
    end: Math.min(lastInstant, range.end + (durationMinutes + eventType.bufferAfterMinutes) * minuteMs),
  };
}

/**
 * Puts what is known into the engine's question. Lists, commits and explanations all ask through here.
 *
 * @param lastBookedAt - Only the choice among rotating hosts reads it.
 */
export function slotQueryOf(
  scope: SlotScope,
  now: number,
  occupancy: Occupancy,
  calendars: readonly CalendarKnowledge[],
  lastBookedAt: ReadonlyMap<string, number> = new Map(),
): SlotQuery {
  const { eventType } = scope;
  return {
    now,
    range: scope.range,
    timeZone: eventType.timeZone,
    durationMinutes: scope.durationMinutes,
    intervalMinutes: eventType.intervalMinutes ?? scope.durationMinutes,
    bufferBeforeMinutes: eventType.bufferBeforeMinutes,
    bufferAfterMinutes: eventType.bufferAfterMinutes,
    minimumNoticeMinutes: eventType.minimumNoticeMinutes,
    bookingWindowDays: eventType.bookingWindowDays,
    align: eventType.align,
    assignment: eventType.assignment,
    limits: occupancy.limits,
    ...(eventType.seats === null
      ? {}
      : { capacity: eventType.seats.capacity, sessions: occupancy.sessions.map(sessionOf) }),
    hosts: eventType.hosts.map((host): SlotHost => {
      const own = calendars.filter(({ calendarId }) => host.conflictCalendars.includes(calendarId));
      return {
        id: host.id,
        fixed: host.fixed,
        priority: host.priority,
        weight: host.weight,
        lastBookedAt: lastBookedAt.get(host.id),
        schedule: host.schedules,
        timeOff: host.timeOff,
        unknown: own.flatMap(({ unknown }) => unknown),
        busy: [
          ...occupancy.claims.filter(({ hostId }) => hostId === host.id).map(busyOfClaim),
          ...own.flatMap(busyOfCalendar),
        ],
      };
    }),
  };
}

/** How current each source of an answer is. Claims are always read for the answer itself. */
export function sourcesOf(calendars: readonly CalendarKnowledge[], now: number): SourceState[] {
  const outside = calendars.map(
    ({ calendarId, state, asOf }): SourceState => ({ source: "calendar", calendarId, state, asOf }),
  );
  return [{ source: "bookings", calendarId: null, state: "fresh", asOf: now }, ...outside];
}

/** The oldest moment that any of the readable sources speaks for. */
export function asOfSources(sources: readonly SourceState[], now: number): number {
  return Math.min(...sources.map(({ asOf }) => asOf ?? now));
}

function sessionOf({ session, taken }: JoinableSession): Session {
  const { start, end, hostIds, bufferBeforeMinutes, bufferAfterMinutes } = session;
  return { start, end, hostIds, taken, bufferBeforeMinutes, bufferAfterMinutes };
}

function busyOfClaim({ start, end, kind }: Claim): BusyInterval {
  return { start, end, kind };
}

function busyOfCalendar({ calendarId, busy }: CalendarKnowledge): BusyInterval[] {
  return busy.map(({ start, end }) => ({ start, end, kind: "outside", source: calendarId }));
}
