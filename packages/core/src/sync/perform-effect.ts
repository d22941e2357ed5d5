import type { Booking } from "../bookings/booking.ts";
import { manageAccessOf } from "../bookings/booking-details.ts";
import { isLive } from "../bookings/transitions.ts";
import type { SlotKitContext } from "../context.ts";
import type { DeliveredState, Effect } from "../outbox/effect.ts";
import { parseMailTarget } from "../outbox/mail-target.ts";
import { syncStatesOf } from "../outbox/sync-state.ts";
import { guestDigest } from "../outbox/want-effects.ts";
import type { BookingSnapshot } from "../ports/booking-snapshot.ts";
import type { EventType } from "../ports/catalog.ts";
import type { EventSnapshot } from "../ports/event-snapshot.ts";
import type { Notification } from "../ports/notifier.ts";
import { decideNotification } from "./decide-notification.ts";
import { isLatestOfAttendee } from "./is-latest-of-attendee.ts";
import { notComposed } from "./not-composed.ts";
import { eventOfBooking, snapshotOf } from "./snapshot.ts";

type Recipient = Notification["recipient"];

/** What the outside now knows, and the ids it gave. */
export interface EffectResult {
  delivered: DeliveredState | null;
  ids: Partial<Pick<Booking, "calendarEventId" | "crmContactId" | "crmMeetingId">>;
}

/** One effect with everything it needs. */
export interface EffectWork {
  effect: Effect;
  booking: Booking;
  eventType: EventType | null;
  /** All effects of the booking, for what a message says of the others. */
  siblings: readonly Effect[];
  /** Of a seat, for mails to hosts: the session as it stands; else null. */
  session: EventSnapshot | null;
}

/** Brings one outside system to the booking's present state. Safe to repeat after any failure. */
export function performEffect(context: SlotKitContext, work: EffectWork, signal: AbortSignal): Promise<EffectResult> {
  switch (work.effect.integration) {
    case "calendar":
      return syncCalendar(context, work, signal);
    case "crm":
      return syncCrm(context, work, signal);
    case "mail":
      return sendMail(context, work, signal);
    default:
      return work.effect.integration satisfies never;
  }
}

/** A booking's event stands in the calendar of its organizer and in no other; each calendar it ever had has its own effect. */
async function syncCalendar(
  { calendar }: SlotKitContext,
  { effect, booking, eventType }: EffectWork,
  signal: AbortSignal,
): Promise<EffectResult> {
  if (!calendar) throw notComposed("calendar");
  const { clientId, uid } = booking;
  const calendarId = effect.target;
  const belongsHere = booking.calendarId === calendarId;
  const calendarEventId = belongsHere ? booking.calendarEventId : null;
  if (!belongsHere || !isLive(booking.status)) {
    await calendar.removeEvent({ clientId, calendarId, calendarEventId, uid }, { signal });
    return { delivered: deliveredStateOf(booking, null), ids: {} };
  }
  const written = await calendar.putEvent(
    { calendarId, calendarEventId, event: eventOfBooking(booking, eventType) },
    { signal },
  );
  return { delivered: deliveredStateOf(booking, calendarId), ids: { calendarEventId: written.calendarEventId } };
}

async function syncCrm(
  { crm, logger, storage }: SlotKitContext,
  { booking, eventType }: EffectWork,
  signal: AbortSignal,
): Promise<EffectResult> {
  if (!crm) throw notComposed("crm");
  const { contactId, meetingId, leftOut } = await crm.recordBooking(
    {
      booking: snapshotOf(booking, eventType),
      contactId: booking.crmContactId,
      meetingId: booking.crmMeetingId,
      latest: await isLatestOfAttendee(storage.forClient(booking.clientId), booking),
    },
    { signal },
  );
  if (leftOut.length > 0) {
    logger.warn("The CRM would not take some properties.", { bookingUid: booking.uid, leftOut: leftOut.join(", ") });
  }
  return { delivered: deliveredStateOf(booking, null), ids: { crmContactId: contactId, crmMeetingId: meetingId } };
}

async function sendMail(
  context: SlotKitContext,
  { effect, booking, eventType, siblings, session }: EffectWork,
  signal: AbortSignal,
): Promise<EffectResult> {
  if (!context.notifier) throw notComposed("notifications");
  const { audience, id } = parseMailTarget(effect);
  const delivered = deliveredStateOf(booking, null);
  const kind = decideNotification(effect, booking);
  const recipient =
    audience === "attendee"
      ? attendeeOf(booking)
      : audience === "host"
        ? hostOf(id, eventType)
        : await guestOf(context, booking, id);
  const tooLate = kind === "reminder" && booking.start <= (await context.storage.now());
  if (kind === null || recipient === null || tooLate) return { delivered: effect.delivered, ids: {} };

  const previousStart = effect.delivered && effect.delivered.start !== booking.start ? effect.delivered.start : null;
  await context.notifier.send(
    {
      id: `${effect.id}.${booking.version}`,
      kind,
      audience,
      recipient,
      booking:
        audience === "guest"
          ? forGuest(snapshotOf(booking, eventType), recipient.email)
          : snapshotOf(booking, eventType),
      session: audience === "host" && kind !== "reassigned" ? session : null,
      previousStart: kind === "reminder" ? null : previousStart,
      calendar: syncStatesOf(siblings).calendar,
      manageUrl:
        audience === "attendee" && isLive(booking.status) ? (await manageAccessOf(context, booking)).url : null,
      icalUid: icalUidOf(context, booking),
      sequence: sequenceOf(booking),
    },
    { signal },
  );
  return { delivered, ids: {} };
}

/**
 * Identity of a booking in calendar files: that of its event, so that no calendar shows it twice. A seat has one of its own,
 * which stays when it moves to another session.
 */
export function icalUidOf(
  { calendar }: SlotKitContext,
  { uid, sessionUid, calendarId, calendarEventId }: Booking,
): string {
  const hasEvent = calendar && calendarId !== null && sessionUid === null;
  return hasEvent ? calendar.icalUid(uid, calendarEventId) : `${uid}@slotkit`;
}

/** Revision of a booking in calendar files (RFC 5545 SEQUENCE): grows with every change. */
export function sequenceOf({ version }: Booking): number {
  return version - 1;
}

function deliveredStateOf(booking: Booking, calendarId: string | null): DeliveredState {
  const { version, generation, status, start, end, hostIds } = booking;
  return { version, generation, status, start, end, hostIds, calendarId };
}

function attendeeOf({ attendee, timeZone }: Booking): Recipient {
  const { name, email, language = null } = attendee;
  return { name, email, timeZone: attendee.timeZone ?? timeZone, language };
}

function hostOf(hostId: string, eventType: EventType | null): Recipient | null {
  const host = eventType?.hosts.find(({ id }) => id === hostId);
  if (!host || host.email === null) return null;
  const timeZone = host.schedules[0]?.timeZone ?? eventType?.timeZone ?? "UTC";
  return { name: host.name, email: host.email, timeZone, language: null };
}

/** Null for a guest who has left: nobody keeps the address of somebody who no longer takes part. */
async function guestOf(context: SlotKitContext, booking: Booking, digest: string): Promise<Recipient | null> {
  for (const email of booking.guests) {
    if ((await guestDigest(context, booking, email)) === digest) {
      return { ...attendeeOf(booking), name: "", email };
    }
  }
  return null;
}

/** What a guest may know: neither the other guests, nor what is between attendee and host. */
function forGuest(snapshot: BookingSnapshot, email: string): BookingSnapshot {
  const { attendee } = snapshot;
  return {
    ...snapshot,
    guests: [email],
    attendee: { ...attendee, phone: null, company: null },
    answers: {},
    labelledAnswers: [],
    notes: null,
  };
}
