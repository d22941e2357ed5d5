import { BookingError, type Clock, type Random } from "@slotkit/core";

/** How long to wait for others who use the database, and with what. */
export interface Patience {
  clock: Clock;
  random: Random;
  deadlineMs: number;
}

/** The refusal of work that could not begin in time. */
export function tooBusy(deadlineMs: number, cause?: unknown): BookingError {
  const message = `Other writers held the database for ${deadlineMs} ms. Repeat the call.`;
  return new BookingError("busy", message, { retryAfterSeconds: 1, cause });
}
