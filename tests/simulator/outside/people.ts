import type { Chance } from "../world/chance.ts";
import type { Trace } from "../world/trace.ts";
import type { VirtualTime } from "../world/virtual-time.ts";

/** What people can do to a calendar in the vendor's own pages. */
export interface OutsideCalendar {
  addForeign(calendarId: string, id: string, start: number, end: number): void;
  removeForeign(calendarId: string, id: string): void;
}

const minuteMs = 60_000;
const quarterMs = 15 * minuteMs;
const dayMs = 24 * 60 * minuteMs;

export interface PeopleOptions {
  time: VirtualTime;
  chance: Chance;
  trace: Trace;
  calendar: OutsideCalendar;
  calendarIds: readonly string[];
  isClosing(): boolean;
}

/** The hosts' private lives: now and then an appointment comes into a calendar, or goes. */
export async function keepCalendars(options: PeopleOptions): Promise<void> {
  const { time, chance, trace, calendar, calendarIds, isClosing } = options;
  const known: { calendarId: string; id: string }[] = [];
  for (let count = 1; ; count++) {
    await time.sleep(chance.wait(90 * minuteMs));
    if (isClosing()) return;
    if (known.length > 0 && chance.of(0.3)) {
      const [{ calendarId, id } = { calendarId: "", id: "" }] = known.splice(chance.below(known.length), 1);
      calendar.removeForeign(calendarId, id);
      trace.write("people", `take ${id} out of ${calendarId}`);
      continue;
    }
    const calendarId = chance.pick(calendarIds);
    const start = Math.floor((time.now() + chance.between(0, 6 * dayMs)) / quarterMs) * quarterMs;
    const end = start + (1 + chance.below(8)) * quarterMs;
    const id = `private${count}`;
    calendar.addForeign(calendarId, id, start, end);
    known.push({ calendarId, id });
    trace.write("people", `put ${id} into ${calendarId} at ${new Date(start).toISOString()}`);
  }
}
