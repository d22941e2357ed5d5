/** Every code a caller can meet, over HTTP or in process. The set is closed: adding one is a change of the interface. */
export const bookingErrorCodes = [
  "malformed",
  "idempotency_key_missing",
  "unauthorized",
  "forbidden",
  "not_found",
  "method_not_allowed",
  "gone",
  "slot_unavailable",
  "no_available_host",
  "seats_full",
  "reservation_expired",
  "limit_reached",
  "min_notice",
  "outside_booking_window",
  "too_late",
  "invalid_transition",
  "version_conflict",
  "idempotency_in_progress",
  "payload_too_large",
  "unsupported_media_type",
  "validation_failed",
  "idempotency_conflict",
  "rate_limited",
  "frequency_limit",
  "internal",
  "calendar_auth",
  "crm_auth",
  "busy",
  "calendar_unavailable",
  "crm_unavailable",
] as const;

/** See {@link bookingErrorCodes}. */
export type BookingErrorCode = (typeof bookingErrorCodes)[number];

/** One field that was refused. */
export interface FieldError {
  /** Dotted path from the root of the input: `attendee.email`, `hosts.0.id`. */
  field: string;
  /** What is wrong and what would be right, in one sentence. */
  message: string;
  /** The refused value as JSON, shortened; left out where it may be personal or secret. */
  received?: string | undefined;
}

/** A free time that could be booked in place of a refused one; instants in epoch milliseconds. */
export interface Alternative {
  start: number;
  end: number;
}

/** What an error may carry besides its code. */
export interface BookingErrorDetails {
  errors?: readonly FieldError[] | undefined;
  alternatives?: readonly Alternative[] | undefined;
  /** Seconds after which a repeat can succeed. */
  retryAfterSeconds?: number | undefined;
  cause?: unknown;
}

const brand = Symbol.for("slotkit.BookingError");

/** Codes whose cause passes by itself: the same call may succeed later. */
const retryable: ReadonlySet<BookingErrorCode> = new Set([
  "idempotency_in_progress",
  "rate_limited",
  "busy",
  "calendar_unavailable",
  "crm_unavailable",
]);

/** The one error that leaves core on purpose. Recognise it with {@link isBookingError}, which works across copies of the package. */
export class BookingError extends Error {
  readonly [brand] = true;
  readonly code: BookingErrorCode;
  readonly errors: readonly FieldError[];
  readonly alternatives: readonly Alternative[] | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: BookingErrorCode, message: string, details: BookingErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = "BookingError";
    this.code = code;
    this.errors = details.errors ?? [];
    this.alternatives = details.alternatives;
    this.retryAfterSeconds = details.retryAfterSeconds;
  }

  /** True when the same call may succeed later without any change. */
  get retryable(): boolean {
    return retryable.has(this.code);
  }
}

/** Is this an error that SlotKit raised on purpose? */
export function isBookingError(error: unknown): error is BookingError {
  return typeof error === "object" && error !== null && (error as { [brand]?: unknown })[brand] === true;
}

/** A `validation_failed` error for one field. */
export function invalidField(field: string, message: string, received?: string): BookingError {
  return new BookingError("validation_failed", `${field}: ${message}`, { errors: [{ field, message, received }] });
}
