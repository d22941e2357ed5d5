import type { BusySpan, CalendarProvider, IntegrationError, PutEventRequest } from "@slotkit/core";

/** An event that a booking has in the calendar. */
export interface MemoryEvent {
  calendarId: string;
  bookingUid: string;
  start: number;
  end: number;
  /** The booking version it shows. */
  version: number;
}

/** A calendar service in memory that can be made to fail. */
export interface MemoryCalendar extends CalendarProvider {
  /** Events of bookings by id. */
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
  const eventIdOf = (bookingUid: string) => `event-of-${bookingUid}`;
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
    icalUid: (bookingUid, calendarEventId) => `${calendarEventId ?? eventIdOf(bookingUid)}@memory`,
    async readBusy({ calendarIds, start, end }) {
      readCount++;
      if (calendar.failReads) throw calendar.failReads;
      return calendarIds.map((calendarId) => {
        const spans = calendar.busy.get(calendarId) ?? [];
        const busy = spans.filter((span) => span.start < end && start < span.end);
        return { calendarId, state: "read", busy, precision: "events" } as const;
      });
    },
    async putEvent({ calendarId, calendarEventId, booking }: PutEventRequest) {
      if (calendar.failWrites) throw calendar.failWrites;
      const id = calendarEventId ?? eventIdOf(booking.uid);
      const { uid: bookingUid, start, end, version } = booking;
      events.set(id, { calendarId, bookingUid, start, end, version });
      return { calendarEventId: id };
    },
    async removeEvent({ calendarEventId, bookingUid }) {
      if (calendar.failWrites) throw calendar.failWrites;
      events.delete(calendarEventId ?? eventIdOf(bookingUid));
    },
    check: async () => ({ state: "ok", latencyMs: 0, detail: null }),
  };
  return calendar;
}
