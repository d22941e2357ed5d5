import type { CalendarRead, CalendarReadRepository } from "../ports/storage.ts";
import { keyOf } from "./memory-table.ts";
import type { MemoryTables } from "./memory-tables.ts";

/** The last reads of one client's outside calendars, kept in `tables`. */
export function memoryCalendarReads({ calendarReads }: MemoryTables): CalendarReadRepository {
  const keyOfRead = (read: CalendarRead) => keyOf(read.calendarId, read.start, read.end);
  return {
    async overlapping(calendarIds, start, end) {
      return calendarReads
        .filter((read) => calendarIds.includes(read.calendarId) && read.start < end && read.end > start)
        .sort(byCalendar);
    },
    async save(reads) {
      for (const read of reads) {
        const newer = calendarReads.filter((other) => covers(other, read) && other.readAt > read.readAt);
        if (newer.length > 0) continue;
        for (const older of calendarReads.filter((other) => covers(read, other) && other.readAt <= read.readAt)) {
          calendarReads.delete(keyOfRead(older));
        }
        calendarReads.set(keyOfRead(read), read);
      }
    },
  };
}

function covers(outer: CalendarRead, inner: CalendarRead): boolean {
  return outer.calendarId === inner.calendarId && outer.start <= inner.start && outer.end >= inner.end;
}

function byCalendar(a: CalendarRead, b: CalendarRead): number {
  if (a.calendarId !== b.calendarId) return a.calendarId < b.calendarId ? -1 : 1;
  return a.start - b.start || a.end - b.end;
}
