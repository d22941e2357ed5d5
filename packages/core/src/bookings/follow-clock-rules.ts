import { eventTypeOfBooking } from "../catalog/event-type-of-booking.ts";
import type { SlotKitContext } from "../context.ts";
import { tellOfBooking } from "../outbox/booking-news.ts";
import { wantEffects, wantSessionEffects } from "../outbox/want-effects.ts";
import type { EventType } from "../ports/catalog.ts";
import type { Claim, Lock, Transaction } from "../ports/storage.ts";
import type { ZoneRules } from "../time/zone-rules.ts";
import { agreedStart } from "./agreed-start.ts";
import type { Booking } from "./booking.ts";
import type { SeatedSession } from "./session.ts";
import { settleClaims } from "./session-claims.ts";
import { notYetSynced } from "./sync-columns.ts";
import { isLive } from "./transitions.ts";

const minuteMs = 60_000;

/** Thrown inside the transaction, so that what it had removed comes back. */
export class TimeTaken extends Error {
  readonly takenBy: readonly string[];

  constructor(takenBy: readonly string[]) {
    super("The time is taken.");
    this.takenBy = takenBy;
  }
}

/** What became of a try to follow the rules; `elsewhere`: it has changed since it was seen, by the present rules. */
export type Followed = "moved" | "elsewhere" | "seats_differ";

/**
 * Brings a booking that has its time to itself to the instant of its agreed wall time.
 *
 * @throws {TimeTaken} when others have that time.
 */
export async function bookingFollows(
  context: SlotKitContext,
  seen: Booking,
  to: number,
  rules: ZoneRules,
): Promise<Followed> {
  const { clientId, uid } = seen;
  const eventType = await eventTypeOfBooking(context, seen);
  const locks: Lock[] = [{ kind: "booking", id: uid }, ...hostLocks(seen)];
  return context.storage.forClient(clientId).transaction(locks, async (tx) => {
    const booking = await tx.bookings.find(uid);
    if (!booking || booking.version !== seen.version) return "elsewhere";
    const end = to + booking.end - booking.start;
    await tx.claims.removeOwnedBy(uid);
    await tx.claims.insert(await freeClaims(tx, booking, to, end));
    await store(context, tx, booking, { to, rules, eventType });
    return "moved";
  });
}

/**
 * Brings a session, with all who have a seat in it, to the instant of the wall time that they agreed on. Holds of its seats go
 * with it.
 *
 * @returns `seats_differ` where its seats were agreed by different rules, so that no one instant is right for all of them.
 * @throws {TimeTaken} when others have that time.
 */
export async function sessionFollows(
  context: SlotKitContext,
  { clientId, sessionUid }: { clientId: string; sessionUid: string },
  to: number,
  rules: ZoneRules,
): Promise<Followed> {
  const client = context.storage.forClient(clientId);
  const seen = await client.sessions.find(sessionUid);
  if (!seen) return "elsewhere";
  const eventType = await eventTypeOfBooking(context, seen);
  const locks: Lock[] = [
    { kind: "eventType", id: seen.eventType },
    ...hostLocks(seen),
    ...(await client.bookings.inSession(sessionUid)).map(({ uid }): Lock => ({ kind: "booking", id: uid })),
  ];
  return client.transaction(locks, async (tx) => {
    const session = await tx.sessions.find(sessionUid);
    const seats = (await tx.bookings.inSession(sessionUid)).filter(({ status }) => isLive(status));
    if (!session || session.version !== seen.version || seats.length === 0) return "elsewhere";
    if (!seats.every((seat) => isAgreedAt(seat, to, rules))) return "seats_differ";
    const now = await tx.now();
    const moved: SeatedSession = {
      ...session,
      start: to,
      end: to + session.end - session.start,
      version: session.version + 1,
      updatedAt: now,
      calendarSynced: false,
      requiresManualCalendarSync: false,
    };
    await tx.claims.removeOwnedBy(sessionUid);
    await freeClaims(tx, session, moved.start, moved.end);
    await tx.sessions.update(moved, session.version);
    for (const hold of await tx.reservations.inSession(sessionUid)) {
      await tx.reservations.update({ ...hold, start: moved.start, end: moved.end });
    }
    await settleClaims(tx, moved, now);
    for (const seat of seats) await store(context, tx, seat, { to, rules, eventType });
    await wantSessionEffects(context, tx, moved);
    return "moved";
  });
}

function hostLocks({ hostIds }: Pick<Booking, "hostIds">): readonly Lock[] {
  return hostIds.map((id) => ({ kind: "host", id }));
}

function isAgreedAt(seat: Booking, to: number, rules: ZoneRules): boolean {
  const agreed = agreedStart(seat, rules);
  return agreed.state === "known" && agreed.start === to;
}

/** The claims at another time, once it is sure that nobody else has a part of it. @throws {TimeTaken} */
async function freeClaims(
  tx: Transaction,
  { uid, hostIds, bufferBeforeMinutes, bufferAfterMinutes }: Booking | SeatedSession,
  from: number,
  until: number,
): Promise<readonly Claim[]> {
  const start = from - bufferBeforeMinutes * minuteMs;
  const end = until + bufferAfterMinutes * minuteMs;
  const now = await tx.now();
  await tx.claims.removeExpired(hostIds, start, end, now);
  const others = await tx.claims.overlapping(hostIds, start, end, now);
  if (others.length > 0) throw new TimeTaken([...new Set(others.map(({ ownerUid }) => ownerUid))]);
  return hostIds.map((hostId) => ({ hostId, start, end, kind: "booking", ownerUid: uid, expiresAt: null }));
}

async function store(
  context: SlotKitContext,
  tx: Transaction,
  booking: Booking,
  { to, rules, eventType }: { to: number; rules: ZoneRules; eventType: EventType | null },
): Promise<void> {
  const agreed = agreedStart(booking, rules);
  const moved: Booking = {
    ...booking,
    start: to,
    end: to + booking.end - booking.start,
    localStart: agreed.state === "known" ? agreed.localStart : booking.localStart,
    tzdbVersion: rules.version,
    version: booking.version + 1,
    reason: `The clock rules of ${booking.timeZone} have changed; the agreed local time stays.`,
    updatedAt: await tx.now(),
    ...notYetSynced(),
  };
  await tx.bookings.update(moved, booking.version);
  const previousStart = booking.start;
  await tellOfBooking(context, tx, { booking: moved, eventType, types: ["booking.rescheduled"], previousStart });
  await wantEffects(context, tx, moved, eventType);
}
