import type { Formats, Span } from "./formats.ts";

/**
 * What to call each slot of one day. In a night that sets the clock back an hour happens twice; its times carry their
 * offset, or two different slots would bear one name.
 */
export function slotLabels(slots: readonly Span[], formats: Formats): string[] {
  const times = slots.map(({ start }) => formats.time(start));
  return times.map((time, index) => {
    const isRepeated = times.indexOf(time) !== times.lastIndexOf(time);
    const slot = slots[index];
    return isRepeated && slot ? `${time} ${formats.offset(slot.start)}` : time;
  });
}
