import { reachedSpans } from "../rules/reached-limits.ts";
import { type SpanList, subtractSpans } from "../time/span-list.ts";
import type { CompiledQuery } from "./compile-query.ts";
import { joinableSessions } from "./sessions.ts";
import type { Limit } from "./slot-query.ts";

/**
 * The starts of the range at which a limit leaves no room for a booking. A session counts once: where one stands already, a
 * further seat takes nothing of any limit.
 */
export function limitedStarts(query: CompiledQuery, limit: Limit): SpanList {
  const { start, end } = query.range;
  const reached = reachedSpans(limit, query.durationMs, start, end);
  if (query.sessions.length === 0 || reached.length === 0) return reached;
  const joined = [...joinableSessions(query).keys()].sort((a, b) => a - b);
  return subtractSpans(
    reached,
    joined.flatMap((at) => [at, at + 1]),
  );
}
