import type { SpanList } from "../time/span-list.ts";
import type { CompiledQuery } from "./compile-query.ts";
import { firstBlockedStart, firstStartAfter } from "./free-starts.ts";
import { forEachGridStart } from "./grid-starts.ts";
import type { SlotPlan } from "./plan-slots.ts";
import { claimOf } from "./sessions.ts";

/** The grid's allowed starts and, per busy interval, the ones that end flush before and begin flush after it. */
export function packedStarts({ query, sections, allowedStarts }: SlotPlan): number[] {
  const starts = flushStarts(query, allowedStarts);
  forEachGridStart(sections, query.intervalMs, allowedStarts, (start) => starts.push(start));
  return Array.from(new Float64Array(starts).sort()).filter((start, index, all) => start !== all[index - 1]);
}

/** The starts inside `allowed` whose slot, buffers kept, ends or begins where a busy interval begins or ends. */
export function flushStarts(query: CompiledQuery, allowed: SpanList): number[] {
  const claims = query.sessions.map((session) => claimOf(query, session));
  const busy = [...query.fixedHosts, ...query.rotatingHosts].flatMap((host) => host.busy).concat(claims);
  const starts = new Float64Array(2 * busy.length);
  busy.forEach((interval, index) => {
    starts[2 * index] = firstBlockedStart(query, interval) - 1;
    starts[2 * index + 1] = firstStartAfter(query, interval);
  });
  return instantsInside(starts.sort(), allowed);
}

function instantsInside(instants: Float64Array, spans: SpanList): number[] {
  const inside: number[] = [];
  let at = 0;
  for (const instant of instants) {
    while (at < spans.length && (spans[at + 1] as number) <= instant) at += 2;
    if (at < spans.length && (spans[at] as number) <= instant) inside.push(instant);
  }
  return inside;
}
