import { z } from "zod";
import { versionSchema } from "./primitives.ts";

/** Body of `POST /bookings/{uid}/no-show`: `true` records, `false` takes back, what is left out stays as it was. */
export interface NoShowBody {
  host?: boolean | undefined;
  attendee?: boolean | undefined;
  /** Refuses the change when the booking has changed since. */
  version?: number | undefined;
}

const trueOrFalse = z.boolean({ error: "must be true or false" });

/** Schema of {@link NoShowBody}. */
export const noShowBodySchema: z.ZodType<NoShowBody> = z
  .strictObject({
    host: trueOrFalse.optional(),
    attendee: trueOrFalse.optional(),
    version: versionSchema.optional(),
  })
  .refine(({ host, attendee }) => host !== undefined || attendee !== undefined, {
    error: "must be given, or host, or both",
    path: ["attendee"],
  });
