import type { Booking } from "../bookings/booking.ts";
import type { Reservation } from "../bookings/reservation.ts";
import type { SlotKitContext } from "../context.ts";
import type { EventType } from "../ports/catalog.ts";
import type { Transaction } from "../ports/storage.ts";
import type { WebhookBooking, WebhookReservation } from "../ports/webhook-payload.ts";
import type { WebhookEventType } from "../ports/webhooks.ts";
import { formatInstant, formatInstantUtc } from "../time/instant.ts";
import { recordNews, type WebhookNews } from "./webhook-news.ts";

const minuteMs = 60_000;
/** Events of one version: what the version is comes first, what follows from it later. */
const perVersion = 16;
const ranks: Readonly<Partial<Record<WebhookEventType, number>>> = {
  "booking.created": 0,
  "sync.failed": 8,
  "sync.recovered": 9,
  "booking.reminder": 15,
};

/** The place of an event among those of its booking or session. */
export function sequenceOf(version: number, type: WebhookEventType): number {
  return version * perVersion + (ranks[type] ?? 1);
}

/** What happened to a booking. */
export interface BookingNews {
  booking: Booking;
  eventType: EventType | null;
  types: readonly WebhookEventType[];
  /** The start before a move. */
  previousStart?: number | undefined;
}

/** Tells the host's own systems of a booking, in its own transaction, and has them reminded of it anew. */
export async function tellOfBooking(
  context: SlotKitContext,
  tx: Transaction,
  { booking, eventType, types, previousStart }: BookingNews,
): Promise<void> {
  if (!context.webhooks) return;
  const { clientId, uid, version } = booking;
  const view = viewOf(booking, eventType);
  const extra = previousStart === undefined ? {} : { previousStart: formatInstant(previousStart, booking.timeZone) };
  if (version > 1) await tx.webhooks.withdraw(uid, "booking.reminder");
  const happened = types.map(
    (type): WebhookNews => ({
      type,
      subject: uid,
      key: `${version}-${type.slice(type.indexOf(".") + 1)}`,
      sequence: sequenceOf(version, type),
      data: { booking: view, ...extra },
    }),
  );
  await recordNews(context, tx, clientId, [...happened, ...remindersOf(booking, eventType, view, await tx.now())]);
}

function remindersOf(booking: Booking, eventType: EventType | null, view: object, now: number): WebhookNews[] {
  if (booking.status !== "confirmed" || eventType === null) return [];
  const { uid, version, start } = booking;
  return eventType.reminders.minutesBefore
    .map((minutesBefore) => ({ minutesBefore, at: start - minutesBefore * minuteMs }))
    .filter(({ at }) => at > now)
    .map(({ minutesBefore, at }) => ({
      type: "booking.reminder",
      subject: uid,
      key: `${version}-reminder-${minutesBefore}`,
      sequence: sequenceOf(version, "booking.reminder"),
      data: { booking: view, minutesBefore },
      at,
      expiresAt: start,
    }));
}

/** Tells of a hold, and has its end told of should nobody use it up. An extension puts the end off. */
export async function tellOfReservation(
  context: SlotKitContext,
  tx: Transaction,
  reservation: Reservation,
  change: "created" | "extended",
): Promise<void> {
  if (!context.webhooks) return;
  const { clientId, uid, extensions, expiresAt } = reservation;
  if (change === "extended") await tx.webhooks.withdraw(uid, "reservation.expired");
  const data = { reservation: viewOfReservation(reservation) };
  const created: WebhookNews = { type: "reservation.created", subject: uid, key: "created", sequence: 0, data };
  const expired: WebhookNews = {
    type: "reservation.expired",
    subject: uid,
    key: `expired-${extensions}`,
    sequence: 1,
    data,
    at: expiresAt,
  };
  await recordNews(context, tx, clientId, change === "created" ? [created, expired] : [expired]);
}

/** What the host's systems learn of a booking: everything but the secret that manages it. */
function viewOf(booking: Booking, eventType: EventType | null): WebhookBooking {
  const { start, end, timeZone, hostIds, createdAt, updatedAt } = booking;
  return {
    uid: booking.uid,
    status: booking.status,
    version: booking.version,
    eventType: booking.eventType,
    title: eventType?.title ?? booking.eventType,
    location: eventType?.location ?? null,
    start: formatInstant(start, timeZone),
    end: formatInstant(end, timeZone),
    timeZone,
    hosts: hostIds.map((id) => {
      const host = eventType?.hosts.find((candidate) => candidate.id === id);
      return { id, name: host?.name ?? id, email: host?.email ?? null };
    }),
    attendee: booking.attendee,
    guests: booking.guests,
    answers: booking.answers,
    notes: booking.notes,
    metadata: booking.metadata,
    noShow: booking.noShow,
    seats: booking.seats,
    sessionUid: booking.sessionUid,
    seriesUid: booking.seriesUid,
    rescheduleCount: booking.rescheduleCount,
    reason: booking.reason,
    createdAt: formatInstantUtc(createdAt),
    updatedAt: formatInstantUtc(updatedAt),
  };
}

function viewOfReservation({
  uid,
  eventType,
  start,
  end,
  hostIds,
  sessionUid,
  seats,
  expiresAt,
}: Reservation): WebhookReservation {
  return {
    uid,
    eventType,
    start: formatInstantUtc(start),
    end: formatInstantUtc(end),
    hostIds,
    sessionUid,
    seats,
    reservedUntil: formatInstantUtc(expiresAt),
  };
}
