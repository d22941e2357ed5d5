import { dayMs } from "../time/local-date.ts";
import { holdsInstant } from "../time/span-list.ts";
import { checkInstant } from "./check-value.ts";
import type { CompiledHost } from "./compile-hosts.ts";
import { type CompiledQuery, compileQuery } from "./compile-query.ts";
import { type HostReason, hostReasons, limitReasons } from "./explain-host.ts";
import { findSlotAt } from "./find-slots.ts";
import { forEachGridStart } from "./grid-starts.ts";
import { isStart } from "./is-start.ts";
import { firstNoticedStart, planSlots, startsInWindow, windowReader } from "./plan-slots.ts";
import { joinableSessions, seatsRemaining } from "./sessions.ts";
import type { Slot, SlotQuery, Span } from "./slot-query.ts";

/** Why a slot is not bookable as a whole. */
export type SlotReason =
  /** The nearest starts of the grid within a day before and after, taken or not. */
  | { readonly code: "not_a_start"; readonly nearestStarts: readonly number[] }
  | { readonly code: "min_notice"; readonly firstStart: number }
  | { readonly code: "beyond_window" | "outside_range" | "seats_full" }
  | { readonly code: "limit_reached"; readonly limitId: string }
  /** Too few of its hosts are free; what stands against each is said under `hosts`. */
  | { readonly code: "not_enough_hosts"; readonly freeHostIds: readonly string[] };

export type SlotReasonCode = HostReason["code"] | SlotReason["code"];

/** What stands against one host; free when nothing does. */
export interface HostExplanation {
  readonly id: string;
  readonly reasons: readonly HostReason[];
}

export interface SlotExplanation extends Span {
  /** Everything that stands against the slot; empty exactly when it can be booked. */
  readonly reasons: readonly SlotReason[];
  /** Each host, in the order in which a slot lists them. */
  readonly hosts: readonly HostExplanation[];
  /** What a booking would get. */
  readonly slot: Slot | undefined;
}

/**
 * Says whether a start can be booked (see `findSlotAt`) and, if not, all reasons: for the slot and for each host.
 *
 * Intervals and sources are for operators: they repeat what calendars keep private.
 *
 * @param start - Epoch milliseconds; a start outside the query's range is explained too.
 * @throws {SlotQueryError} as `findSlots` does.
 */
export function explainSlot(query: SlotQuery, start: number): SlotExplanation {
  checkInstant(start, ["start"]);
  const { range } = compileQuery(query);
  const only = compileQuery({ ...query, range: { start, end: start + 1 } });
  const end = start + only.durationMs;
  const windowsOf = windowReader(start, end);
  const explain = (host: CompiledHost) => ({ id: host.id, reasons: hostReasons(only, host, windowsOf(host)) });
  const fixed = only.fixedHosts.map(explain);
  const rotating = only.rotatingHosts.map(explain);
  const isInRange = start >= range.start && start < range.end;
  const reasons: SlotReason[] = [
    ...(isInRange ? [] : [{ code: "outside_range" } as const]),
    ...startReasons(query, only),
    ...limitReasons(only, undefined),
    ...hostsReasons(only, fixed, rotating),
  ];
  return { start, end, reasons, hosts: [...fixed, ...rotating], slot: findSlotAt(query, start) };
}

/** What the grid, the notice and the booking window say. */
function startReasons(query: SlotQuery, only: CompiledQuery): SlotReason[] {
  const { start } = only.range;
  const reasons: SlotReason[] = [];
  if (!isStart(planSlots(only), start)) {
    reasons.push({ code: "not_a_start", nearestStarts: nearestStarts(query, start) });
  }
  const firstStart = firstNoticedStart(only);
  if (start < firstStart) reasons.push({ code: "min_notice", firstStart });
  if (!holdsInstant(startsInWindow(only), start)) reasons.push({ code: "beyond_window" });
  return reasons;
}

function nearestStarts(query: SlotQuery, start: number): number[] {
  const range = { start: start - dayMs, end: start + dayMs };
  const { sections, query: around } = planSlots(compileQuery({ ...query, range }));
  let before: number | undefined;
  let after: number | undefined;
  forEachGridStart(sections, around.intervalMs, [range.start, range.end], (visited) => {
    if (visited < start) before = visited;
    else after ??= visited;
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
  const free = [...fixed, ...rotating].filter(isFree).map(({ id }) => id);
  const isEnough = fixed.every(isFree) && rotating.filter(isFree).length >= query.rotatingNeeded;
  const reasons: SlotReason[] = [];
  if (session && seatsRemaining(query, session) === 0) reasons.push({ code: "seats_full" });
  if (!isEnough || session?.hostIds.some((id) => !free.includes(id))) {
    reasons.push({ code: "not_enough_hosts", freeHostIds: free });
  }
  return reasons;
}
