import { parseLocalDate } from "../time/local-date.ts";
import { clockGapAt, instantsOfLocalTime } from "../time/local-time.ts";
import { parseWallTime } from "../time/wall-time.ts";
import { checkTimeZone, readTime } from "./check-value.ts";
import { compileQuery } from "./compile-query.ts";
import { explainStart } from "./explain-start.ts";
import type { SlotQuery } from "./slot-query.ts";
import type { ClockGap, SlotExplanation } from "./slot-reason.ts";

/** A date and time as a wall clock shows them. */
export interface LocalTime {
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** `HH:MM` */
  readonly time: string;
  /** Default: the query's. */
  readonly timeZone?: string | undefined;
}

/** The answer of `explainLocalTime`. */
export interface LocalTimeExplanation extends Required<LocalTime> {
  readonly timeZone: string;
  /** `dst_gap` when the clock never shows this time; otherwise each occurrence speaks for itself. */
  readonly reasons: readonly ClockGap[];
  /** The instants at which the clock shows it: one as a rule, none in a gap, two where an hour is repeated. */
  readonly occurrences: readonly SlotExplanation[];
}

/**
 * Explains a start that was named by what the wall clock shows; see `explainSlot`.
 *
 * @throws {SlotQueryError} as `findSlots` does; naming `date`, `time` or `timeZone` when it cannot be read.
 */
export function explainLocalTime(query: SlotQuery, { date, time, timeZone }: LocalTime): LocalTimeExplanation {
  readTime(parseLocalDate, date, () => ["date"]);
  readTime(parseWallTime, time, () => ["time"]);
  if (timeZone !== undefined) checkTimeZone(timeZone, ["timeZone"]);
  const compiled = compileQuery(query);
  const zone = timeZone ?? compiled.timeZone;
  const gap = clockGapAt(zone, date, time);
  return {
    date,
    time,
    timeZone: zone,
    reasons: gap === undefined ? [] : [{ code: "dst_gap", clockChangesAt: gap }],
    occurrences: instantsOfLocalTime(zone, date, time).map((start) => explainStart(compiled, start)),
  };
}
