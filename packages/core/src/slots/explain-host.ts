import { usedAt } from "../rules/reached-limits.ts";
import { holdsInstant, intersectSpans, type SpanList } from "../time/span-list.ts";
import type { CompiledHost } from "./compile-hosts.ts";
import type { CompiledQuery } from "./compile-query.ts";
import { isBlockedBy, startsInside } from "./free-starts.ts";
import { limitedStarts } from "./limited-starts.ts";
import { claimOf, isJoinable } from "./sessions.ts";
import type { BusyInterval, Limit, Span } from "./slot-query.ts";
import type { HostReason, LimitReached } from "./slot-reason.ts";

const minuteMs = 60_000;

/**
 * Everything that stands against one host taking the slot that starts at the query's `range.start`.
 *
 * @param windows - The host's own spans around the slot.
 * @param date - The instants of the local date of the start.
 */
export function hostReasons(query: CompiledQuery, host: CompiledHost, windows: SpanList, date: SpanList): HostReason[] {
  const { start } = query.range;
  const isInside = holdsInstant(startsInside(windows, query.durationMs), start);
  const blocking = <T extends Span>(spans: readonly T[]) => spans.filter((span) => isBlockedBy(query, span, start));
  return [
    ...(isInside ? [] : [{ code: "outside_hours", hours: hoursOn(date, windows) } as const]),
    ...blocking(host.timeOff).map((interval) => ({ code: "time_off", interval }) as const),
    ...blocking([...host.busy, ...sessionClaims(query, host)]).map((interval) => busyReason(query, interval)),
    ...blocking(host.unknown).map((interval) => ({ code: "calendar_unavailable", interval }) as const),
    ...limitReasons(query, host.limits),
  ];
}

/** A host's spans, cut to a date. */
export function hoursOn(date: SpanList, windows: SpanList): Span[] {
  const list = intersectSpans(date, windows);
  return Array.from({ length: list.length / 2 }, (_, index) => ({
    start: list[2 * index] as number,
    end: list[2 * index + 1] as number,
  }));
}

/** Those of some limits that are reached at the query's `range.start`. */
export function limitReasons(query: CompiledQuery, limits: readonly Limit[]): LimitReached[] {
  const { start } = query.range;
  return limits
    .filter((limit) => holdsInstant(limitedStarts(query, limit), start))
    .map((limit) => limitReached(limit, start));
}

/** Says what a limit counts in the period that holds an instant. */
export function limitReached(limit: Limit, instant: number): LimitReached {
  const { id, period, maxCount, maxMinutes } = limit;
  const { count, minutes } = usedAt(limit, instant);
  return { code: "limit_reached", limitId: id, period, usedCount: count, usedMinutes: minutes, maxCount, maxMinutes };
}

/** The claims of the sessions that a slot at `range.start` would clash with rather than join. */
function sessionClaims(query: CompiledQuery, host: CompiledHost): BusyInterval[] {
  return host.sessions
    .filter((session) => session.start !== query.range.start || !isJoinable(query, session))
    .map((session) => ({ ...claimOf(query, session), kind: "booking" }));
}

function busyReason(query: CompiledQuery, interval: BusyInterval): HostReason {
  const { start } = query.range;
  if (interval.end <= start) {
    return { code: "buffer", interval, side: "before", bufferMinutes: query.bufferBeforeMs / minuteMs };
  }
  if (interval.start >= start + query.durationMs) {
    return { code: "buffer", interval, side: "after", bufferMinutes: query.bufferAfterMs / minuteMs };
  }
  return { code: interval.kind === "hold" ? "held" : "busy", interval };
}
