import type { BusySpan } from "@slotkit/core";

/** What is left of `spans` where none of `removed` lies. Half-open, in any order; the answer is in the order of `spans`. */
export function subtractSpans(spans: readonly BusySpan[], removed: readonly BusySpan[]): BusySpan[] {
  const holes = removed.filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start);
  return spans.flatMap((span) => subtractHoles(span, holes));
}

function subtractHoles({ start, end }: BusySpan, holes: readonly BusySpan[]): BusySpan[] {
  const left: BusySpan[] = [];
  let from = start;
  for (const hole of holes) {
    if (hole.end <= from || hole.start >= end) continue;
    if (hole.start > from) left.push({ start: from, end: hole.start });
    from = hole.end;
  }
  if (from < end) left.push({ start: from, end });
  return left;
}
