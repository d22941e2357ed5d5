import { type ClientScope, defaultClientId } from "../client-scope.ts";
import type { SlotKitContext } from "../context.ts";
import { extendReservation, type ReservationRequest, releaseReservation } from "./change-reservation.ts";
import type { RepeatableRequest } from "./idempotency-key.ts";
import { verifyReservationSecret } from "./reservation-secret.ts";
import { type HeldReservation, type ReserveRequest, reserve } from "./reserve.ts";

/** What can be done with holds. */
export interface ReservationOperations {
  /**
   * Holds a slot for some minutes, for a booking with its `reservationUid`.
   *
   * @throws {BookingError} as a booking of the slot, and `rate_limited` when too much is held.
   */
  reserve(request: ReserveRequest): Promise<HeldReservation>;
  /** At most twice. @throws {BookingError} `forbidden`, `reservation_expired`, `limit_reached` the third time. */
  extendReservation(request: ReservationRequest & RepeatableRequest): Promise<HeldReservation>;
  /** @throws {BookingError} `forbidden`. */
  releaseReservation(request: ReservationRequest): Promise<void>;
  /** Does this secret belong to that hold, whether it still lives or not? Takes the same time for every wrong secret. */
  verifyReservationSecret(uid: string, secret: string, scope?: ClientScope): Promise<boolean>;
}

export function reservationOperations(context: SlotKitContext): ReservationOperations {
  return {
    reserve: (request) => reserve(context, request),
    extendReservation: (request) => extendReservation(context, request),
    releaseReservation: (request) => releaseReservation(context, request),
    verifyReservationSecret: (uid, secret, { clientId = defaultClientId } = {}) =>
      verifyReservationSecret(context, clientId, uid, secret),
  };
}
