import { z } from "zod";
import type { EventType } from "../ports/catalog.ts";

/** Further people whom an attendee may bring. */
export interface GuestsOptions {
  guests?:
    | {
        /** Default: true. */
        allowed?: boolean | undefined;
        /** At most 100. Default: 20. */
        max?: number | undefined;
      }
    | undefined;
}

/** Fields of {@link GuestsOptions}. */
export const guestsShape = {
  guests: z
    .strictObject({
      allowed: z.boolean({ error: "must be true or false" }).optional(),
      max: z
        .int({ error: "must be a whole number" })
        .min(1, { error: "must be at least 1; use allowed: false for none" })
        .max(100, { error: "must be at most 100" })
        .optional(),
    })
    .optional(),
};

export function resolveGuests({ guests: { allowed = true, max = 20 } = {} }: GuestsOptions) {
  return { guests: { allowed, max } } satisfies Partial<EventType>;
}
