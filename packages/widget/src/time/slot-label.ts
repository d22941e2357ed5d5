import type { Formats, Span } from "./formats.ts";

/** Clocks are set back by an hour, and on Lord Howe Island by half of one. */
const stepsBackMinutes = [-60, -30, 30, 60];

/**
 * What to call a slot: its time. In a night that sets the clock back an hour happens twice; times in it carry their
 * offset, or two different slots would bear one name.
 */
export function slotLabel({ start }: Span, formats: Formats): string {
  const time = formats.time(start);
  const isRepeated = stepsBackMinutes.some((minutes) => {
    const twin = new Date(Date.parse(start) + minutes * 60_000);
    return formats.time(twin.toISOString()) === time;
  });
  return isRepeated ? `${time} ${formats.offset(start)}` : time;
}
