import { type ClientScope, defaultClientId } from "../client-scope.ts";
import type { SlotKitContext } from "../context.ts";
import type { BookingDetails } from "./booking-details.ts";
import { complete } from "./change.ts";
import { type ChangeGuestsRequest, changeGuests } from "./change-guests.ts";
import type { ChangeRequest } from "./change-request.ts";
import { type ClosingReport, closeEnded } from "./close-ended.ts";
import { markNoShow, type NoShowRequest } from "./no-show.ts";
import { type ReassignRequest, reassign } from "./reassign.ts";
import { type RecheckReport, type RecheckRequest, recheckTimeZones } from "./recheck-time-zones.ts";
import { type CancelSeriesRequest, cancelSeries, listSeries } from "./series.ts";

/** What happens to bookings between their making and their end. */
export interface LifecycleOperations {
  /** Says that a confirmed booking took place. @throws {BookingError} `not_found`, `invalid_transition`, `version_conflict`. */
  complete(request: ChangeRequest): Promise<BookingDetails>;
  /** Records who did not come. @throws {BookingError} `not_found`, `invalid_transition`, `version_conflict`, `validation_failed`. */
  markNoShow(request: NoShowRequest): Promise<BookingDetails>;
  /**
   * Gives a booking to another host, at the same time.
   *
   * @throws {BookingError} `not_found`, `invalid_transition`, `too_late`, `version_conflict`, `validation_failed` for a host
   * who is none, and as {@link BookingOperations.book} where the new one is not free.
   */
  reassign(request: ReassignRequest): Promise<BookingDetails>;
  /**
   * Adds and removes guests.
   *
   * @throws {BookingError} `not_found`, `forbidden`, `invalid_transition`, `too_late`, `version_conflict`, and
   * `validation_failed` with `add.<index>` or `remove.<index>`.
   */
  changeGuests(request: ChangeGuestsRequest): Promise<BookingDetails>;
  /** The bookings of the series to which one belongs, in their order. @throws {BookingError} `not_found`. */
  listSeries(uid: string, scope?: ClientScope): Promise<readonly BookingDetails[]>;
  /**
   * Cancels the named booking and those after it, or the whole series; answers with those that were cancelled. Any current
   * manage secret of the series will do: all of its bookings have one attendee.
   *
   * @throws {BookingError} as {@link BookingOperations.cancel}, and `validation_failed` for a booking without a series.
   */
  cancelSeries(request: CancelSeriesRequest): Promise<readonly BookingDetails[]>;
  /**
   * Brings every booking to come, of all clients, to the instant that its agreed wall time is under the present rules of its
   * zone. To be run when the time zone database was updated; repeats change nothing. See `docs/when-clock-rules-change.md`.
   */
  recheckTimeZones(request?: RecheckRequest): Promise<RecheckReport>;
  /**
   * Completes confirmed bookings that have ended and rejects pending ones that nobody answered before they began, over
   * all clients. The background worker does the same twice a minute. Safe to run in several processes at once.
   */
  closeEnded(options?: { signal?: AbortSignal }): Promise<ClosingReport>;
}

export function lifecycleOperations(context: SlotKitContext): LifecycleOperations {
  return {
    complete: (request) => complete(context, request),
    markNoShow: (request) => markNoShow(context, request),
    reassign: (request) => reassign(context, request),
    changeGuests: (request) => changeGuests(context, request),
    listSeries: (uid, { clientId = defaultClientId } = {}) => listSeries(context, clientId, uid),
    cancelSeries: (request) => cancelSeries(context, request),
    recheckTimeZones: (request = {}) => recheckTimeZones(context, request),
    closeEnded: ({ signal } = {}) => closeEnded(context, signal),
  };
}
