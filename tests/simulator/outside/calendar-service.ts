import type { EventFact } from "../audit/facts.ts";

/** The fields of an event that a caller writes. */
export interface EventFields {
  bookingUid: string | null;
  version: number;
  start: number;
  end: number;
}

interface StoredEvent extends EventFields {
  id: string;
  cancelled: boolean;
  revision: number;
}

/**
 * A calendar service with the rules that matter: ids come from the caller and are never free again, also not after a
 * delete; an update may be made to depend on what was read.
 */
export interface CalendarService {
  /** `taken` when the id was ever used. */
  insert(calendarId: string, id: string, fields: EventFields): "done" | "taken";
  get(calendarId: string, id: string): (EventFields & { cancelled: boolean; revision: number }) | null;
  /** `changed` when the event is not at this revision any more. */
  update(calendarId: string, id: string, fields: EventFields, revision: number): "done" | "gone" | "changed";
  remove(calendarId: string, id: string): "done" | "gone";
  /** Events that are not cancelled and overlap. */
  list(calendarId: string, start: number, end: number): (EventFields & { id: string })[];
  /** Events of this booking, wherever. */
  search(calendarId: string, bookingUid: string): string[];
  facts(): EventFact[];
}

export function createCalendarService(now: () => number): CalendarService {
  const events = new Map<string, StoredEvent>();
  const history: { -readonly [Key in keyof EventFact]: EventFact[Key] }[] = [];
  const standing = new Map<string, (typeof history)[number]>();
  const keyOf = (calendarId: string, id: string) => `${calendarId}/${id}`;
  let revision = 0;

  /** Remembers since when the event stands there like this, and until when it stood as before. */
  function remember(calendarId: string, event: StoredEvent): void {
    const key = keyOf(calendarId, event.id);
    const before = standing.get(key);
    if (before) before.until = now();
    standing.delete(key);
    if (event.cancelled) return;
    const { id, bookingUid, version, start, end } = event;
    const fact = { calendarId, id, bookingUid, version, start, end, from: now(), until: null };
    standing.set(key, fact);
    history.push(fact);
  }
  function store(calendarId: string, event: Omit<StoredEvent, "revision">): void {
    const stored = { ...event, revision: ++revision };
    events.set(keyOf(calendarId, event.id), stored);
    remember(calendarId, stored);
  }
  return {
    insert(calendarId, id, fields) {
      if (events.has(keyOf(calendarId, id))) return "taken";
      store(calendarId, { ...fields, id, cancelled: false });
      return "done";
    },
    get(calendarId, id) {
      const event = events.get(keyOf(calendarId, id));
      return event ? { ...event } : null;
    },
    update(calendarId, id, fields, expected) {
      const event = events.get(keyOf(calendarId, id));
      if (!event || event.cancelled) return "gone";
      if (event.revision !== expected) return "changed";
      store(calendarId, { ...event, ...fields });
      return "done";
    },
    remove(calendarId, id) {
      const event = events.get(keyOf(calendarId, id));
      if (!event || event.cancelled) return "gone";
      store(calendarId, { ...event, cancelled: true });
      return "done";
    },
    list: (calendarId, start, end) =>
      [...standing.values()]
        .filter((fact) => fact.calendarId === calendarId && fact.start < end && fact.end > start)
        .map((fact) => ({ ...fact, version: fact.version ?? 0 })),
    search: (calendarId, bookingUid) =>
      [...standing.values()]
        .filter((fact) => fact.calendarId === calendarId && fact.bookingUid === bookingUid)
        .map(({ id }) => id),
    facts: () => history.map((fact) => ({ ...fact })),
  };
}
