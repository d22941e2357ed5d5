import { z } from "zod";
import { instantSchema, lineSchema, textSchema, versionSchema } from "../validation/primitives.ts";

const reasonSchema = textSchema(1000);

/** Body of `POST /bookings/{uid}/reschedule`. */
export interface RescheduleBody {
  start: string;
  /** The hold that is used up. One that has ended does no harm while the time is still free. */
  reservationUid?: string | undefined;
  reason?: string | undefined;
  /** Refuses the move when the booking has changed since. */
  version?: number | undefined;
  /** Moves although a rule about the person stands against it; operators only. */
  ignorePersonRules?: boolean | undefined;
}

/** Schema of {@link RescheduleBody}. */
export const rescheduleBodySchema: z.ZodType<RescheduleBody> = z.strictObject({
  start: instantSchema,
  reservationUid: lineSchema(64).optional(),
  reason: reasonSchema.optional(),
  version: versionSchema.optional(),
  ignorePersonRules: z.boolean({ error: "must be true or false" }).optional(),
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
