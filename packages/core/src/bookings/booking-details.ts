import { eventTypeOfBooking } from "../catalog/event-type-of-booking.ts";
import type { SlotKitContext } from "../context.ts";
import { BookingError } from "../errors.ts";
import type { Effect } from "../outbox/effect.ts";
import { syncStatesOf } from "../outbox/sync-state.ts";
import type { EventType } from "../ports/catalog.ts";
import { actionsOf, type BookingActions } from "./actions.ts";
import type { Booking, SyncState } from "./booking.ts";

/** A booking with what else is worth showing of it. */
export interface BookingDetails {
  booking: Booking;
  eventType: { title: string; location: string | null };
  hosts: readonly { id: string; name: string }[];
  sync: Readonly<Record<"calendar" | "crm" | "mail", SyncState>>;
}

/** A booking as it stands now, with what may be done to it. */
export interface CurrentBooking extends BookingDetails {
  actions: Readonly<Record<"attendee" | "operator", BookingActions>>;
}

/** What lets its holder read, move and cancel one booking. */
export interface ManageAccess {
  secret: string;
  /** The host application's page for it, or null when none is configured. */
  url: string | null;
}

/** A booking just made or moved, with the access its attendee keeps. */
export interface ManagedBooking extends BookingDetails {
  manage: ManageAccess;
  /** Of a series just booked: all of its bookings, this first one included. */
  series?: { uid: string; bookings: readonly ManagedBooking[] } | undefined;
}

/** What else is worth showing of a booking; an event type that has left the catalog is named by its slug. */
export function detailsOf(booking: Booking, eventType: EventType | null, effects: readonly Effect[]): BookingDetails {
  return {
    booking,
    eventType: { title: eventType?.title ?? booking.eventType, location: eventType?.location ?? null },
    hosts: booking.hostIds.map((id) => ({ id, name: eventType?.hosts.find((host) => host.id === id)?.name ?? id })),
    sync: syncStatesOf(effects),
  };
}

/** Whose outbox rows tell how far a booking is known outside: its own, and those of the session it has a seat in. */
export function subjectsOf({ uid, sessionUid }: Booking): readonly string[] {
  return sessionUid === null ? [uid] : [uid, sessionUid];
}

/** Reads a booking. @throws {BookingError} `not_found`. */
export async function getBooking(context: SlotKitContext, clientId: string, uid: string): Promise<CurrentBooking> {
  const client = context.storage.forClient(clientId);
  const booking = await client.bookings.find(uid);
  if (!booking) throw bookingNotFound();
  const [eventType, effects, now] = await Promise.all([
    eventTypeOfBooking(context, booking),
    client.effects.ofSubjects(subjectsOf(booking)),
    context.storage.now(),
  ]);
  return {
    ...detailsOf(booking, eventType, effects),
    actions: {
      attendee: actionsOf(booking, eventType, "attendee", now),
      operator: actionsOf(booking, eventType, "operator", now),
    },
  };
}

/** The same words whether the uid never existed or belongs to another client. */
export function bookingNotFound(): BookingError {
  return new BookingError("not_found", "There is no such booking.");
}

/** The access that a booking's attendee has in its present generation. */
export async function manageAccessOf(context: SlotKitContext, booking: Booking): Promise<ManageAccess> {
  const { clientId, uid, generation } = booking;
  const secret = await context.manageSecrets.derive(clientId, uid, generation);
  const url = context.manageUrl?.replaceAll("{uid}", uid).replaceAll("{secret}", secret) ?? null;
  return { secret, url };
}

/** Details with the attendee's access. */
export async function managed(context: SlotKitContext, details: BookingDetails): Promise<ManagedBooking> {
  return { ...details, manage: await manageAccessOf(context, details.booking) };
}
