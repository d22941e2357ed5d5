import { holdsInstant, type SpanList } from "../time/span-list.ts";
import type { CompiledHost } from "./compile-hosts.ts";
import type { CompiledQuery } from "./compile-query.ts";
import { isBlockedBy, startsInside } from "./free-starts.ts";
import { reachedSpans } from "./reached-limits.ts";
import { claimOf, isJoinable } from "./sessions.ts";
import type { BusyInterval, Span } from "./slot-query.ts";

/** Why one host cannot take a slot. Intervals are the ones given in the query. */
export type HostReason =
  | { readonly code: "outside_hours" }
  | { readonly code: "time_off" | "calendar_unavailable"; readonly interval: Span }
  /** `held`: the interval is a reservation. `buffer`: only the padding around the slot overlaps it. */
  | { readonly code: "busy" | "held" | "buffer"; readonly interval: BusyInterval }
  | { readonly code: "limit_reached"; readonly limitId: string };

/**
 * Everything that stands against one host taking the slot that starts at the query's `range.start`.
 *
 * @param windows - The host's own spans around the slot.
 */
export function hostReasons(query: CompiledQuery, host: CompiledHost, windows: SpanList): HostReason[] {
  const { start } = query.range;
  const isInside = holdsInstant(startsInside(windows, query.durationMs), start);
  const blocking = <T extends Span>(spans: readonly T[]) => spans.filter((span) => isBlockedBy(query, span, start));
  return [
    ...(isInside ? [] : [{ code: "outside_hours" } as const]),
    ...blocking(host.timeOff).map((interval) => ({ code: "time_off", interval }) as const),
    ...blocking([...host.busy, ...sessionClaims(query, host)]).map((interval) => busyReason(query, interval)),
    ...blocking(host.unknown).map((interval) => ({ code: "calendar_unavailable", interval }) as const),
    ...limitReasons(query, host.id),
  ];
}

/** Reached limits of one host, or of the event type as a whole. */
export function limitReasons(
  query: CompiledQuery,
  hostId: string | undefined,
): { readonly code: "limit_reached"; readonly limitId: string }[] {
  const { start, end } = query.range;
  return query.limits
    .filter((limit) => limit.hostId === hostId)
    .filter((limit) => holdsInstant(reachedSpans(limit, query.durationMs, start, end), start))
    .map(({ id }) => ({ code: "limit_reached", limitId: id }));
}

/** The claims of the sessions that a slot at `range.start` would clash with rather than join. */
function sessionClaims(query: CompiledQuery, host: CompiledHost): BusyInterval[] {
  return query.sessions
    .filter(({ hostIds }) => hostIds.includes(host.id))
    .filter((session) => session.start !== query.range.start || !isJoinable(query, session))
    .map((session) => ({ ...claimOf(query, session), kind: "booking" }));
}

function busyReason(query: CompiledQuery, interval: BusyInterval): HostReason {
  const { start } = query.range;
  if (interval.start >= start + query.durationMs || interval.end <= start) return { code: "buffer", interval };
  return { code: interval.kind === "hold" ? "held" : "busy", interval };
}
