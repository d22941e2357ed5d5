import type { SlotKitContext } from "../context.ts";
import { isBookingError } from "../errors.ts";
import type { BookingScan } from "../ports/booking-scan.ts";
import { runtimeZoneRules, type ZoneRules } from "../time/zone-rules.ts";
import { agreedStart } from "./agreed-start.ts";
import type { Booking, BookingStatus } from "./booking.ts";
import { bookingFollows, type Followed, sessionFollows, TimeTaken } from "./follow-clock-rules.ts";

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
  /**
   * The wall time does not exist any more, the zone is not known, or the seats of one session were agreed by different rules, so
   * that the session cannot be right for all of them.
   */
  unresolved: readonly (TimeZoneChange & { cause: "skipped" | "unknown_zone" | "seats_differ" })[];
  /** Could not be looked at or changed now; the next recheck tries again. */
  failed: readonly TimeZoneChange[];
}

type Move = TimeZoneChange & { to: number; booking: Booking };

/** What moves as one: a booking, or all seats of a session. */
interface Party {
  sessionUid: string | null;
  moves: readonly [Move, ...Move[]];
}

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
      moves.push({ ...change, to: agreed.start, booking });
    }
  }
  const about = { tzdbVersion: rules.version, checked };
  if (dryRun) return { ...about, unresolved, moved: moves.map(reported), overlapping: [], failed: [] };
  const { differing, ...outcome } = await moveAll(context, partiesOf(moves), rules, signal);
  if (outcome.moved.length > 0) context.wakeDelivery();
  return { ...about, ...outcome, unresolved: [...unresolved, ...differing] };
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

function partiesOf(moves: readonly Move[]): readonly Party[] {
  const parties = new Map<string, Party>();
  for (const move of moves) {
    const { clientId, uid, booking } = move;
    const key = JSON.stringify([clientId, booking.sessionUid ?? uid]);
    const known = parties.get(key);
    const together: Party["moves"] = known ? [...known.moves, move] : [move];
    parties.set(key, { sessionUid: booking.sessionUid, moves: together });
  }
  return [...parties.values()];
}

/**
 * Moves one after the other, again and again as long as one of them makes room for another: bookings that stand in a row
 * all move by the hour, and each can only follow the one before it.
 */
async function moveAll(
  context: SlotKitContext,
  parties: readonly Party[],
  rules: ZoneRules,
  signal: AbortSignal | undefined,
) {
  const moved: ReturnType<typeof reported>[] = [];
  const failed: TimeZoneChange[] = [];
  const differing: (TimeZoneChange & { cause: "seats_differ" })[] = [];
  let waiting = parties.toSorted(inDirection);
  let blocked: { party: Party; takenBy: readonly string[] }[] = [];
  for (let before = Number.POSITIVE_INFINITY; waiting.length > 0 && waiting.length < before; ) {
    before = waiting.length;
    blocked = [];
    for (const party of waiting) {
      signal?.throwIfAborted();
      const outcome = await moveOne(context, party, rules);
      const changes = party.moves.map(({ booking }) => changeOf(booking));
      if (typeof outcome === "object") blocked.push({ party, takenBy: outcome.takenBy });
      else if (outcome === "moved") moved.push(...party.moves.map(reported));
      else if (outcome === "failed") failed.push(...changes);
      else if (outcome === "seats_differ") differing.push(...changes.map((one) => ({ ...one, cause: outcome })));
    }
    waiting = blocked.map(({ party }) => party);
  }
  const overlapping = blocked.flatMap(({ party, takenBy }) =>
    party.moves.map((move) => ({ ...reported(move), takenBy })),
  );
  return { moved, overlapping, failed, differing };
}

async function moveOne(
  context: SlotKitContext,
  { sessionUid, moves: [{ clientId, uid, to, booking }] }: Party,
  rules: ZoneRules,
): Promise<Followed | "failed" | { takenBy: readonly string[] }> {
  try {
    return sessionUid === null
      ? await bookingFollows(context, booking, to, rules)
      : await sessionFollows(context, { clientId, sessionUid }, to, rules);
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

function changeOf({ clientId, uid, timeZone, localStart, start }: Booking): TimeZoneChange {
  return { clientId, uid, timeZone, localStart, from: start };
}

function reported({ clientId, uid, timeZone, localStart, from, to }: Move): TimeZoneChange & { to: number } {
  return { clientId, uid, timeZone, localStart, from, to };
}

/** What moves later goes from the last to the first, what moves earlier the other way: each into room just left. */
function inDirection({ moves: [a] }: Party, { moves: [b] }: Party): number {
  const [later, earlier] = [a.to > a.from, b.to > b.from];
  if (later !== earlier) return later ? -1 : 1;
  return later ? b.from - a.from : a.from - b.from;
}
