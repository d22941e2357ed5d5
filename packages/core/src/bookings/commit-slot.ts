import { blockingSpan, type SlotScope, slotQueryOf } from "../availability/gather-query.ts";
import { type OwnTime, readOccupancy } from "../availability/occupancy.ts";
import type { CalendarKnowledge } from "../availability/read-calendars.ts";
import type { SlotKitContext } from "../context.ts";
import type { EventType } from "../ports/catalog.ts";
import type { Claim, Lock, Transaction } from "../ports/storage.ts";
import { chooseHosts } from "../slots/choose-hosts.ts";
import { findSlotAt } from "../slots/find-slots.ts";
import type { Slot, SlotQuery } from "../slots/slot-query.ts";
import { refuseOutdated, withFreshCatalog } from "./fresh-catalog.ts";
import { refusalOf, tooFewSeats } from "./refusal.ts";
import type { SeatedSession } from "./session.ts";

const minuteMs = 60_000;

/** The one slot a commit is about. */
export function scopeOfStart(scope: Omit<SlotScope, "range">, start: number): SlotScope {
  return { ...scope, range: { start, end: start + 1 } };
}

/** Everything a commit in the scope decides about; see {@link takeSlot}. */
export function locksOf({ eventType }: Pick<SlotScope, "eventType">): readonly Lock[] {
  const { slug, hosts, seats, limits } = eventType;
  const isShared = rotates(eventType) || seats !== null || limits.some(({ scope }) => scope === "eventType");
  return [
    ...hosts.map(({ id }): Lock => ({ kind: "host", id })),
    ...(isShared ? [{ kind: "eventType", id: slug } as const] : []),
    ...(limits.some(({ scope }) => scope === "client") ? [{ kind: "client", id: "" } as const] : []),
  ];
}

/** Do bookings take some of the hosts by turns? */
export function rotates({ assignment }: EventType): boolean {
  return assignment.kind === "roundRobin" || assignment.kind === "anyOf";
}

/** What a commit wants of a slot besides its time. */
export interface SlotWish {
  /** The booking that is moved and the hold that is used up: what they take does not stand in the way. */
  own?: readonly OwnTime[];
  /** How many seats, where the event type has seats. Default: 1. */
  seats?: number;
  /** The hosts that a hold of this slot has fixed. */
  hostIds?: readonly string[] | undefined;
}

/** A slot that can be taken, with the hosts that were chosen. */
export interface TakenSlot extends Slot {
  /** The session it is a seat of; null without seats, and when nobody has one yet. */
  session: SeatedSession | null;
}

/**
 * Decides under the locks, with the engine that made the list, whether this very slot can be taken now, and who takes it.
 *
 * @throws {BookingError} the reason why not.
 */
export async function takeSlot(
  tx: Transaction,
  scope: SlotScope,
  calendars: readonly CalendarKnowledge[],
  wish: SlotWish = {},
): Promise<TakenSlot> {
  const { slot, query, session } = await slotUnderLocks(tx, scope, calendars, wish);
  return { ...slot, hostIds: hostsOf(chooseHosts(query, slot).hostIds, slot, wish.hostIds), session };
}

/** Those that a hold has fixed, as long as they are free and enough; otherwise whose turn it is. */
function hostsOf(chosen: readonly string[], slot: Slot, fixed: readonly string[] = []): readonly string[] {
  const areFree = fixed.length === chosen.length && fixed.every((id) => slot.hostIds.includes(id));
  return areFree ? fixed : chosen;
}

/** A slot that can be taken, with every host that is free. */
export interface FreeSlot {
  slot: Slot;
  query: SlotQuery;
  /** The session it is a seat of; null without seats, and when nobody has one yet. */
  session: SeatedSession | null;
  /** The choice among some of the hosts; null where these are too few. */
  choose(among: readonly string[]): readonly string[] | null;
}

/** As {@link takeSlot}, before some of the free hosts are chosen. */
export async function slotUnderLocks(
  tx: Transaction,
  scope: SlotScope,
  calendars: readonly CalendarKnowledge[],
  { own = [], seats = 1 }: SlotWish = {},
): Promise<FreeSlot> {
  await refuseOutdated(tx, scope.eventType);
  const hostIds = scope.eventType.hosts.map(({ id }) => id);
  const { start, end } = blockingSpan(scope);
  const now = await tx.now();
  await tx.claims.removeExpired(hostIds, start, end, now);
  const occupancy = await readOccupancy(tx, scope, now, own);
  const { eventType } = scope;
  const lastBookedAt = rotates(eventType) ? await tx.claims.lastBookedAt(hostIds, eventType.slug) : undefined;
  const query = slotQueryOf(scope, now, occupancy, calendars, lastBookedAt);
  const slot = findSlotAt(query, scope.range.start);
  if (!slot) throw refusalOf(query, scope.range.start);
  if (slot.seatsRemaining !== undefined && slot.seatsRemaining < seats) throw tooFewSeats();
  const session = occupancy.sessions.find((known) => known.session.start === slot.start)?.session ?? null;
  const choose = (among: readonly string[]) => {
    const free = { ...query, hosts: query.hosts.filter(({ id }) => among.includes(id)) };
    const left = enoughHosts(eventType, among) ? findSlotAt(free, slot.start) : undefined;
    return left ? chooseHosts(free, left).hostIds : null;
  };
  return { slot, query, session, choose };
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
