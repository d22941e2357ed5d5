import type { SpanList } from "../time/span-list.ts";
import type { CompiledQuery } from "./compile-query.ts";
import { flushStarts } from "./flush-starts.ts";
import { forEachGridStart, type StartVisitor } from "./grid-starts.ts";

/**
 * Visits the candidate starts inside some spans, ascending and each once: those of the grid and, with
 * `align: "pack"`, the ones flush against busy intervals.
 */
export function forEachStart(query: CompiledQuery, sections: SpanList, inside: SpanList, visit: StartVisitor): void {
  if (query.align === "grid") {
    forEachGridStart(sections, query.intervalMs, inside, visit);
    return;
  }
  const flush = flushStarts(query, inside);
  let next = 0;
  let goesOn = true;
  forEachGridStart(sections, query.intervalMs, inside, (start) => {
    while (goesOn && (flush[next] as number) < start) goesOn = visit(flush[next++] as number);
    if (flush[next] === start) next++;
    goesOn = goesOn && visit(start);
    return goesOn;
  });
  while (goesOn && next < flush.length) goesOn = visit(flush[next++] as number);
}
