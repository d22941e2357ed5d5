import { sortInstants } from "../time/sort-instants.ts";
import type { SpanList } from "../time/span-list.ts";
import type { CompiledQuery } from "./compile-query.ts";
import { firstBlockedStart, firstStartAfter } from "./free-starts.ts";
import { claimOf } from "./sessions.ts";
import type { Span } from "./slot-query.ts";

/**
 * The starts inside some spans whose slot, buffers kept, ends or begins where a busy interval begins or ends: ascending,
 * each once.
 */
export function flushStarts(query: CompiledQuery, inside: SpanList): Float64Array {
  const hosts = [...query.fixedHosts, ...query.rotatingHosts];
  const size = hosts.reduce((sum, { busy }) => sum + busy.length, query.sessions.length);
  const starts = new Float64Array(2 * size);
  const [first = 0] = inside;
  const end = inside.at(-1) ?? 0;
  let count = 0;
  const add = (start: number) => {
    if (start >= first && start < end) starts[count++] = start;
  };
  const addBoth = (busy: Span) => {
    add(firstBlockedStart(query, busy) - 1);
    add(firstStartAfter(query, busy));
  };
  for (const { busy } of hosts) busy.forEach(addBoth);
  for (const session of query.sessions) addBoth(claimOf(query, session));
  return keepInside(sortInstants(starts.subarray(0, count)), inside);
}

/** Drops, in place, what is listed twice or lies outside the spans. */
function keepInside(instants: Float64Array, spans: SpanList): Float64Array {
  let kept = 0;
  let at = 0;
  for (let i = 0; i < instants.length; i++) {
    const instant = instants[i] as number;
    while (at < spans.length && (spans[at + 1] as number) <= instant) at += 2;
    const isInside = at < spans.length && (spans[at] as number) <= instant;
    if (isInside && (kept === 0 || instants[kept - 1] !== instant)) instants[kept++] = instant;
  }
  return instants.subarray(0, kept);
}
