import { z } from "zod";
import { type EventType, type Frequency, frequencies } from "../ports/catalog.ts";

/** Whether one request may book a whole series. */
export interface RecurringOptions {
  recurring?:
    | {
        /** Bookings of one series at most, 2 to 100. */
        maxCount: number;
        /** Default: all of them. */
        frequencies?: readonly Frequency[] | undefined;
      }
    | undefined;
}

/** Fields of {@link RecurringOptions}. */
export const recurringShape = {
  recurring: z
    .strictObject({
      maxCount: z
        .int({ error: "must be a whole number" })
        .min(2, { error: "must be at least 2" })
        .max(100, { error: "must be at most 100" }),
      frequencies: z
        .array(z.enum(frequencies, { error: `must be one of: ${frequencies.join(", ")}` }))
        .min(1, { error: "must name at least one" })
        .readonly()
        .optional(),
    })
    .optional(),
};

export function resolveRecurring({ recurring }: RecurringOptions) {
  return {
    recurring: recurring ? { maxCount: recurring.maxCount, frequencies: recurring.frequencies ?? frequencies } : null,
  } satisfies Partial<EventType>;
}
