import type { EventFact } from "../audit/facts.ts";
/** The fields of an event that a caller writes. */
export interface EventFields {
  bookingUid: string | null;
  version: number;
  start: number;
  end: number;
}
/**
 * A calendar service with the rules that matter: ids come from the caller and are never free again, also not after a
 * delete; an update may be made to depend on what was read.
 */
export interface CalendarService {
  /** `taken` when the id was ever used. */
  insert(calendarId: string, id: string, fields: EventFields): "done" | "taken";
  get(
    calendarId: string,
    id: string,
  ):
    | (EventFields & {
        cancelled: boolean;
        revision: number;
      })
    | null;
  /** `changed` when the event is not at this revision any more. */
  update(calendarId: string, id: string, fields: EventFields, revision: number): "done" | "gone" | "changed";
  remove(calendarId: string, id: string): "done" | "gone";
  /** Events that are not cancelled and overlap. */
  list(
    calendarId: string,
    start: number,
    end: number,
  ): (EventFields & {
    id: string;
  })[];
  /** Events of this booking, wherever. */
  search(calendarId: string, bookingUid: string): string[];
  facts(): EventFact[];
}
export declare function createCalendarService(now: () => number): CalendarService;
