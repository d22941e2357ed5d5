import { z } from "zod";
import type { EventType } from "../ports/catalog.ts";

/** Whether an event type can be booked at all. */
export interface OfferOptions {
  /** False to offer it to nobody new; what is booked can still be moved and cancelled. Default: true. */
  active?: boolean | undefined;
}

/** Fields of {@link OfferOptions}. */
export const offerShape = {
  active: z.boolean({ error: "must be true or false" }).optional(),
};

export function resolveOffer({ active }: OfferOptions) {
  return { active: active ?? true } satisfies Partial<EventType>;
}
