import { readHostCalendars } from "../availability/gather-query.ts";
import { requireEventType } from "../catalog/require-event-type.ts";
import { type ClientScope, defaultClientId } from "../client-scope.ts";
import type { SlotKitContext } from "../context.ts";
import { BookingError, invalidField } from "../errors.ts";
import { reassignBodySchema } from "../http/lifecycle.ts";
import { tellOfBooking } from "../outbox/booking-news.ts";
import { wantEffects } from "../outbox/want-effects.ts";
import type { EventType, EventTypeHost } from "../ports/catalog.ts";
import type { Lock, Transaction } from "../ports/storage.ts";
import { parseRequest } from "../validation/parse-request.ts";
import type { Booking } from "./booking.ts";
import { type BookingDetails, bookingNotFound, detailsOf } from "./booking-details.ts";
import { loadForChange } from "./change.ts";
import { claimsOf, recorded, scopeOfStart, takeSlot } from "./commit-slot.ts";
import type { RepeatableRequest } from "./idempotency-key.ts";
import type { KeepAnswer } from "./once.ts";
import { onceForBooking } from "./once-for-booking.ts";
import { notYetSynced } from "./sync-columns.ts";

const minuteMs = 60_000;
/** The time is agreed already: how far away it may be was decided at the booking. */
const anyDay = 36_500;

/** Input of a change of host. */
export interface ReassignRequest extends ClientScope, RepeatableRequest {
  uid: string;
  /** Who takes over: a host of the event type who is not part of the booking. */
  toHostId: string;
  /** Who is replaced. May be left out where the booking has one host. */
  fromHostId?: string | undefined;
  reason?: string | undefined;
  version?: number | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Gives a booking to another host at the time it has. The new host is checked by the engine, except for what was decided
 * when the time was agreed: notice, booking window and grid. The event moves to the new organizer's calendar.
 */
export async function reassign(context: SlotKitContext, request: ReassignRequest): Promise<BookingDetails> {
  const { toHostId, fromHostId, reason, version } = request;
  parseRequest(reassignBodySchema, { toHostId, fromHostId, reason, version });
  const details = await onceForBooking<BookingDetails>(context, "reassign", request, (keep) =>
    recorded(context, "reassign", () => commitReassignment(context, request, keep)),
  );
  context.wakeDelivery();
  return details;
}

async function commitReassignment(
  context: SlotKitContext,
  request: ReassignRequest,
  keep: KeepAnswer<BookingDetails>,
): Promise<BookingDetails> {
  const { clientId = defaultClientId, uid, signal } = request;
  const client = context.storage.forClient(clientId);
  const before = await client.bookings.find(uid);
  if (!before) throw bookingNotFound();
  const eventType = await requireEventType(context, clientId, before.eventType, { evenInactive: true });
  const taker = takerOf(eventType, request.toHostId);
  const leaverId = leaverOf(before, request);
  const durationMinutes = (before.end - before.start) / minuteMs;
  const alone = eventTypeOfTaker(eventType, taker, before);
  const scope = scopeOfStart({ clientId, eventType: alone, durationMinutes, signal }, before.start);
  const calendars = await readHostCalendars(context, scope, "commit");
  const locks: Lock[] = [
    { kind: "booking", id: uid },
    { kind: "host", id: taker.id },
    { kind: "host", id: leaverId },
  ];

  return client.transaction(locks, async (tx: Transaction) => {
    const { booking, status, now } = await loadForChange(context, tx, request, "reassign");
    // What was read and locked has to be what is changed: the time, and who has it.
    if (
      booking.start !== before.start ||
      booking.end !== before.end ||
      booking.hostIds.join() !== before.hostIds.join()
    ) {
      throw new BookingError("version_conflict", "The booking has changed since; read it again.");
    }
    if (booking.sessionUid !== null) {
      throw new BookingError("invalid_transition", "A seat has the hosts of its session; it cannot get others.");
    }
    const slot = await takeSlot(tx, scope, calendars, { own: [booking] });
    const hostIds = booking.hostIds.map((id) => (id === leaverId ? taker.id : id));
    const organizer = eventType.hosts.find(({ id }) => id === hostIds[0]);
    const calendarId = organizer ? organizer.destinationCalendar : booking.calendarId;
    const changed: Booking = {
      ...booking,
      status,
      hostIds,
      version: booking.version + 1,
      reason: request.reason?.trim() || null,
      updatedAt: now,
      calendarId,
      // The id belongs to the calendar that is left; in the new one the event gets its own.
      calendarEventId: calendarId === booking.calendarId ? booking.calendarEventId : null,
      ...notYetSynced(),
    };
    await tx.claims.removeOwnedBy(uid);
    await tx.claims.insert(claimsOf(slot, scope, uid, hostIds));
    await tx.bookings.update(changed, booking.version);
    await tellOfBooking(context, tx, { booking: changed, eventType, types: ["booking.updated"] });
    const details = detailsOf(changed, eventType, await wantEffects(context, tx, changed, eventType));
    await keep(tx, details);
    return details;
  });
}

function takerOf(eventType: EventType, toHostId: string): EventTypeHost {
  const taker = eventType.hosts.find(({ id }) => id === toHostId);
  if (taker) return taker;
  throw invalidField(
    "toHostId",
    `is no host of "${eventType.slug}"; choose one of its hosts`,
    JSON.stringify(toHostId),
  );
}

/** Whom the new host replaces. */
function leaverOf({ hostIds }: Booking, { toHostId, fromHostId }: ReassignRequest): string {
  if (hostIds.includes(toHostId)) throw invalidField("toHostId", "is a host of this booking already");
  const [only, ...more] = hostIds;
  const leaver = fromHostId ?? (more.length === 0 ? only : undefined);
  if (leaver === undefined) {
    throw invalidField("fromHostId", `must name whom to replace, one of: ${hostIds.join(", ")}`);
  }
  if (!hostIds.includes(leaver)) {
    throw invalidField("fromHostId", `is no host of this booking; choose one of: ${hostIds.join(", ")}`);
  }
  return leaver;
}

/** The event type as the new host meets it: alone, at an agreed time, with the buffers that were agreed. */
function eventTypeOfTaker(eventType: EventType, taker: EventTypeHost, booking: Booking): EventType {
  const { bufferBeforeMinutes, bufferAfterMinutes } = booking;
  return {
    ...eventType,
    hosts: [taker],
    assignment: { kind: "single" },
    bufferBeforeMinutes,
    bufferAfterMinutes,
    minimumNoticeMinutes: 0,
    bookingWindowDays: anyDay,
    align: "pack",
    // Of these the booking has its share already, whoever hosts it.
    limits: eventType.limits.filter(({ scope }) => scope === "eventTypeHost"),
  };
}
