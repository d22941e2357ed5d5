import type { BusySpan, CalendarProvider, EventSnapshot, IntegrationError, PutEventRequest } from "@slotkit/core";

/** An event that a booking or session has in the calendar. */
export interface MemoryEvent {
  calendarId: string;
  /** Of the booking or session. */
  uid: string;
  start: number;
  end: number;
  /** The version it shows. */
  version: number;
  /** Everything that was to be shown. */
  snapshot: EventSnapshot;
}

/** A calendar service in memory that can be made to fail. */
export interface MemoryCalendar extends CalendarProvider {
  /** Events by the id of their calendar and their own: `ada@example.com/event-of-bk_1`. */
  readonly events: ReadonlyMap<string, MemoryEvent>;
  /** Foreign busy time, by calendar id; edit at will. */
  readonly busy: Map<string, BusySpan[]>;
  /** While set, reads reject with it. */
  failReads: IntegrationError | null;
  /** While set, writes reject with it. */
  failWrites: IntegrationError | null;
  /** How often busy time was asked for. */
  readonly readCount: number;
}

/** Starts empty. */
export function createMemoryCalendar(): MemoryCalendar {
  const events = new Map<string, MemoryEvent>();
  const eventIdOf = (uid: string) => `event-of-${uid}`;
  const keyOf = (calendarId: string, eventId: string) => `${calendarId}/${eventId}`;
  let readCount = 0;

  const calendar: MemoryCalendar = {
    name: "memory",
    events,
    busy: new Map(),
    failReads: null,
    failWrites: null,
    get readCount() {
      return readCount;
    },
    icalUid: (uid, calendarEventId) => `${calendarEventId ?? eventIdOf(uid)}@memory`,
    async readBusy({ calendarIds, start, end }) {
      readCount++;
      if (calendar.failReads) throw calendar.failReads;
      return calendarIds.map((calendarId) => {
        const spans = calendar.busy.get(calendarId) ?? [];
        const busy = spans.filter((span) => span.start < end && start < span.end);
        return { calendarId, state: "read", busy, precision: "events" } as const;
      });
    },
    async putEvent({ calendarId, calendarEventId, event }: PutEventRequest) {
      if (calendar.failWrites) throw calendar.failWrites;
      const id = calendarEventId ?? eventIdOf(event.uid);
      const { uid, start, end, version } = event;
      events.set(keyOf(calendarId, id), { calendarId, uid, start, end, version, snapshot: event });
      return { calendarEventId: id };
    },
    async removeEvent({ calendarId, calendarEventId, uid }) {
      if (calendar.failWrites) throw calendar.failWrites;
      events.delete(keyOf(calendarId, calendarEventId ?? eventIdOf(uid)));
    },
    check: async () => ({ state: "ok", latencyMs: 0, detail: null }),
  };
  return calendar;
}
