import type {
  BookingView,
  CancelBody,
  CancelSeriesBody,
  GuestsBody,
  ListBookingsAnswer,
  ListBookingsQuery,
  NoShowBody,
  ReassignBody,
  RescheduleBody,
  SeriesAnswer,
} from "@slotkit/core/http";
import type { Caller, CallOptions, RepeatableOptions } from "./caller.ts";

/** Calls about bookings, by operators. */
export interface LifecycleCalls {
  /** Newest start first; `seriesUid` lists those of one series. */
  listBookings(query?: ListBookingsQuery, options?: CallOptions): Promise<ListBookingsAnswer>;
  getBooking(uid: string, options?: CallOptions): Promise<BookingView>;
  confirm(uid: string, body?: CancelBody, options?: RepeatableOptions): Promise<BookingView>;
  decline(uid: string, body?: CancelBody, options?: RepeatableOptions): Promise<BookingView>;
  cancel(uid: string, body?: CancelBody, options?: RepeatableOptions): Promise<BookingView>;
  complete(uid: string, body?: CancelBody, options?: RepeatableOptions): Promise<BookingView>;
  reschedule(uid: string, body: RescheduleBody, options?: RepeatableOptions): Promise<BookingView>;
  /** Gives the booking to another host, at the same time. */
  reassign(uid: string, body: ReassignBody, options?: RepeatableOptions): Promise<BookingView>;
  changeGuests(uid: string, body: GuestsBody, options?: RepeatableOptions): Promise<BookingView>;
  /** All bookings of the series to which one belongs, in their order. */
  getSeries(uid: string, options?: CallOptions): Promise<SeriesAnswer>;
  /** Cancels the booking and those after it in its series, or the whole series; answers with those that were cancelled. */
  cancelSeries(uid: string, body: CancelSeriesBody, options?: RepeatableOptions): Promise<SeriesAnswer>;
  /** `true` records who did not come, `false` takes it back. */
  markNoShow(uid: string, body: NoShowBody, options?: RepeatableOptions): Promise<BookingView>;
}

export function lifecycleCalls({ ask }: Caller): LifecycleCalls {
  const pathOf = (uid: string) => `/bookings/${encodeURIComponent(uid)}`;
  const act = (action: string) => (uid: string, body: object | undefined, options: RepeatableOptions | undefined) =>
    ask<BookingView>(["uid", "status", "start"], { path: `${pathOf(uid)}/${action}`, body: body ?? {}, ...options });
  return {
    listBookings: (query, options) =>
      ask<ListBookingsAnswer>(["bookings", "nextCursor"], { path: "/bookings", ...(query && { query }), ...options }),
    getBooking: (uid, options) => ask<BookingView>(["uid", "status", "start"], { path: pathOf(uid), ...options }),
    confirm: (uid, body, options) => act("confirm")(uid, body, options),
    decline: (uid, body, options) => act("decline")(uid, body, options),
    cancel: (uid, body, options) => act("cancel")(uid, body, options),
    complete: (uid, body, options) => act("complete")(uid, body, options),
    reschedule: (uid, body, options) => act("reschedule")(uid, body, options),
    reassign: (uid, body, options) => act("reassign")(uid, body, options),
    changeGuests: (uid, body, options) => act("guests")(uid, body, options),
    getSeries: (uid, options) => ask<SeriesAnswer>(["bookings"], { path: `${pathOf(uid)}/series`, ...options }),
    cancelSeries: (uid, body, options) =>
      ask<SeriesAnswer>(["bookings"], { path: `${pathOf(uid)}/series/cancel`, body, ...options }),
    markNoShow: (uid, body, options) => act("no-show")(uid, body, options),
  };
}
