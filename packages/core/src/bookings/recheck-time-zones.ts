import { eventTypeOfBooking } from "../catalog/event-type-of-booking.ts";
import type { SlotKitContext } from "../context.ts";
import { isBookingError } from "../errors.ts";
import { tellOfBooking } from "../outbox/booking-news.ts";
import { wantEffects } from "../outbox/want-effects.ts";
import type { BookingScan } from "../ports/booking-scan.ts";
import type { Claim, Lock } from "../ports/storage.ts";
import { runtimeZoneRules, type ZoneRules } from "../time/zone-rules.ts";
import { agreedStart } from "./agreed-start.ts";
import type { Booking, BookingStatus } from "./booking.ts";
import { notYetSynced } from "./sync-columns.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const pageSize = 200;

/** How to recheck. */
export interface RecheckRequest {
  /** Lists what would move and changes nothing; overlaps are found only in moving. Default: false. */
  dryRun?: boolean | undefined;
  /** The rules to go by. Default: the runtime's own. */
  rules?: ZoneRules | undefined;
  signal?: AbortSignal | undefined;
}

/** A booking whose instant no longer is the wall time that was agreed. */
export interface TimeZoneChange {
  clientId: string;
  uid: string;
  timeZone: string;
  /** The agreed wall time, with the offset it had when it was agreed. */
  localStart: string;
  /** The instant it stood at, epoch milliseconds. */
  from: number;
}

/** What the recheck found and did. */
export interface RecheckReport {
  /** Release of the rules that were gone by. */
  tzdbVersion: string | null;
  /** Bookings that were looked at. */
  checked: number;
  /** Brought to the instant that the agreed wall time now is. */
  moved: readonly (TimeZoneChange & { to: number })[];
  /** The new time is taken by others: left where they were until a person has moved one of the two. */
  overlapping: readonly (TimeZoneChange & { to: number; takenBy: readonly string[] })[];
  /** The wall time does not exist any more, the zone is not known, or it is a seat, whose session has the time. */
  unresolved: readonly (TimeZoneChange & { cause: "skipped" | "unknown_zone" | "seat" })[];
  /** Could not be looked at or changed now; the next recheck tries again. */
  failed: readonly TimeZoneChange[];
}

type Move = TimeZoneChange & { to: number; localStartNow: string; booking: Booking };

/**
 * Reads the agreed wall time of every live booking to come under the present rules, and moves those whose instant has
 * changed, under their locks. Claims never overlap for it: a booking whose new time is taken stays where it was and is
 * named. Repeats find nothing new.
 */
export async function recheckTimeZones(
  context: SlotKitContext,
  { dryRun = false, rules = runtimeZoneRules, signal }: RecheckRequest,
): Promise<RecheckReport> {
  const now = await context.storage.now();
  const unresolved: RecheckReport["unresolved"][number][] = [];
  const moves: Move[] = [];
  let checked = 0;
  for await (const booking of bookingsToCome(context, now)) {
    signal?.throwIfAborted();
    checked++;
    const change = changeOf(booking);
    const agreed = agreedStart(booking, rules);
    if (agreed.state !== "known") unresolved.push({ ...change, cause: agreed.state });
    else if (agreed.start !== booking.start && Math.max(agreed.start, booking.start) > now) {
      if (booking.sessionUid !== null) unresolved.push({ ...change, cause: "seat" });
      else moves.push({ ...change, to: agreed.start, localStartNow: agreed.localStart, booking });
    }
  }
  const about = { tzdbVersion: rules.version, checked, unresolved };
  if (dryRun) return { ...about, moved: moves.map(reported), overlapping: [], failed: [] };
  const outcome = await moveAll(context, moves, rules.version, signal);
  if (outcome.moved.length > 0) context.wakeDelivery();
  return { ...about, ...outcome };
}

/** Live bookings that have not begun by either rules: no zone was ever moved by a whole day but once. */
async function* bookingsToCome(context: SlotKitContext, now: number): AsyncGenerator<Booking> {
  for (const status of ["confirmed", "pending"] as const satisfies readonly BookingStatus[]) {
    let page: readonly Booking[];
    let after: BookingScan["after"];
    do {
      page = await context.storage.scanBookings({ status, startsFrom: now - dayMs, after, limit: pageSize });
      for (const booking of page) {
        yield booking;
        after = [booking.start, booking.clientId, booking.uid];
      }
    } while (page.length === pageSize);
  }
}

/**
 * Moves one after the other, again and again as long as one of them makes room for another: bookings that stand in a row
 * all move by the hour, and each can only follow the one before it.
 */
async function moveAll(
  context: SlotKitContext,
  moves: readonly Move[],
  tzdbVersion: string | null,
  signal: AbortSignal | undefined,
): Promise<Pick<RecheckReport, "moved" | "overlapping" | "failed">> {
  const moved: ReturnType<typeof reported>[] = [];
  const failed: TimeZoneChange[] = [];
  let waiting = moves.toSorted(inDirection);
  let blocked: { move: Move; takenBy: readonly string[] }[] = [];
  for (let before = Number.POSITIVE_INFINITY; waiting.length > 0 && waiting.length < before; ) {
    before = waiting.length;
    blocked = [];
    for (const move of waiting) {
      signal?.throwIfAborted();
      const outcome = await moveOne(context, move, tzdbVersion);
      if (outcome === "moved") moved.push(reported(move));
      else if (outcome === "failed") failed.push(changeOf(move.booking));
      else if (outcome !== "elsewhere") blocked.push({ move, takenBy: outcome.takenBy });
    }
    waiting = blocked.map(({ move }) => move);
  }
  return { moved, overlapping: blocked.map(({ move, takenBy }) => ({ ...reported(move), takenBy })), failed };
}

/** Thrown inside the transaction, so that what it had removed comes back. */
class TimeTaken extends Error {
  readonly takenBy: readonly string[];

  constructor(takenBy: readonly string[]) {
    super("The time is taken.");
    this.takenBy = takenBy;
  }
}

/** `elsewhere`: the booking has changed since it was seen, and what it has now was agreed under the present rules. */
async function moveOne(
  context: SlotKitContext,
  { booking: seen, to, localStartNow }: Move,
  tzdbVersion: string | null,
): Promise<"moved" | "elsewhere" | "failed" | { takenBy: readonly string[] }> {
  const { clientId, uid } = seen;
  const locks: Lock[] = [{ kind: "booking", id: uid }, ...seen.hostIds.map((id): Lock => ({ kind: "host", id }))];
  try {
    const eventType = await eventTypeOfBooking(context, seen);
    return await context.storage.forClient(clientId).transaction(locks, async (tx) => {
      const booking = await tx.bookings.find(uid);
      if (!booking || booking.version !== seen.version) return "elsewhere";
      const now = await tx.now();
      const end = to + booking.end - booking.start;
      const claims = claimsAt(booking, to, end);
      const [span] = claims;
      await tx.claims.removeOwnedBy(uid);
      if (span) {
        await tx.claims.removeExpired(booking.hostIds, span.start, span.end, now);
        const others = await tx.claims.overlapping(booking.hostIds, span.start, span.end, now);
        if (others.length > 0) throw new TimeTaken([...new Set(others.map(({ ownerUid }) => ownerUid))]);
        await tx.claims.insert(claims);
      }
      const moved: Booking = {
        ...booking,
        start: to,
        end,
        localStart: localStartNow,
        tzdbVersion,
        version: booking.version + 1,
        reason: `The clock rules of ${booking.timeZone} have changed; the agreed local time stays.`,
        updatedAt: now,
        ...notYetSynced(),
      };
      await tx.bookings.update(moved, booking.version);
      const previousStart = booking.start;
      await tellOfBooking(context, tx, { booking: moved, eventType, types: ["booking.rescheduled"], previousStart });
      const hosts = eventType?.hosts.filter(({ id }) => booking.hostIds.includes(id)) ?? [];
      await wantEffects(context, tx, moved, hosts);
      return "moved";
    });
  } catch (error) {
    if (error instanceof TimeTaken) return { takenBy: error.takenBy };
    const code = isBookingError(error) ? error.code : "internal";
    context.logger.warn("A booking could not follow its zone's new rules; the next recheck tries again.", {
      uid,
      code,
    });
    return "failed";
  }
}

function claimsAt(
  { hostIds, uid, bufferBeforeMinutes, bufferAfterMinutes }: Booking,
  start: number,
  end: number,
): Claim[] {
  return hostIds.map((hostId) => ({
    hostId,
    start: start - bufferBeforeMinutes * minuteMs,
    end: end + bufferAfterMinutes * minuteMs,
    kind: "booking",
    ownerUid: uid,
    expiresAt: null,
  }));
}

function changeOf({ clientId, uid, timeZone, localStart, start }: Booking): TimeZoneChange {
  return { clientId, uid, timeZone, localStart, from: start };
}

function reported({ clientId, uid, timeZone, localStart, from, to }: Move): TimeZoneChange & { to: number } {
  return { clientId, uid, timeZone, localStart, from, to };
}

/** What moves later goes from the last to the first, what moves earlier the other way: each into room just left. */
function inDirection(a: Move, b: Move): number {
  const [later, earlier] = [a.to > a.from, b.to > b.from];
  if (later !== earlier) return later ? -1 : 1;
  return later ? b.from - a.from : a.from - b.from;
}
