import { findSlots } from "../slots/find-slots.ts";
import type { Slot, SlotQuery } from "../slots/slot-query.ts";
import { localDayAt } from "../time/local-time.ts";

const minuteMs = 60_000;

/** Remembers lists of slots for as long as they are right; see {@link createSlotMemory}. */
export interface SlotMemory {
  /**
   * What `findSlots(query)` answers. While that stays the same, so does the array, frozen: whatever was made of it may be
   * kept beside it.
   *
   * @param key - Names the question over time: two queries under one key differ in what is known, not in what is asked.
   */
  find(key: string, query: SlotQuery): readonly Slot[];
}

/**
 * A memory in front of the slot engine. It never decides by age: an answer is given again only when everything the engine
 * read is equal and the time that has passed changes nothing, so what it answers is what the engine would.
 *
 * @param most - Questions to remember; of more, those that were asked longest ago are forgotten.
 */
export function createSlotMemory(most = 256): SlotMemory {
  const known = new Map<string, { query: SlotQuery; slots: readonly Slot[] }>();
  return {
    find(key, query) {
      const remembered = known.get(key);
      const slots =
        remembered && stillRight(remembered.query, remembered.slots, query)
          ? remembered.slots
          : Object.freeze(findSlots(query));
      known.delete(key);
      known.set(key, { query, slots });
      const [oldest] = known.keys();
      if (known.size > most && oldest !== undefined) known.delete(oldest);
      return slots;
    },
  };
}

/** Of a query, time alone moves two things: the first start that may be offered, and the last date of the booking window. */
function stillRight(then: SlotQuery, slots: readonly Slot[], now: SlotQuery): boolean {
  const [first] = slots;
  return (
    then.now <= now.now &&
    firstStart(then) <= firstStart(now) &&
    (first === undefined || firstStart(now) <= first.start) &&
    then.range.end === now.range.end &&
    sameToday(then, now) &&
    isEqual({ ...then, now: 0, range: null }, { ...now, now: 0, range: null })
  );
}

/** No start before it is offered. */
function firstStart({ now, range, minimumNoticeMinutes = 0 }: SlotQuery): number {
  return Math.max(range.start, now + minimumNoticeMinutes * minuteMs);
}

function sameToday(then: SlotQuery, { now, timeZone, bookingWindowDays }: SlotQuery): boolean {
  if (bookingWindowDays === undefined) return true;
  return timeZone !== undefined && localDayAt(timeZone, then.now) === localDayAt(timeZone, now);
}

/** Deep equality of plain data; a field left out equals one that is undefined. */
function isEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => isEqual(item, b[index]));
  }
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  for (const name of names) if (!isEqual(Reflect.get(a, name), Reflect.get(b, name))) return false;
  return !Array.isArray(b);
}
