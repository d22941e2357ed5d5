import { reachedSpans } from "../rules/reached-limits.ts";
import { dayMs, parseLocalDate } from "../time/local-date.ts";
import { clockGapAt, instantsOfWallTime } from "../time/local-time.ts";
import { intersectSpans, type SpanList, subtractSpans } from "../time/span-list.ts";
import { readTime } from "./check-value.ts";
import type { CompiledHost } from "./compile-hosts.ts";
import { type CompiledQuery, compileQuery, withRange } from "./compile-query.ts";
import { forEachStart } from "./each-start.ts";
import { hoursOn, limitReached } from "./explain-host.ts";
import { explainStart } from "./explain-start.ts";
import { isBlockedBetween } from "./free-starts.ts";
import { firstNoticedStart, gridSections, startsInWindow, windowReader } from "./plan-slots.ts";
import { claimOf } from "./sessions.ts";
import type { SlotQuery, Span } from "./slot-query.ts";
import type { DayReason, SlotExplanation } from "./slot-reason.ts";
import { readTakenTime } from "./taken-time.ts";

/** The answer of `explainDay`. */
export interface DayExplanation {
  /** `YYYY-MM-DD`, in the query's `timeZone`. */
  readonly date: string;
  readonly timeZone: string;
  /** What stands against every start of the date; for single starts see `starts`. */
  readonly reasons: readonly DayReason[];
  /** When each host is inside its windows on that date, whatever else it does. */
  readonly hosts: readonly { readonly id: string; readonly hours: readonly Span[] }[];
  /** Every candidate start of the date, ascending, bookable or not. */
  readonly starts: readonly SlotExplanation[];
}

/**
 * Explains every candidate start of a local date of the query's `timeZone`, and why there are none; see `explainSlot`.
 *
 * @throws {SlotQueryError} as `findSlots` does; naming `date` when it does not exist.
 */
export function explainDay(query: SlotQuery, date: string): DayExplanation {
  const wallStart = readTime(parseLocalDate, date, () => ["date"]) * dayMs;
  const compiled = compileQuery(query);
  const { timeZone } = compiled;
  const day = instantsOfWallTime(timeZone, wallStart, wallStart + dayMs);
  const reasons = dayReasons(compiled, date, day);
  if (day.length === 0) return { date, timeZone, reasons, hosts: [], starts: [] };

  const start = day[0] as number;
  const end = day.at(-1) as number;
  const windowsOf = windowReader(start, end);
  const hosts = [...compiled.fixedHosts, ...compiled.rotatingHosts];
  const starts = candidateStarts(withRange(compiled, start, end), day);
  const near = onlyNear(compiled, start, end);
  return {
    date,
    timeZone,
    reasons: starts.length === 0 ? [...reasons, { code: "outside_hours" }] : reasons,
    hosts: hosts.map((host) => ({ id: host.id, hours: hoursOn(day, windowsOf(host)) })),
    starts: starts.map((candidate) => explainStart(near, candidate)),
  };
}

function candidateStarts(query: CompiledQuery, day: SpanList): number[] {
  const starts: number[] = [];
  const sections = gridSections(query);
  forEachStart(query, sections, intersectSpans(day, sections), (start) => {
    starts.push(start);
    return true;
  });
  return starts;
}

/** The query without what cannot touch any slot that starts in `[start, end)`: each start then costs what its day holds. */
function onlyNear(query: CompiledQuery, start: number, end: number): CompiledQuery {
  const touches = (span: Span) => isBlockedBetween(query, span, start, end);
  const near = (host: CompiledHost): CompiledHost => {
    const busy = host.busy.filter(touches);
    const timeOff = host.timeOff.filter(touches);
    const unknown = host.unknown.filter(touches);
    const sessions = host.sessions.filter((session) => touches(claimOf(query, session)));
    const [taken = host.taken] = readTakenTime([{ busy, timeOff, unknown }]);
    return { ...host, busy, timeOff, unknown, sessions, taken };
  };
  return {
    ...query,
    sessions: query.sessions.filter((session) => touches(claimOf(query, session))),
    fixedHosts: query.fixedHosts.map(near),
    rotatingHosts: query.rotatingHosts.map(near),
  };
}

/** What stands against the date as a whole, its hours aside. */
function dayReasons(query: CompiledQuery, date: string, day: SpanList): DayReason[] {
  const [start] = day;
  const end = day.at(-1);
  if (start === undefined || end === undefined) {
    return [{ code: "dst_gap", clockChangesAt: clockGapAt(query.timeZone, date, "00:00") as number }];
  }
  const firstStart = firstNoticedStart(query);
  const reasons: DayReason[] = [];
  if (end <= query.range.start || start >= query.range.end) reasons.push({ code: "outside_range" });
  if (end <= firstStart) reasons.push({ code: "min_notice", firstStart });
  if (intersectSpans(day, startsInWindow(withRange(query, start, end))).length === 0) {
    reasons.push({ code: "beyond_window" });
  }
  const reached = query.limits.filter(
    (limit) => subtractSpans(day, reachedSpans(limit, query.durationMs, start, end)).length === 0,
  );
  return [...reasons, ...reached.map((limit) => limitReached(limit, start))];
}
