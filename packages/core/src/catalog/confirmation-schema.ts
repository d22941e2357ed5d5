import { z } from "zod";
import type { EventType } from "../ports/catalog.ts";

/** Whether bookings wait for somebody's word. */
export interface ConfirmationOptions {
  /** Bookings wait for an operator. Default: false. */
  requiresConfirmation?: boolean | undefined;
}

/** Fields of {@link ConfirmationOptions}. */
export const confirmationShape = {
  requiresConfirmation: z.boolean({ error: "must be true or false" }).optional(),
};

export function resolveConfirmation({ requiresConfirmation }: ConfirmationOptions) {
  return { requiresConfirmation: requiresConfirmation ?? false } satisfies Partial<EventType>;
}
