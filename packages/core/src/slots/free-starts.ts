import { sortInstants } from "../time/sort-instants.ts";
import { appendSpan, coverage, type SpanList, subtractSpans } from "../time/span-list.ts";
import type { CompiledHost } from "./compile-hosts.ts";
import type { CompiledQuery } from "./compile-query.ts";
import { claimOf, isJoinable } from "./sessions.ts";
import type { Span } from "./slot-query.ts";
import { emptyTakenTime, type TakenTime } from "./taken-time.ts";

/**
 * The starts, of those in the range, at which one host is free: a flat list of spans of *starts*.
 *
 * Asking whether a whole slot with its buffers fits thus becomes asking where its start lies. Instants are whole
 * milliseconds, so "starts after x" is "starts at x + 1 or later".
 *
 * @param windows - The host's own spans.
 * @param room - Overwritten; see `roomToBlock`.
 */
export function freeStarts(query: CompiledQuery, host: CompiledHost, windows: SpanList, room: TakenTime): SpanList {
  return subtractSpans(startsInside(windows, query.durationMs), blockedStarts(query, host, room));
}

/** The starts whose slot lies inside one of the spans. */
export function startsInside(spans: SpanList, durationMs: number): SpanList {
  const starts: number[] = [];
  for (let i = 0; i < spans.length; i += 2) {
    appendSpan(starts, spans[i] as number, (spans[i + 1] as number) - durationMs + 1);
  }
  return starts;
}

/** The first start whose slot, buffers included, overlaps a busy interval; touching is not overlapping. */
export function firstBlockedStart(query: CompiledQuery, busy: Span): number {
  return busy.start - query.durationMs - query.bufferAfterMs + 1;
}

/** The first start after a busy interval that keeps the buffer before. */
export function firstStartAfter(query: CompiledQuery, busy: Span): number {
  return busy.end + query.bufferBeforeMs;
}

/** Whether a slot at this start, buffers included, overlaps a busy interval. */
export function isBlockedBy(query: CompiledQuery, busy: Span, start: number): boolean {
  return firstBlockedStart(query, busy) <= start && start < firstStartAfter(query, busy);
}

/** Whether some slot that starts in `[from, to)`, buffers included, overlaps a busy interval. */
export function isBlockedBetween(query: CompiledQuery, busy: Span, from: number, to: number): boolean {
  return firstBlockedStart(query, busy) < to && from < firstStartAfter(query, busy);
}

/** Room in which one host after the other can be worked out. */
export function roomToBlock({ fixedHosts, rotatingHosts }: CompiledQuery): TakenTime {
  const sizes = [...fixedHosts, ...rotatingHosts].map(
    ({ taken, sessions }) => taken.starts.length + 2 * sessions.length,
  );
  return emptyTakenTime(sizes.reduce((most, size) => Math.max(most, size), 0));
}

/**
 * The starts, of those in the range, that the host's busy time, absences, unknown time and sessions block.
 *
 * A union needs no pairs: all starts sorted and all ends sorted say the same, and two sorts of plain numbers are far
 * cheaper than one of intervals.
 */
function blockedStarts(query: CompiledQuery, host: CompiledHost, { starts, ends }: TakenTime): SpanList {
  const { taken, sessions } = host;
  const { start: from, end: to } = query.range;
  let count = 0;
  const block = (start: number, end: number) => {
    if (start >= to || end <= from || start >= end) return;
    starts[count] = start;
    ends[count++] = end;
  };
  const earlier = query.durationMs + query.bufferAfterMs - 1;
  for (let i = 0; i < taken.starts.length; i++) {
    block((taken.starts[i] as number) - earlier, (taken.ends[i] as number) + query.bufferBeforeMs);
  }
  for (const session of sessions) {
    const claim = claimOf(query, session);
    const first = firstBlockedStart(query, claim);
    const after = firstStartAfter(query, claim);
    if (isJoinable(query, session)) {
      block(first, session.start);
      block(session.start + 1, after);
    } else {
      block(first, after);
    }
  }
  return coverage(sortInstants(starts.subarray(0, count)), sortInstants(ends.subarray(0, count)));
}
