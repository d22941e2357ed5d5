import { dayMs } from "../time/local-date.ts";
import { instantsOfWallTime, localDayAt, startOfLocalDay } from "../time/local-time.ts";
import { coveredByAtLeast, intersectSpans, type SpanList, subtractSpans } from "../time/span-list.ts";
import { cutAtLocalDates } from "./anchors.ts";
import type { CompiledHost } from "./compile-hosts.ts";
import type { CompiledQuery } from "./compile-query.ts";
import type { CompiledSchedule } from "./compile-schedule.ts";
import { freeStarts, roomToBlock } from "./free-starts.ts";
import { limitedStarts } from "./limited-starts.ts";
import { openSpans } from "./open-spans.ts";
import { scheduleSpans } from "./schedule-spans.ts";
import type { TakenTime } from "./taken-time.ts";

/** Everything about a query that is worked out before the first candidate start is looked at. */
export interface SlotPlan {
  readonly query: CompiledQuery;
  /** The open spans, each piece beginning at an anchor of the grid. */
  readonly sections: SpanList;
  /** Starts that the rules allow and for which enough hosts are free. */
  readonly freeStarts: SpanList;
  /** The free starts of each rotating host, in the query's order. */
  readonly rotatingStarts: readonly SpanList[];
}

/** Turns windows, busy time and rules into spans of starts; from here on only numbers are compared. */
export function planSlots(query: CompiledQuery): SlotPlan {
  const { range, timeZone } = query;
  const from = startOfLocalDay(timeZone, range.start);
  const windowsOf = windowReader(from, range.end + query.durationMs);
  const room = roomToBlock(query);
  const startsOf = (host: CompiledHost) => hostStarts(query, host, windowsOf(host), room);
  const fixedStarts = query.fixedHosts.map(startsOf).reduce(intersectSpans, ruledStarts(query));
  const rotatingStarts = query.rotatingHosts.map(startsOf);
  return {
    query,
    sections: sectionsOf(query, windowsOf, from),
    freeStarts: enoughHostsStarts(query, fixedStarts, rotatingStarts),
    rotatingStarts,
  };
}

/** The sections of a plan alone: the grid follows from windows, whatever is taken. */
export function gridSections(query: CompiledQuery): SpanList {
  const from = startOfLocalDay(query.timeZone, query.range.start);
  return sectionsOf(query, windowReader(from, query.range.end), from);
}

// Every open span is cut where a local date begins, so nothing before the first instant of today moves today's grid.
function sectionsOf(query: CompiledQuery, windowsOf: (host: CompiledHost) => SpanList, from: number): SpanList {
  const { fixedHosts, rotatingHosts, rotatingNeeded, timeZone } = query;
  const open = openSpans(fixedHosts.map(windowsOf), rotatingHosts.map(windowsOf), rotatingNeeded);
  return cutAtLocalDates(open, timeZone, from);
}

/**
 * The starts for which enough of the rotating hosts are free beside the fixed ones.
 *
 * Worked out span by span, so that no start that lacks hosts is ever looked at.
 */
function enoughHostsStarts(query: CompiledQuery, fixed: SpanList, rotating: readonly SpanList[]): SpanList {
  if (query.rotatingNeeded === 0) return fixed;
  return intersectSpans(fixed, coveredByAtLeast(query.rotatingNeeded, rotating));
}

/** Reads the windows of hosts inside `[from, to)`; hosts that share a schedule share the answer. */
export function windowReader(from: number, to: number): (host: CompiledHost) => SpanList {
  const read = new Map<readonly CompiledSchedule[], SpanList>();
  return ({ schedules }) => {
    const known = read.get(schedules);
    if (known) return known;
    const spans = scheduleSpans(schedules, from, to);
    read.set(schedules, spans);
    return spans;
  };
}

function hostStarts(query: CompiledQuery, host: CompiledHost, windows: SpanList, room: TakenTime): SpanList {
  return host.limits.reduce(
    (starts, limit) => subtractSpans(starts, limitedStarts(query, limit)),
    freeStarts(query, host, windows, room),
  );
}

/** The starts of the range that notice, booking window and the event type's own limits allow. */
function ruledStarts(query: CompiledQuery): SpanList {
  const { start, end } = query.range;
  return query.limits.reduce(
    (starts, limit) => subtractSpans(starts, limitedStarts(query, limit)),
    intersectSpans([Math.max(start, firstNoticedStart(query)), end], startsInWindow(query)),
  );
}

/** The first start that keeps the minimum notice. */
export function firstNoticedStart(query: CompiledQuery): number {
  return query.now + query.minimumNoticeMs;
}

/** The starts of the range whose local date the booking window still covers. */
export function startsInWindow({ range, timeZone, now, bookingWindowDays }: CompiledQuery): SpanList {
  if (bookingWindowDays === Infinity) return [range.start, range.end];
  const dayAfter = localDayAt(timeZone, now) + bookingWindowDays + 1;
  // Two days reach past every local date that the range can touch.
  return instantsOfWallTime(timeZone, range.start - 2 * dayMs, Math.min(dayAfter * dayMs, range.end + 2 * dayMs));
}
