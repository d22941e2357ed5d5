import type { BookingLimit, LimitUsage, UsageRepository, UsageScope } from "../ports/booking-limits.ts";
import { periodsAround } from "../rules/reached-limits.ts";
import type { Limit } from "../slots/slot-query.ts";
import type { SlotScope } from "./gather-query.ts";
import type { OwnTime } from "./occupancy.ts";

const minuteMs = 60_000;

/** A limit of the catalog, and what of all that is read it counts. */
interface LimitInScope {
  limit: BookingLimit;
  /** The host it caps; null where it closes the slot for all. */
  hostId: string | null;
  counts(usage: LimitUsage): boolean;
}

/**
 * The limits that slots of a scope have to keep, with what is used of them. One read whatever limits there are, and none
 * where there is no limit.
 *
 * @param own - What is being moved or used up counts for nothing.
 */
export async function readLimits(
  usage: UsageRepository,
  { eventType, range }: Pick<SlotScope, "eventType" | "range">,
  now: number,
  own: readonly OwnTime[],
): Promise<readonly Limit[]> {
  const limits = limitsOf(eventType);
  if (limits.length === 0) return [];
  const spans = limits.map(({ limit }) => periodsAround(limit, range));
  const from = Math.min(...spans.map(({ start }) => start));
  const until = Math.max(...spans.map(({ end }) => end));
  const known = await usage.startingIn({ scope: usageScopeOf(eventType), from, until, now });
  const others = known.filter((use) => use.seats > ownSeats(use, own));
  return limits.map(({ limit, hostId, counts }) => ({
    ...limit,
    hostId: hostId ?? undefined,
    used: others.filter(counts).map(({ start, end }) => ({ start, minutes: (end - start) / minuteMs })),
  }));
}

function limitsOf({ slug, limits, hosts }: SlotScope["eventType"]): readonly LimitInScope[] {
  const ofSlot = limits.flatMap(({ scope, ...limit }): LimitInScope[] => {
    if (scope === "client") return [{ limit, hostId: null, counts: () => true }];
    if (scope === "eventType") return [{ limit, hostId: null, counts: (use) => use.eventType === slug }];
    return hosts.map(({ id }) => ({
      limit,
      hostId: id,
      counts: (use) => use.eventType === slug && use.hostIds.includes(id),
    }));
  });
  const ofHosts = hosts.flatMap(({ id, limits: own = [] }) =>
    own.map((limit): LimitInScope => ({ limit, hostId: id, counts: (use) => use.hostIds.includes(id) })),
  );
  return [...ofSlot, ...ofHosts];
}

/** The least that has to be read. */
function usageScopeOf({ slug, limits, hosts }: SlotScope["eventType"]): UsageScope {
  if (limits.some(({ scope }) => scope === "client")) return "client";
  return {
    eventType: limits.length > 0 ? slug : null,
    hostIds: hosts.filter((host) => (host.limits ?? []).length > 0).map(({ id }) => id),
  };
}

function ownSeats({ uid }: LimitUsage, own: readonly OwnTime[]): number {
  return own.reduce((sum, mine) => sum + ((mine.sessionUid ?? mine.uid) === uid ? mine.seats : 0), 0);
}
