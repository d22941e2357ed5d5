import { sortInstants } from "./sort-instants.ts";

/**
 * A set of instants as one flat list: start, end, start, end … ascending, half-open, neither overlapping nor touching.
 *
 * Flat lists of numbers keep the slot engine's inner loops free of objects.
 */
export type SpanList = readonly number[];

/** Adds a span that starts no earlier than the last one; joins it when they overlap or touch, drops it when empty. */
export function appendSpan(list: number[], start: number, end: number): void {
  if (start >= end) return;
  const last = list.length - 1;
  if (last > 0 && start <= (list[last] as number)) {
    if (end > (list[last] as number)) list[last] = end;
    return;
  }
  list.push(start, end);
}

/** The instants in both lists. */
export function intersectSpans(a: SpanList, b: SpanList): number[] {
  const both: number[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const aEnd = a[i + 1] as number;
    const bEnd = b[j + 1] as number;
    appendSpan(both, Math.max(a[i] as number, b[j] as number), Math.min(aEnd, bEnd));
    if (aEnd <= bEnd) i += 2;
    else j += 2;
  }
  return both;
}

/** The instants of the first list that are not in the second. */
export function subtractSpans(list: SpanList, removed: SpanList): number[] {
  const kept: number[] = [];
  let j = 0;
  for (let i = 0; i < list.length; i += 2) {
    let start = list[i] as number;
    const end = list[i + 1] as number;
    while (j < removed.length && (removed[j + 1] as number) <= start) j += 2;
    while (j < removed.length && (removed[j] as number) < end) {
      appendSpan(kept, start, removed[j] as number);
      start = removed[j + 1] as number;
      // A removed span that reaches past this one may still cut the next.
      if (start >= end) break;
      j += 2;
    }
    appendSpan(kept, start, end);
  }
  return kept;
}

/**
 * The instants that at least `depth` spans cover.
 *
 * @param starts - All starts, ascending.
 * @param ends - All ends, ascending. Which end belongs to which start does not matter.
 */
export function coverage(starts: ArrayLike<number>, ends: ArrayLike<number>, depth = 1): number[] {
  const covered: number[] = [];
  // An instant after exactly k ends is covered so often if and only if k + depth starts lie at or before it.
  for (let k = 0; k + depth <= starts.length; k++) {
    appendSpan(covered, starts[k + depth - 1] as number, ends[k] as number);
  }
  return covered;
}

/** The instants that lie in at least `depth` of the lists. */
export function coveredByAtLeast(depth: number, lists: readonly SpanList[]): SpanList {
  if (lists.length === 1 && depth === 1) return lists[0] as SpanList;
  const size = lists.reduce((sum, list) => sum + list.length / 2, 0);
  const starts = new Float64Array(size);
  const ends = new Float64Array(size);
  let at = 0;
  for (const list of lists) {
    for (let i = 0; i < list.length; i += 2) {
      starts[at] = list[i] as number;
      ends[at++] = list[i + 1] as number;
    }
  }
  return coverage(sortInstants(starts), sortInstants(ends), depth);
}

/** Whether an instant lies in the list. */
export function holdsInstant(list: SpanList, instant: number): boolean {
  for (let i = 0; i < list.length; i += 2) {
    if ((list[i] as number) > instant) return false;
    if (instant < (list[i + 1] as number)) return true;
  }
  return false;
}
