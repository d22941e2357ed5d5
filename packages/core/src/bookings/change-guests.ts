import type { ClientScope } from "../client-scope.ts";
import type { SlotKitContext } from "../context.ts";
import { guestsBodySchema } from "../http/lifecycle.ts";
import { parseRequest } from "../validation/parse-request.ts";
import type { BookingDetails } from "./booking-details.ts";
import { changeBooking } from "./change.ts";
import type { ChangeAuthority } from "./change-request.ts";
import { changedGuests } from "./check-guests.ts";
import type { RepeatableRequest } from "./idempotency-key.ts";

/** Input of a change of guests: who leaves is removed first, then who joins is added. */
export interface ChangeGuestsRequest extends ClientScope, ChangeAuthority, RepeatableRequest {
  uid: string;
  add?: readonly string[] | undefined;
  remove?: readonly string[] | undefined;
  version?: number | undefined;
}

/** Adds and removes guests. Event, CRM and the guests themselves follow; attendee and hosts learn nothing new. */
export async function changeGuests(context: SlotKitContext, request: ChangeGuestsRequest): Promise<BookingDetails> {
  const { add = [], remove = [], version, manageSecret } = request;
  parseRequest(guestsBodySchema, { add, remove, version });
  return changeBooking(context, request, {
    action: "changeGuests",
    alter: (booking, eventType) => ({
      guests: changedGuests(booking, { add, remove }, manageSecret === undefined ? null : (eventType?.guests ?? null)),
    }),
  });
}
