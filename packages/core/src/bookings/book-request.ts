import { z } from "zod";
import type { ClientScope } from "../client-scope.ts";
import { createBookingBodySchema } from "../http/create-booking.ts";
import type { FilledForm } from "../ports/bot-defence.ts";
import { formatInstantUtc, isInstant } from "../time/instant.ts";
import { parseRequest } from "../validation/parse-request.ts";
import type { Answer } from "./booking.ts";
import type { RepeatableRequest } from "./idempotency-key.ts";
import type { Recurrence } from "./occurrences.ts";

/** Input of a booking; validated like the HTTP body, so a host may pass on what it received. */
export interface BookRequest extends ClientScope, RepeatableRequest {
  eventType: string;
  /** Epoch milliseconds of an offered start. */
  start: number;
  durationMinutes?: number | undefined;
  attendee: {
    name: string;
    email: string;
    timeZone?: string | undefined;
    phone?: string | undefined;
    company?: string | undefined;
    language?: string | undefined;
  };
  guests?: readonly string[] | undefined;
  answers?: Readonly<Record<string, Answer>> | undefined;
  notes?: string | undefined;
  /** Books a whole series or nothing, where the event type offers it; `start` is that of the first booking. */
  recurrence?: Recurrence | undefined;
  metadata?: Readonly<Record<string, string>> | undefined;
  /** Books although a rule about the person stands against it; for operators. Default: false. */
  ignorePersonRules?: boolean | undefined;
  /** The hold that is used up: its time is free for this booking, and the hosts it has fixed are taken. */
  reservationUid?: string | undefined;
  /** As it came from a page; who takes bookings from strangers asks {@link BotOperations.admitBooking} about it. */
  form?: FilledForm | undefined;
  /**
   * Asked before the booking is attempted, and not for a repeat that gets the answer of the first run; what it throws
   * refuses the booking.
   */
  admit?: (() => Promise<void>) | undefined;
  signal?: AbortSignal | undefined;
}

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
  const { clientId: _clientId, idempotencyKey: _key, admit: _admit, signal: _signal, start, ...body } = request;
  parseRequest(z.object({ start: instantMsSchema }), { start });
  parseRequest(createBookingBodySchema, { ...body, start: formatInstantUtc(start) });
}
