import { sortInstants } from "../time/sort-instants.ts";
import { appendSpan, coverage, type SpanList, subtractSpans } from "../time/span-list.ts";
import type { CompiledHost } from "./compile-hosts.ts";
import type { CompiledQuery } from "./compile-query.ts";
import { claimOf, isJoinable } from "./sessions.ts";
import type { Span } from "./slot-query.ts";

/**
 * The starts, among `[from, to)`, at which one host is free: a flat list of spans of *starts*.
 *
 * Asking whether a whole slot with its buffers fits thus becomes asking where its start lies. Instants are whole
 * milliseconds, so "starts after x" is "starts at x + 1 or later".
 *
 * @param windows - The host's own spans.
 */
export function freeStarts(
  query: CompiledQuery,
  host: CompiledHost,
  windows: SpanList,
  from: number,
  to: number,
): SpanList {
  return subtractSpans(startsInside(windows, query.durationMs), blockedStarts(query, host, from, to));
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

/**
 * The starts, among `[from, to)`, that the host's busy time, absences, unknown time and sessions block.
 *
 * A union needs no pairs: all starts sorted and all ends sorted say the same, and two sorts of plain numbers are far
 * cheaper than one of intervals.
 */
function blockedStarts(query: CompiledQuery, host: CompiledHost, from: number, to: number): SpanList {
  const { sessions } = host;
  const size = host.busy.length + host.timeOff.length + host.unknown.length + 2 * sessions.length;
  const starts = new Float64Array(size);
  const ends = new Float64Array(size);
  let count = 0;
  const block = (start: number, end: number) => {
    if (start >= to || end <= from) return;
    starts[count] = start;
    ends[count++] = end;
  };
  const blockSpans = (spans: readonly Span[]) => {
    for (const span of spans) block(firstBlockedStart(query, span), firstStartAfter(query, span));
  };
  blockSpans(host.busy);
  blockSpans(host.timeOff);
  blockSpans(host.unknown);
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
