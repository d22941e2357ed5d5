import { blockingSpan, type SlotScope, slotQueryOf } from "../availability/gather-query.ts";
import type { CalendarKnowledge } from "../availability/read-calendars.ts";
import type { SlotKitContext } from "../context.ts";
import type { EventType } from "../ports/catalog.ts";
import type { Claim, Lock, Transaction } from "../ports/storage.ts";
import { chooseHosts } from "../slots/choose-hosts.ts";
import { findSlotAt } from "../slots/find-slots.ts";
import type { Slot, SlotQuery } from "../slots/slot-query.ts";
import { refuseOutdated, withFreshCatalog } from "./fresh-catalog.ts";
import { refusalOf } from "./refusal.ts";

const minuteMs = 60_000;

/** The one slot a commit is about. */
export function scopeOfStart(scope: Omit<SlotScope, "range">, start: number): SlotScope {
  return { ...scope, range: { start, end: start + 1 } };
}

/** Everything a commit in the scope decides about; see {@link takeSlot}. */
export function locksOf({ eventType }: Pick<SlotScope, "eventType">): readonly Lock[] {
  const hosts = eventType.hosts.map(({ id }): Lock => ({ kind: "host", id }));
  return rotates(eventType) ? [...hosts, { kind: "eventType", id: eventType.slug }] : hosts;
}

/** Do bookings take some of the hosts by turns? */
export function rotates({ assignment }: EventType): boolean {
  return assignment.kind === "roundRobin" || assignment.kind === "anyOf";
}

/**
 * Decides under the locks, with the engine that made the list, whether this very slot can be taken now, and who takes it.
 *
 * @param ownUid - The booking that is being moved; its own claims do not count.
 * @returns The slot with the hosts that were chosen.
 * @throws {BookingError} the reason why not.
 */
export async function takeSlot(
  tx: Transaction,
  scope: SlotScope,
  calendars: readonly CalendarKnowledge[],
  ownUid?: string,
): Promise<Slot> {
  const { slot, query } = await slotUnderLocks(tx, scope, calendars, ownUid);
  return { ...slot, hostIds: chooseHosts(query, slot).hostIds };
}

/**
 * As {@link takeSlot}, with every host that is free, and the choice among some of them.
 *
 * @returns `choose` answers null where the hosts it is given are too few.
 */
export async function slotUnderLocks(
  tx: Transaction,
  scope: SlotScope,
  calendars: readonly CalendarKnowledge[],
  ownUid?: string,
): Promise<{ slot: Slot; query: SlotQuery; choose(among: readonly string[]): readonly string[] | null }> {
  await refuseOutdated(tx, scope.eventType);
  const hostIds = scope.eventType.hosts.map(({ id }) => id);
  const { start, end } = blockingSpan(scope);
  const now = await tx.now();
  await tx.claims.removeExpired(hostIds, start, end, now);
  const claims = await tx.claims.overlapping(hostIds, start, end, now);
  const others = claims.filter(({ ownerUid }) => ownerUid !== ownUid);
  const { eventType } = scope;
  const lastBookedAt = rotates(eventType) ? await tx.claims.lastBookedAt(hostIds, eventType.slug) : undefined;
  const query = slotQueryOf(scope, now, others, calendars, lastBookedAt);
  const slot = findSlotAt(query, scope.range.start);
  if (!slot) throw refusalOf(query, scope.range.start);
  const choose = (among: readonly string[]) => {
    const free = { ...query, hosts: query.hosts.filter(({ id }) => among.includes(id)) };
    const left = enoughHosts(eventType, among) ? findSlotAt(free, slot.start) : undefined;
    return left ? chooseHosts(free, left).hostIds : null;
  };
  return { slot, query, choose };
}

/** Are these enough hosts for a booking at all? */
function enoughHosts({ assignment, hosts }: EventType, among: readonly string[]): boolean {
  const fixed = hosts.filter((host) => host.fixed);
  const rotating = among.filter((id) => !fixed.some((host) => host.id === id)).length;
  const needed = assignment.kind === "anyOf" ? assignment.count : assignment.kind === "roundRobin" ? 1 : 0;
  return fixed.every(({ id }) => among.includes(id)) && rotating >= needed;
}

/** The claims of a booking: one per host, buffers included. */
export function claimsOf(
  slot: Slot,
  { eventType }: Pick<SlotScope, "eventType">,
  uid: string,
  hostIds: readonly string[],
): readonly Claim[] {
  return hostIds.map((hostId) => ({
    hostId,
    start: slot.start - eventType.bufferBeforeMinutes * minuteMs,
    end: slot.end + eventType.bufferAfterMinutes * minuteMs,
    kind: "booking",
    ownerUid: uid,
    expiresAt: null,
  }));
}

/** Counts what became of a commit. */
export async function recorded<T>(context: SlotKitContext, operation: string, commit: () => Promise<T>): Promise<T> {
  const startedMs = context.clock.monotonicMs();
  const record = (name: string, code: string | null) =>
    context.telemetry.record(name, { operation, code, durationMs: context.clock.monotonicMs() - startedMs });
  try {
    const result = await withFreshCatalog(commit);
    record("booking.committed", null);
    return result;
  } catch (error) {
    record("booking.refused", error instanceof Error && "code" in error ? String(error.code) : "internal");
    throw error;
  }
}
