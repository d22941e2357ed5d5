import { holdsInstant } from "../time/span-list.ts";
import { checkWhole } from "./check-value.ts";
import { type CompiledQuery, compileQuery, withRange } from "./compile-query.ts";
import { forEachStart } from "./each-start.ts";
import { createFreeHostReader } from "./free-hosts.ts";
import { isStart } from "./is-start.ts";
import { firstNoticedStart, planSlots, type SlotPlan } from "./plan-slots.ts";
import { joinableSessions, seatedSlot } from "./sessions.ts";
import type { Slot, SlotQuery } from "./slot-query.ts";

const dayMs = 24 * 60 * 60_000;
const mostSlots = 1_000_000;

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
  return slotsOf(planSlots(compileQuery(query)), Infinity);
}

/**
 * The first so many of the slots that `findSlots` lists.
 *
 * Looks at one day, then at two more, four more and so on: what it costs follows from how far it has to look, not from
 * how long the range is. (The query is checked as a whole, its busy intervals included.)
 *
 * @param count - At least 1.
 * @throws {SlotQueryError} as `findSlots` does; for a count that is no such number, naming `count`.
 */
export function findFirstSlots(query: SlotQuery, count: number): Slot[] {
  checkWhole(count, ["count"], 1, mostSlots);
  const compiled = compileQuery(query);
  const slots: Slot[] = [];
  const { end } = compiled.range;
  let days = 1;
  for (let from = Math.max(compiled.range.start, firstNoticedStart(compiled)); from < end; days *= 2) {
    const to = Math.min(end, from + days * dayMs);
    for (const slot of slotsOf(planSlots(withRange(compiled, from, to)), count - slots.length)) slots.push(slot);
    if (slots.length >= count) break;
    from = to;
  }
  return slots;
}

/** The first of the slots that `findSlots` lists, or `undefined` when it lists none; see `findFirstSlots`. */
export function findNextSlot(query: SlotQuery): Slot | undefined {
  return findFirstSlots(query, 1)[0];
}

/**
 * The slot that a commit may take at one start, or `undefined` when there is none.
 *
 * What `findSlots` lists is accepted, and with `align: "pack"` any free start on a whole minute.
 *
 * @throws {SlotQueryError} as `findSlots` does.
 */
export function findSlotAt(query: SlotQuery, start: number): Slot | undefined {
  return slotAt(compileQuery(query), start);
}

/** `findSlotAt` for a query that has been checked. */
export function slotAt(query: CompiledQuery, start: number): Slot | undefined {
  if (!(start >= query.range.start && start < query.range.end)) return undefined;
  const plan = planSlots(withRange(query, start, start + 1));
  if (!isStart(plan, start) || !holdsInstant(plan.freeStarts, start)) return undefined;
  const hostIds = createFreeHostReader(plan)(start);
  return seatedSlot(query, joinableSessions(query).get(start), start, hostIds);
}

/** The first so many slots of a plan. */
function slotsOf(plan: SlotPlan, most: number): Slot[] {
  const slots: Slot[] = [];
  const hostsFreeAt = createFreeHostReader(plan);
  const sessions = joinableSessions(plan.query);
  forEachStart(plan.query, plan.sections, plan.freeStarts, (start) => {
    // Looking up an instant costs as much as the rest of a slot; most queries have no sessions.
    const session = sessions.size > 0 ? sessions.get(start) : undefined;
    const slot = seatedSlot(plan.query, session, start, hostsFreeAt(start));
    if (slot) slots.push(slot);
    return slots.length < most;
  });
  return slots;
}
