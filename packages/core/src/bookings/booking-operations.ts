import { type ClientScope, defaultClientId } from "../client-scope.ts";
import type { SlotKitContext } from "../context.ts";
import { book } from "./book.ts";
import type { BookRequest } from "./book-request.ts";
import { type BookingDetails, type CurrentBooking, getBooking, type ManagedBooking } from "./booking-details.ts";
import { cancel, confirm, decline } from "./change.ts";
import type { ChangeRequest, RescheduleRequest } from "./change-request.ts";
import { type BookingCountRequest, getBookingCountForEmail } from "./get-booking-count.ts";
import { type ListBookingsRequest, listBookings } from "./list-bookings.ts";
import { reschedule } from "./reschedule.ts";
import { verifyManageSecret } from "./verify-manage-secret.ts";

/** What can be done with bookings. */
export interface BookingOperations {
  /**
   * @throws {BookingError} `not_found`, `validation_failed`, `slot_unavailable` (with alternatives), `min_notice`,
   * `outside_booking_window`, `calendar_unavailable`, `idempotency_conflict`, `idempotency_in_progress`, `busy`.
   */
  book(request: BookRequest): Promise<ManagedBooking>;
  /** @throws {BookingError} `not_found`. */
  getBooking(uid: string, scope?: ClientScope): Promise<CurrentBooking>;
  listBookings(request: ListBookingsRequest): Promise<readonly BookingDetails[]>;
  /** @throws {BookingError} as {@link BookingOperations.book}, and `forbidden`, `invalid_transition`, `version_conflict`. */
  reschedule(request: RescheduleRequest): Promise<ManagedBooking>;
  /** @throws {BookingError} `not_found`, `forbidden`, `invalid_transition`, `version_conflict`. */
  cancel(request: ChangeRequest): Promise<BookingDetails>;
  /** Accepts a pending booking. @throws {BookingError} `not_found`, `forbidden`, `invalid_transition`, `version_conflict`. */
  confirm(request: ChangeRequest): Promise<BookingDetails>;
  /** Refuses a pending booking. @throws {BookingError} `not_found`, `forbidden`, `invalid_transition`, `version_conflict`. */
  decline(request: ChangeRequest): Promise<BookingDetails>;
  /** How many bookings a person has made; one read of an index. For the host's own use: it tells a person's history. */
  getBookingCountForEmail(email: string, request?: BookingCountRequest): Promise<number>;
  /** Does this secret manage that booking now? Takes the same time for every wrong secret. */
  verifyManageSecret(uid: string, secret: string, scope?: ClientScope): Promise<boolean>;
}

export function bookingOperations(context: SlotKitContext): BookingOperations {
  return {
    book: (request) => book(context, request),
    getBooking: (uid, { clientId = defaultClientId } = {}) => getBooking(context, clientId, uid),
    listBookings: (request) => listBookings(context, request),
    reschedule: (request) => reschedule(context, request),
    cancel: (request) => cancel(context, request),
    confirm: (request) => confirm(context, request),
    decline: (request) => decline(context, request),
    getBookingCountForEmail: (email, request) => getBookingCountForEmail(context, email, request),
    verifyManageSecret: (uid, secret, { clientId = defaultClientId } = {}) =>
      verifyManageSecret(context, clientId, uid, secret),
  };
}
