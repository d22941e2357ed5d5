import { z } from "zod";
import { createBookingBodySchema } from "../http/bookings.ts";
import type { BookRequest } from "../slotkit.ts";
import { formatInstantUtc, isInstant } from "../time/instant.ts";
import { parseRequest } from "../validation/parse-request.ts";

const keySchema = z
  .string()
  .regex(/^[\x21-\x7e]{16,255}$/, { error: "must be 16 to 255 visible ASCII characters, such as a UUID" });

/** An instant as programs pass it. */
export const instantMsSchema = z
  .number({ error: "must be epoch milliseconds" })
  .refine(isInstant, { error: "must be whole epoch milliseconds in the years 0000 to 9999" });

/**
 * Checks a booking request with the schema of the HTTP body, so that both ways in refuse the same things.
 *
 * @throws {BookingError} `validation_failed` with one entry per field.
 */
export function checkBookRequest(request: BookRequest): void {
  const { clientId: _clientId, idempotencyKey, signal: _signal, start, ...body } = request;
  parseRequest(z.object({ start: instantMsSchema }), { start });
  parseRequest(createBookingBodySchema, { ...body, start: formatInstantUtc(start) });
  if (idempotencyKey !== undefined) parseRequest(z.object({ idempotencyKey: keySchema }), { idempotencyKey });
}
