import { dayMs } from "../time/local-date.ts";
import { instantsOfWallTime, localDayAt } from "../time/local-time.ts";
import { holdsInstant, type SpanList } from "../time/span-list.ts";
import type { CompiledHost } from "./compile-hosts.ts";
import { type CompiledQuery, withRange } from "./compile-query.ts";
import { hostReasons, limitReasons } from "./explain-host.ts";
import { slotAt } from "./find-slots.ts";
import { forEachGridStart } from "./grid-starts.ts";
import { isStart } from "./is-start.ts";
import { firstNoticedStart, gridSections, planSlots, startsInWindow, windowReader } from "./plan-slots.ts";
import { joinableSessions, seatsRemaining } from "./sessions.ts";
import type { HostExplanation, SlotExplanation, SlotReason } from "./slot-reason.ts";

/** `explainSlot` for a query that has been checked. */
export function explainStart(query: CompiledQuery, start: number): SlotExplanation {
  const only = withRange(query, start, start + 1);
  const end = start + query.durationMs;
  const date = instantsOfDateAt(query.timeZone, start);
  const windowsOf = windowReader(date[0] as number, Math.max(end, date.at(-1) as number));
  const explain = (host: CompiledHost) => ({ id: host.id, reasons: hostReasons(only, host, windowsOf(host), date) });
  const fixed = query.fixedHosts.map(explain);
  const rotating = query.rotatingHosts.map(explain);
  const isInRange = start >= query.range.start && start < query.range.end;
  const reasons: SlotReason[] = [
    ...(isInRange ? [] : [{ code: "outside_range" } as const]),
    ...startReasons(only),
    ...limitReasons(only, query.limits),
    ...hostsReasons(only, fixed, rotating),
  ];
  return { start, end, reasons, hosts: [...fixed, ...rotating], slot: slotAt(query, start) };
}

function instantsOfDateAt(timeZone: string, instant: number): SpanList {
  const wallStart = localDayAt(timeZone, instant) * dayMs;
  return instantsOfWallTime(timeZone, wallStart, wallStart + dayMs);
}

/** What the grid, the notice and the booking window say. */
function startReasons(only: CompiledQuery): SlotReason[] {
  const { start } = only.range;
  const reasons: SlotReason[] = [];
  if (!isStart(planSlots(only), start)) {
    reasons.push({ code: "not_a_start", nearestStarts: nearestStarts(only, start) });
  }
  const firstStart = firstNoticedStart(only);
  if (start < firstStart) reasons.push({ code: "min_notice", firstStart });
  if (!holdsInstant(startsInWindow(only), start)) reasons.push({ code: "beyond_window" });
  return reasons;
}

function nearestStarts(query: CompiledQuery, start: number): number[] {
  const around = withRange(query, start - dayMs, start + dayMs);
  let before: number | undefined;
  let after: number | undefined;
  forEachGridStart(gridSections(around), query.intervalMs, [around.range.start, around.range.end], (visited) => {
    if (visited < start) before = visited;
    else after = visited;
    return after === undefined;
  });
  return [before, after].filter((nearest) => nearest !== undefined);
}

/** What seats and hosts say together. */
function hostsReasons(
  query: CompiledQuery,
  fixed: readonly HostExplanation[],
  rotating: readonly HostExplanation[],
): SlotReason[] {
  const session = joinableSessions(query).get(query.range.start);
  const isFree = ({ reasons }: HostExplanation) => reasons.length === 0;
  const freeHostIds = [...fixed, ...rotating].filter(isFree).map(({ id }) => id);
  const free = new Set(freeHostIds);
  const isEnough = fixed.every(isFree) && rotating.filter(isFree).length >= query.rotatingNeeded;
  const reasons: SlotReason[] = [];
  if (session && seatsRemaining(query, session) === 0) reasons.push({ code: "seats_full" });
  if (!isEnough || session?.hostIds.some((id) => !free.has(id))) {
    reasons.push({ code: "not_enough_hosts", freeHostIds });
  }
  return reasons;
}
