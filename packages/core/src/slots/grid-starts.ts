import type { SpanList } from "../time/span-list.ts";

/**
 * Visits the starts of the grid that lie among the allowed ones, ascending.
 *
 * It steps from allowed span to allowed span, so candidates that are not allowed cost nothing.
 *
 * @param sections - Each begins at an anchor; its starts are the anchor + k × interval before its end.
 */
export function forEachGridStart(
  sections: SpanList,
  intervalMs: number,
  allowed: SpanList,
  visit: (start: number) => void,
): void {
  let next = 0;
  for (let i = 0; i < sections.length; i += 2) {
    const anchor = sections[i] as number;
    const sectionEnd = sections[i + 1] as number;
    while (next < allowed.length && (allowed[next + 1] as number) <= anchor) next += 2;
    for (let at = next; at < allowed.length && (allowed[at] as number) < sectionEnd; at += 2) {
      const steps = Math.max(0, Math.ceil(((allowed[at] as number) - anchor) / intervalMs));
      const end = Math.min(sectionEnd, allowed[at + 1] as number);
      for (let start = anchor + steps * intervalMs; start < end; start += intervalMs) visit(start);
    }
  }
}
