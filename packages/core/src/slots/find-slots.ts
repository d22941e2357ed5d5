import { holdsInstant } from "../time/span-list.ts";
import { compileQuery } from "./compile-query.ts";
import { createFreeHostReader } from "./free-hosts.ts";
import { forEachGridStart } from "./grid-starts.ts";
import { isStart } from "./is-start.ts";
import { packedStarts } from "./packed-starts.ts";
import { planSlots, type SlotPlan } from "./plan-slots.ts";
import { joinableSessions, seatedSlot } from "./sessions.ts";
import type { Slot, SlotQuery } from "./slot-query.ts";

/**
 * Lists the bookable slots of a range: a pure function of the query, in ascending order.
 *
 * Slots are half-open, `[start, end)`: 9:00-10:00 does not clash with 10:00-11:00. Windows are read off the wall clock
 * of each schedule's zone, everything else is elapsed time. Splitting the range and joining the answers changes nothing.
 *
 * @returns The slots that start in the range; empty when nothing is free. Slots may share one `hostIds` list.
 * @throws {SlotQueryError} `validation_failed`, naming the field, when the query cannot be answered as asked.
 */
export function findSlots(query: SlotQuery): Slot[] {
  const plan = planSlots(compileQuery(query));
  return slotsAt(plan, (visit) => {
    if (plan.query.align === "pack") packedStarts(plan).forEach(visit);
    else forEachGridStart(plan.sections, plan.query.intervalMs, plan.allowedStarts, visit);
  });
}

/**
 * The slot that a commit may take at one start, or `undefined` when there is none.
 *
 * What `findSlots` lists is accepted, and with `align: "pack"` any free start on a whole minute.
 *
 * @throws {SlotQueryError} as `findSlots` does.
 */
export function findSlotAt(query: SlotQuery, start: number): Slot | undefined {
  const { range } = compileQuery(query);
  if (!(start >= range.start && start < range.end)) return undefined;
  const plan = planSlots(compileQuery({ ...query, range: { start, end: start + 1 } }));
  return slotsAt(plan, (visit) => {
    if (isStart(plan, start) && holdsInstant(plan.allowedStarts, start)) visit(start);
  })[0];
}

/** The slots at those of the visited starts for which enough hosts are free and a seat is left. */
function slotsAt(plan: SlotPlan, forEachStart: (visit: (start: number) => void) => void): Slot[] {
  const slots: Slot[] = [];
  const hostsFreeAt = createFreeHostReader(plan);
  const sessions = joinableSessions(plan.query);
  forEachStart((start) => {
    const hostIds = hostsFreeAt(start);
    if (!hostIds) return;
    // Looking up an instant costs as much as the rest of a slot; most queries have no sessions.
    const session = sessions.size > 0 ? sessions.get(start) : undefined;
    const slot = seatedSlot(plan.query, session, start, hostIds);
    if (slot) slots.push(slot);
  });
  return slots;
}
