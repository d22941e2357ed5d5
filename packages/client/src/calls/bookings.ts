import type {
  BookingView,
  CancelBody,
  CancelSeriesBody,
  CreateBookingBody,
  GuestsBody,
  RescheduleBody,
  SeriesAnswer,
} from "@slotkit/core/http";
import type { Call } from "../exchange.ts";
import type { Caller, CallOptions, RepeatableOptions } from "./caller.ts";

/** Calls about bookings, by their attendees. */
export interface BookingCalls {
  /**
   * Books. After a network failure the same request is sent again, at most twice, under the same key: the API answers a
   * key once, so it cannot book twice. Nothing else in this client is ever repeated by itself; what takes an
   * `idempotencyKey` can be repeated by hand.
   */
  createBooking(body: CreateBookingBody, options?: RepeatableOptions): Promise<BookingView>;
  getBooking(uid: string, secret: string, options?: CallOptions): Promise<BookingView>;
  reschedule(uid: string, secret: string, body: RescheduleBody, options?: RepeatableOptions): Promise<BookingView>;
  cancel(uid: string, secret: string, body?: CancelBody, options?: RepeatableOptions): Promise<BookingView>;
  changeGuests(uid: string, secret: string, body: GuestsBody, options?: RepeatableOptions): Promise<BookingView>;
  /** All bookings of the series to which one belongs, in their order. */
  getSeries(uid: string, secret: string, options?: CallOptions): Promise<SeriesAnswer>;
  /** Cancels the booking and those after it in its series, or the whole series; answers with those that were cancelled. */
  cancelSeries(uid: string, secret: string, body: CancelSeriesBody, options?: RepeatableOptions): Promise<SeriesAnswer>;
  /** The booking as iCalendar text. There is no plain link to it: the secret travels in a header, never in a URL. */
  getCalendarFile(uid: string, secret: string, options?: CallOptions): Promise<string>;
}

export function bookingCalls({ ask, askText, repeat, newKey }: Caller): BookingCalls {
  const askBooking = (call: Call) => ask<BookingView>(["uid", "status", "start"], call);
  const pathOf = (uid: string) => `/bookings/${encodeURIComponent(uid)}`;
  return {
    createBooking: (body, { signal, idempotencyKey = newKey() } = {}) =>
      repeat(() => askBooking({ path: "/bookings", body, idempotencyKey, signal }), signal),
    getBooking: (uid, secret, options) => askBooking({ path: pathOf(uid), secret, ...options }),
    reschedule: (uid, secret, body, options) =>
      askBooking({ path: `${pathOf(uid)}/reschedule`, body, secret, ...options }),
    cancel: (uid, secret, body, options) =>
      askBooking({ path: `${pathOf(uid)}/cancel`, body: body ?? {}, secret, ...options }),
    changeGuests: (uid, secret, body, options) =>
      askBooking({ path: `${pathOf(uid)}/guests`, body, secret, ...options }),
    getSeries: (uid, secret, options) =>
      ask<SeriesAnswer>(["bookings"], { path: `${pathOf(uid)}/series`, secret, ...options }),
    cancelSeries: (uid, secret, body, options) =>
      ask<SeriesAnswer>(["bookings"], { path: `${pathOf(uid)}/series/cancel`, body, secret, ...options }),
    getCalendarFile: (uid, secret, options) =>
      askText("BEGIN:VCALENDAR", { path: `${pathOf(uid)}/calendar.ics`, secret, ...options }),
  };
}
