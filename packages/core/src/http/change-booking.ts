import { z } from "zod";
import { instantSchema, textSchema, versionSchema } from "./primitives.ts";

const reasonSchema = textSchema(1000);

/** Body of `POST /bookings/{uid}/reschedule`. */
export interface RescheduleBody {
  start: string;
  reason?: string | undefined;
  /** Refuses the move when the booking has changed since. */
  version?: number | undefined;
}

/** Schema of {@link RescheduleBody}. */
export const rescheduleBodySchema: z.ZodType<RescheduleBody> = z.strictObject({
  start: instantSchema,
  reason: reasonSchema.optional(),
  version: versionSchema.optional(),
});

/** Body of `POST /bookings/{uid}/cancel`, `/confirm`, `/decline` and `/complete`. */
export interface CancelBody {
  reason?: string | undefined;
  /** Refuses the change when the booking has changed since. */
  version?: number | undefined;
}

/** Schema of {@link CancelBody}. */
export const cancelBodySchema: z.ZodType<CancelBody> = z.strictObject({
  reason: reasonSchema.optional(),
  version: versionSchema.optional(),
});
