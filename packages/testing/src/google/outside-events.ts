import { randomBytes } from "node:crypto";
import type { CalendarState, GoogleCalendar } from "./calendar-state.ts";
import { asNewEvent, readDraft } from "./event-draft.ts";
import { type GoogleEvent, type GoogleEventDraft, pickDraft } from "./event-resource.ts";

export interface OutsideEvents {
  addOutsideEvent(calendarId: string, event: GoogleEventDraft & { id?: string }): GoogleEvent;
  changeOutside(calendarId: string, eventId: string, change: Partial<GoogleEventDraft>): GoogleEvent;
}

/** What people do to a calendar in Google's own pages while the program under test looks away. */
export function createOutsideEvents(state: CalendarState, now: () => number): OutsideEvents {
  const calendarBy = (calendarId: string): GoogleCalendar => {
    const calendar = state.calendars.find(({ id }) => id === calendarId);
    if (calendar === undefined) throw new Error(`There is no calendar "${calendarId}".`);
    return calendar;
  };

  return {
    addOutsideEvent(calendarId, event) {
      const calendar = calendarBy(calendarId);
      const id = event.id ?? randomBytes(13).toString("hex");
      if (state.isTaken(calendarId, id)) throw new Error(`The id "${id}" is taken.`);
      const creator = { email: calendarId, self: true };
      const origin = { id, iCalUID: `${id}@google.com`, created: new Date(now()).toISOString(), creator };
      return state.write(calendarId, asNewEvent(readDraft(event, calendar), origin, calendar));
    },
    changeOutside(calendarId, eventId, change) {
      const calendar = calendarBy(calendarId);
      const before = state.find(calendarId, eventId)?.event;
      if (before === undefined) throw new Error(`There is no event "${eventId}" in "${calendarId}".`);
      const draft = readDraft({ ...pickDraft(before), ...change }, calendar);
      const { id, iCalUID, created, creator, organizer } = before;
      const status = change.status ?? before.status;
      const sequence = change.sequence ?? before.sequence + 1;
      return state.write(calendarId, { ...draft, ...{ id, iCalUID, created, creator, organizer, status, sequence } });
    },
  };
}
