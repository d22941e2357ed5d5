import {
  type BookingDetails,
  type CurrentBooking,
  type EventType,
  formatInstant,
  formatInstantUtc,
  type ManagedBooking,
  type SlotList,
} from "@slotkit/core";
import type { BookingView, EventTypeView, SlotSource, SlotView } from "@slotkit/core/http";

/** What the public may know of an event type. */
export function viewEventType(eventType: EventType): EventTypeView {
  const { slug, title, description, location, durationsMinutes, timeZone, bookingWindowDays, requiresConfirmation } =
    eventType;
  const { questions, guests, recurring, seats } = eventType;
  const hosts = eventType.hosts.map(({ id, name }) => ({ id, name }));
  return {
    slug,
    title,
    description,
    location,
    durationsMinutes,
    timeZone,
    bookingWindowDays,
    requiresConfirmation,
    questions,
    guests,
    seats: seats && { capacity: seats.capacity, guestsTakeSeats: seats.guestsTakeSeats },
    recurring,
    hosts,
  };
}

/** What an attendee or operator may know of a booking. */
export function viewBooking(details: BookingDetails | ManagedBooking): BookingView {
  const { booking, eventType, hosts, sync } = details;
  const timeZone = booking.attendee.timeZone ?? booking.timeZone;
  return {
    uid: booking.uid,
    status: booking.status,
    version: booking.version,
    eventType: booking.eventType,
    title: eventType.title,
    location: eventType.location,
    start: formatInstant(booking.start, timeZone),
    end: formatInstant(booking.end, timeZone),
    timeZone,
    hosts,
    attendee: booking.attendee,
    guests: booking.guests,
    answers: booking.answers,
    notes: booking.notes,
    noShow: booking.noShow,
    seriesUid: booking.seriesUid,
    reason: booking.reason,
    sync,
    ...("manage" in details ? { manage: details.manage } : {}),
    ...("series" in details && details.series
      ? {
          series: {
            uid: details.series.uid,
            bookings: details.series.bookings.map((one) => viewBooking({ ...one, series: undefined })),
          },
        }
      : {}),
  };
}

/** A booking that was read, with what its reader may do now. */
export function viewCurrentBooking(current: CurrentBooking, reader: "attendee" | "operator"): BookingView {
  const view = viewBooking(current);
  const actions = Object.entries(current.actions[reader]).map(([action, { until, ...state }]) => [
    action,
    { ...state, until: until === null ? null : formatInstant(until, view.timeZone) },
  ]);
  return { ...view, actions: Object.fromEntries(actions) };
}

/** How slots are shown. */
export interface SlotViewOptions {
  timeZone: string;
  /** Whether visitors are told how many seats are left. */
  showRemaining: boolean;
}

/** The way in which the slots of an event type are shown to visitors. */
export function slotViewOptions({ seats }: EventType, timeZone: string): SlotViewOptions {
  return { timeZone, showRemaining: seats?.showRemaining ?? false };
}

/** A slot with the offsets of a zone. */
export function viewSlot(slot: SlotList["slots"][number], { timeZone, showRemaining }: SlotViewOptions): SlotView {
  const { start, end, seatsRemaining } = slot;
  const view = { start: formatInstant(start, timeZone), end: formatInstant(end, timeZone) };
  return seatsRemaining === undefined || !showRemaining ? view : { ...view, seatsRemaining };
}

/** The sources of a list; which calendars they are is not public. */
export function viewSources({ sources }: SlotList): readonly SlotSource[] {
  return sources.map(({ source, state, asOf }) => ({
    source,
    state,
    asOf: asOf === null ? null : formatInstantUtc(asOf),
  }));
}
