import { coveredByAtLeast, intersectSpans, type SpanList } from "../time/span-list.ts";

/**
 * The maximal spans in which enough hosts are inside their windows: every fixed one and `needed` of the rotating ones.
 *
 * @param fixed - The windows of each fixed host.
 * @param rotating - The windows of each rotating host.
 */
export function openSpans(fixed: readonly SpanList[], rotating: readonly SpanList[], needed: number): SpanList {
  if (needed === 0) return coveredByAtLeast(fixed.length, fixed);
  const enough = coveredByAtLeast(needed, rotating);
  return fixed.length === 0 ? enough : intersectSpans(coveredByAtLeast(fixed.length, fixed), enough);
}
