import { z } from "zod";
import type { ClientScope } from "../client-scope.ts";
import { cancelBodySchema } from "../http/change-booking.ts";
import { parseRequest } from "../validation/parse-request.ts";
import { lineSchema } from "../validation/primitives.ts";
import { instantMsSchema } from "./book-request.ts";
import type { RepeatableRequest } from "./idempotency-key.ts";

/** By what right a change is asked for. */
export interface ChangeAuthority {
  /**
   * The manage secret of whoever asks, checked at the moment of the change: of several changes that come with one secret
   * none succeeds after the move that ends it. Left out, the caller has made sure by other means that the change is allowed.
   */
  manageSecret?: string | undefined;
}

/** Input of a move. */
export interface RescheduleRequest extends ClientScope, ChangeAuthority, RepeatableRequest {
  uid: string;
  start: number;
  /** The hold that is used up: its time is free for this booking. */
  reservationUid?: string | undefined;
  reason?: string | undefined;
  /** Refuses the move when the booking has changed since. */
  version?: number | undefined;
  /** Moves although a rule about the person stands against it; for operators. Default: false. */
  ignorePersonRules?: boolean | undefined;
  signal?: AbortSignal | undefined;
}

/** Input of a cancellation, confirmation or refusal. */
export interface ChangeRequest extends ClientScope, ChangeAuthority, RepeatableRequest {
  uid: string;
  reason?: string | undefined;
  version?: number | undefined;
}

const moveSchema = z.object({
  start: instantMsSchema,
  reservationUid: lineSchema(64).optional(),
  ignorePersonRules: z.boolean({ error: "must be true or false" }).optional(),
});

/** Checks what a caller says of a change. @throws {BookingError} `validation_failed` with one entry per field. */
export function checkChangeRequest(request: ChangeRequest | RescheduleRequest): void {
  const { reason, version } = request;
  parseRequest(cancelBodySchema, { reason, version });
  if ("start" in request) parseRequest(moveSchema, request);
}
