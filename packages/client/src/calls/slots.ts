import type { AvailableSlotsAnswer, AvailableSlotsQuery, SlotsAnswer, SlotsQuery } from "@slotkit/core/http";
import type { Caller, CallOptions } from "./caller.ts";

/** Calls about bookable times. */
export interface SlotCalls {
  /** @param options.secret - Belongs to `query.rescheduleUid`, or else to `query.reservationUid`. */
  getSlots(query: SlotsQuery, options?: CallOptions & { secret?: string | undefined }): Promise<SlotsAnswer>;
  getAvailableSlots(query: AvailableSlotsQuery, options?: CallOptions): Promise<AvailableSlotsAnswer>;
}

export function slotCalls({ ask }: Caller): SlotCalls {
  return {
    getSlots: (query, options) => ask<SlotsAnswer>(["slots", "timeZone"], { path: "/slots", query, ...options }),
    getAvailableSlots: (query, options) =>
      ask<AvailableSlotsAnswer>(["slots", "timeZone"], { path: "/bookings/available-slots", query, ...options }),
  };
}
