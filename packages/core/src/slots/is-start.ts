import { forEachGridStart } from "./grid-starts.ts";
import { flushStarts } from "./packed-starts.ts";
import type { SlotPlan } from "./plan-slots.ts";

const minuteMs = 60_000;

/**
 * Whether a booking may begin at this instant, free or not.
 *
 * With `align: "pack"` any whole minute is accepted: the flush starts that a visitor saw move with every booking made
 * meanwhile.
 */
export function isStart({ query, sections }: SlotPlan, start: number): boolean {
  if (query.align === "pack" && start % minuteMs === 0) return true;
  const only = [start, start + 1];
  const starts = query.align === "pack" ? flushStarts(query, only) : [];
  forEachGridStart(sections, query.intervalMs, only, (visited) => starts.push(visited));
  return starts.length > 0;
}
