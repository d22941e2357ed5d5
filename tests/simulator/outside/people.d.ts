import type { Chance } from "../world/chance.ts";
import type { Trace } from "../world/trace.ts";
import type { VirtualTime } from "../world/virtual-time.ts";
/** What people can do to a calendar in the vendor's own pages. */
export interface OutsideCalendar {
  addForeign(calendarId: string, id: string, start: number, end: number): void;
  removeForeign(calendarId: string, id: string): void;
}
export interface PeopleOptions {
  time: VirtualTime;
  chance: Chance;
  trace: Trace;
  calendar: OutsideCalendar;
  calendarIds: readonly string[];
  isClosing(): boolean;
}
/** The hosts' private lives: now and then an appointment comes into a calendar, or goes. */
export declare function keepCalendars(options: PeopleOptions): Promise<void>;
