import {
  type ClockGap,
  type DayExplanation,
  type DayReason,
  explainDay,
  explainLocalTime,
  explainSlot,
  type SlotExplanation,
  type SlotQuery,
} from "@slotkit/core/slots";
import type { TimeFormat } from "./format-time.ts";
import type { Moment } from "./read-moment.ts";

/** What the engine says of a moment, in one shape for starts, local times and dates. */
export interface Explanation {
  /** The local date that the answer is about. */
  readonly date: string;
  /** The local time that was asked about, `HH:MM`, when it was named so. */
  readonly time?: string;
  /** The zone of that date and time. */
  readonly timeZone: string;
  /** What stands against the moment before any single start is looked at. */
  readonly reasons: readonly (ClockGap | DayReason)[];
  /** Of a date: when each host is inside its windows. */
  readonly hosts?: DayExplanation["hosts"];
  /** The start asked about; none or two where the clock skips or repeats it; every candidate start of a date. */
  readonly starts: readonly SlotExplanation[];
}

/**
 * Explains a moment.
 *
 * @param format - Its zone reads a local time; a date is one of the query's zone.
 */
export function explainMoment(query: SlotQuery, moment: Moment, format: TimeFormat): Explanation {
  const { timeZone } = format;
  switch (moment.kind) {
    case "instant":
      return { date: format.dateOf(moment.start), timeZone, reasons: [], starts: [explainSlot(query, moment.start)] };
    case "localTime": {
      const { date, time } = moment;
      const { reasons, occurrences } = explainLocalTime(query, { date, time, timeZone });
      return { date, time, timeZone, reasons, starts: occurrences };
    }
    case "date":
      return explainDay(query, moment.date);
  }
}

/** Whether anything of it can be booked. */
export function isBookable({ starts }: Explanation): boolean {
  return starts.some(({ slot }) => slot !== undefined);
}
