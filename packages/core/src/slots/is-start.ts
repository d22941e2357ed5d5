import { forEachStart } from "./each-start.ts";
import type { SlotPlan } from "./plan-slots.ts";

const minuteMs = 60_000;

/**
 * Whether a booking may begin at this instant, free or not.
 *
 * With `align: "pack"` any whole minute is accepted: the flush starts that a visitor saw move with every booking made
 * meanwhile.
 */
export function isStart(plan: SlotPlan, start: number): boolean {
  if (plan.query.align === "pack" && start % minuteMs === 0) return true;
  let isVisited = false;
  forEachStart(plan.query, plan.sections, [start, start + 1], () => {
    isVisited = true;
    return false;
  });
  return isVisited;
}
