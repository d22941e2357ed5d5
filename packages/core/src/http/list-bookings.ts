import { z } from "zod";
import type { BookingStatus } from "../bookings/booking.ts";
import { instantSchema, lineSchema } from "../validation/primitives.ts";
import { type BookingView, bookingViewSchema } from "./booking-view.ts";

/** Query of `GET /bookings` (operators). */
export interface ListBookingsQuery {
  status?: BookingStatus | undefined;
  eventType?: string | undefined;
  seriesUid?: string | undefined;
  /** RFC 3339; starts at or after. */
  from?: string | undefined;
  /** RFC 3339; starts before. */
  until?: string | undefined;
  /** 1 to 200, as text; 50 when left out. */
  limit?: string | undefined;
  /** `nextCursor` of the previous page. */
  cursor?: string | undefined;
}

/** Schema of {@link ListBookingsQuery}. */
export const listBookingsQuerySchema: z.ZodType<ListBookingsQuery> = z.strictObject({
  status: z.enum(["pending", "confirmed", "rejected", "cancelled", "completed"]).optional(),
  eventType: lineSchema(100).min(1).optional(),
  seriesUid: lineSchema(100).min(1).optional(),
  from: instantSchema.optional(),
  until: instantSchema.optional(),
  limit: z
    .string()
    .regex(/^(?:[1-9][0-9]?|1[0-9][0-9]|200)$/, { error: "must be a whole number from 1 to 200" })
    .optional(),
  cursor: lineSchema(200).optional(),
});

/** Answer of `GET /bookings`; newest start first. */
export interface ListBookingsAnswer {
  bookings: readonly BookingView[];
  nextCursor: string | null;
}

/** Schema of {@link ListBookingsAnswer}. */
export const listBookingsAnswerSchema: z.ZodType<ListBookingsAnswer> = z.object({
  bookings: z.array(bookingViewSchema).readonly(),
  nextCursor: z.string().nullable(),
});
