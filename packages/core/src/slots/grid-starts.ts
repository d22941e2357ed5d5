import type { SpanList } from "../time/span-list.ts";

/** Is told a start; answers whether it wants to be told the next. */
export type StartVisitor = (start: number) => boolean;

/**
 * Visits the starts of the grid that lie inside some spans, ascending, until the visitor has seen enough.
 *
 * It steps from span to span, so candidates outside of them cost nothing.
 *
 * @param sections - Each begins at an anchor; its starts are the anchor + k × interval before its end.
 */
export function forEachGridStart(sections: SpanList, intervalMs: number, inside: SpanList, visit: StartVisitor): void {
  let next = 0;
  for (let i = 0; i < sections.length; i += 2) {
    const anchor = sections[i] as number;
    const sectionEnd = sections[i + 1] as number;
    while (next < inside.length && (inside[next + 1] as number) <= anchor) next += 2;
    for (let at = next; at < inside.length && (inside[at] as number) < sectionEnd; at += 2) {
      const steps = Math.max(0, Math.ceil(((inside[at] as number) - anchor) / intervalMs));
      const end = Math.min(sectionEnd, inside[at + 1] as number);
      for (let start = anchor + steps * intervalMs; start < end; start += intervalMs) {
        if (!visit(start)) return;
      }
    }
  }
}
