import type { CompiledHost } from "./compile-hosts.ts";
import { type CompiledQuery, compileQuery } from "./compile-query.ts";
import { joinableSessions } from "./sessions.ts";
import type { Slot, SlotQuery } from "./slot-query.ts";
import { SlotQueryError } from "./slot-query-error.ts";

/** What settled whether a host is chosen; the last four are compared in this order. */
export type HostChoiceCause =
  /** Every slot needs this host. */
  | "fixed"
  /** Whoever joins a session gets its hosts. */
  | "session"
  /** No more hosts are free than are needed. */
  | "all_needed"
  | "priority"
  | "weighted_wait"
  | "weight"
  | "id";

/** One host that is free for the slot, with the values that were compared. */
export interface HostCandidate {
  readonly id: string;
  readonly isChosen: boolean;
  /** For a chosen host: what put it before the first that was not. For the others: what put it behind the last chosen. */
  readonly decidedBy: HostChoiceCause;
  readonly priority: number;
  readonly weight: number;
  readonly lastBookedAt: number | undefined;
  /** Milliseconds since the host was last given a booking, times its weight; `Infinity` when it never was. */
  readonly weightedWaitMs: number;
}

/** The hosts that a booking of a slot gets, and why these. */
export interface HostChoice {
  /** Fixed hosts first, then the rotating ones that were chosen, the most due first. */
  readonly hostIds: readonly string[];
  /** Every free host: fixed ones, then the rotating ones in the order in which they were due. */
  readonly candidates: readonly HostCandidate[];
}

/**
 * Chooses who takes a slot: every fixed host, and as many of the free rotating ones as the assignment needs.
 *
 * The rotating ones are compared by, in this order:
 * 1. `priority`: the greater number first; a lower one is only reached when too few of the higher are free.
 * 2. Weighted wait: the time since `lastBookedAt`, times `weight`; the longest first. A host of weight 2 is due after
 *    half the wait of a host of weight 1, and where bookings come regularly gets about twice as many. Who was never booked
 *    has waited longest of all; weight 0 means only when no other host of that priority is free.
 * 3. `weight`: the greater first.
 * 4. `id`, by UTF-16 code units.
 *
 * Nothing is drawn by lot and the order of `hosts` does not matter: the same query and slot are always answered alike,
 * so that a choice can be replayed.
 *
 * @param slot - As `findSlots` or `findSlotAt` answered it for this query.
 * @throws {SlotQueryError} as `findSlots` does; naming `slot.hostIds` when a host in it is not in the query, or when
 *   they are too few for the assignment.
 */
export function chooseHosts(query: SlotQuery, slot: Pick<Slot, "start" | "hostIds">): HostChoice {
  const compiled = compileQuery(query);
  checkHostIds(compiled, slot.hostIds);
  const isFree = isAmong(slot.hostIds);
  const session = joinableSessions(compiled).get(slot.start);
  const fixed = compiled.fixedHosts.filter(isFree).map((host) => toDue(host, compiled.now));
  const due = compiled.rotatingHosts
    .filter(isFree)
    .map((host) => toDue(host, compiled.now))
    .sort((a, b) => compare(a, b).order);
  const needed = session ? due.length : compiled.rotatingNeeded;
  if (fixed.length < compiled.fixedHosts.length || due.length < needed) throw tooFew(slot);
  const candidates = [
    ...fixed.map((host) => ({ ...host, isChosen: true, decidedBy: "fixed" }) as const),
    ...due.map((host, place): HostCandidate => {
      const isChosen = place < needed;
      return { ...host, isChosen, decidedBy: session ? "session" : causeOf(host, due[isChosen ? needed : needed - 1]) };
    }),
  ];
  return { hostIds: candidates.filter(({ isChosen }) => isChosen).map(({ id }) => id), candidates };
}

type DueHost = Omit<HostCandidate, "isChosen" | "decidedBy">;

function toDue({ id, priority, weight, lastBookedAt }: CompiledHost, now: number): DueHost {
  const waitMs = lastBookedAt === undefined ? Infinity : Math.max(0, now - lastBookedAt);
  // Zero times infinity is no number.
  return { id, priority, weight, lastBookedAt, weightedWaitMs: weight === 0 ? 0 : waitMs * weight };
}

/** Which of two hosts comes first (negative: the first), and by what. */
function compare(a: DueHost, b: DueHost): { order: number; by: HostChoiceCause } {
  if (a.priority !== b.priority) return { order: b.priority > a.priority ? 1 : -1, by: "priority" };
  if (a.weightedWaitMs !== b.weightedWaitMs) {
    return { order: b.weightedWaitMs > a.weightedWaitMs ? 1 : -1, by: "weighted_wait" };
  }
  if (a.weight !== b.weight) return { order: b.weight > a.weight ? 1 : -1, by: "weight" };
  return { order: a.id < b.id ? -1 : 1, by: "id" };
}

function causeOf(host: DueHost, rival: DueHost | undefined): HostChoiceCause {
  return rival ? compare(host, rival).by : "all_needed";
}

function isAmong(hostIds: readonly string[]): (host: CompiledHost) => boolean {
  const ids = new Set(hostIds);
  return ({ id }) => ids.has(id);
}

function checkHostIds({ fixedHosts, rotatingHosts }: CompiledQuery, hostIds: readonly string[]): void {
  const known = new Set([...fixedHosts, ...rotatingHosts].map(({ id }) => id));
  hostIds.forEach((id, index) => {
    if (known.has(id)) return;
    throw new SlotQueryError({ path: ["slot", "hostIds", index], received: id, remedy: "name a host of the query" });
  });
}

function tooFew({ hostIds }: Pick<Slot, "hostIds">): SlotQueryError {
  const remedy = "give a slot that findSlots or findSlotAt answered for this query";
  return new SlotQueryError({ path: ["slot", "hostIds"], received: hostIds, remedy });
}
