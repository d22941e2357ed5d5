import { z } from "zod";
import { type BookingErrorCode, bookingErrorCodes } from "../errors.ts";

/** HTTP status of every error code. */
export const statusOfCode: Readonly<Record<BookingErrorCode, number>> = {
  malformed: 400,
  idempotency_key_missing: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  slot_unavailable: 409,
  no_available_host: 409,
  seats_full: 409,
  reservation_expired: 409,
  limit_reached: 409,
  min_notice: 409,
  outside_booking_window: 409,
  too_late: 409,
  invalid_transition: 409,
  version_conflict: 409,
  idempotency_in_progress: 409,
  gone: 410,
  payload_too_large: 413,
  unsupported_media_type: 415,
  validation_failed: 422,
  idempotency_conflict: 422,
  rate_limited: 429,
  frequency_limit: 429,
  internal: 500,
  calendar_auth: 502,
  crm_auth: 502,
  busy: 503,
  calendar_unavailable: 503,
  crm_unavailable: 503,
};

/** One refused field of a request. */
export interface ProblemField {
  /** Dotted path: `attendee.email`; the parameter's name in a query. */
  field: string;
  message: string;
  /** The refused value as JSON, where it is neither personal nor secret. */
  received?: string | undefined;
}

/** The body of every answer that is not a success (RFC 9457, `application/problem+json`). */
export interface Problem {
  /** `about:blank`: the `code` says what happened. */
  type: string;
  title: string;
  status: number;
  /** Stable and closed; what programs branch on. */
  code: BookingErrorCode;
  detail: string;
  errors?: readonly ProblemField[] | undefined;
  /** On a conflict: free times near the refused one, RFC 3339. */
  alternatives?: readonly { start: string; end: string }[] | undefined;
}

/** Schema of {@link Problem}. */
export const problemSchema: z.ZodType<Problem> = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(bookingErrorCodes),
  detail: z.string(),
  errors: z
    .array(z.object({ field: z.string(), message: z.string(), received: z.string().optional() }))
    .readonly()
    .optional(),
  alternatives: z
    .array(z.object({ start: z.string(), end: z.string() }))
    .readonly()
    .optional(),
});
