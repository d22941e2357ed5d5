import { z } from "zod";
import { instantSchema, lineSchema } from "../validation/primitives.ts";

/** Body of `POST /slots/reservations`. */
export interface ReserveBody {
  /** Slug of the event type. */
  eventType: string;
  /** RFC 3339 instant of an offered slot. */
  start: string;
  /** One of the event type's durations; the first when left out. */
  durationMinutes?: number | undefined;
  /** How many seats, where the event type has seats and guests take some; 1 when left out. */
  seats?: number | undefined;
}

/** Schema of {@link ReserveBody}; unknown fields are refused. */
export const reserveBodySchema: z.ZodType<ReserveBody> = z.strictObject({
  eventType: lineSchema(100).min(1),
  start: instantSchema,
  durationMinutes: z.int({ error: "must be a whole number of minutes" }).min(1).max(1440).optional(),
  seats: z.int({ error: "must be a whole number of seats" }).min(1).max(1000).optional(),
});

/** A hold, as the one who has it knows it. */
export interface ReservationView {
  reservationUid: string;
  /** To be sent as `Authorization: Bearer …` to see, extend and release the hold. */
  secret: string;
  /** When it ends unless it is extended, RFC 3339. */
  reservedUntil: string;
  /** How often it can still be extended. */
  extensionsLeft: number;
}

/** Schema of {@link ReservationView}. */
export const reservationViewSchema: z.ZodType<ReservationView> = z.object({
  reservationUid: z.string(),
  secret: z.string(),
  reservedUntil: z.string(),
  extensionsLeft: z.int(),
});
