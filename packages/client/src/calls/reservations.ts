import type { ReservationView, ReserveBody } from "@slotkit/core/http";
import type { Caller, CallOptions, RepeatableOptions } from "./caller.ts";

/** Calls about slots that are held while somebody fills in a form. */
export interface ReservationCalls {
  /** Holds a slot; book it with the answer's `reservationUid`. */
  reserve(body: ReserveBody, options?: RepeatableOptions): Promise<ReservationView>;
  /** Lets a hold last its whole time once more; at most twice. */
  extendReservation(reservationUid: string, secret: string, options?: RepeatableOptions): Promise<ReservationView>;
  /** Ends a hold. One that has ended already is no error. */
  releaseReservation(reservationUid: string, secret: string, options?: CallOptions): Promise<void>;
}

export function reservationCalls({ ask, tell }: Caller): ReservationCalls {
  const pathOf = (uid: string) => `/slots/reservations/${encodeURIComponent(uid)}`;
  return {
    reserve: (body, options) =>
      ask<ReservationView>(["reservationUid", "secret"], { path: "/slots/reservations", body, ...options }),
    extendReservation: (uid, secret, options) =>
      ask<ReservationView>(["reservationUid"], { path: pathOf(uid), method: "PATCH", secret, ...options }),
    releaseReservation: (uid, secret, options) => tell({ path: pathOf(uid), method: "DELETE", secret, ...options }),
  };
}
