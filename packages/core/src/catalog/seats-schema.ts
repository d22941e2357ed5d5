import { z } from "zod";
import type { EventType } from "../ports/catalog.ts";

/** Most seats of one slot. */
const mostSeats = 1000;

/** Whether several bookings share a slot. */
export interface SeatsOptions {
  /** Seats of every slot. Default: a slot is one booking's alone. */
  seats?:
    | {
        capacity: number;
        /** Tell visitors how many seats are left. Default: true. */
        showRemaining?: boolean | undefined;
        /** Every guest takes a seat of their own, beside the attendee's. Default: false. */
        guestsTakeSeats?: boolean | undefined;
        /** Those who have a seat may see each other in the calendar event. Default: false. */
        showAttendees?: boolean | undefined;
      }
    | undefined;
}

const flag = z.boolean({ error: "must be true or false" }).optional();

/** Fields of {@link SeatsOptions}. */
export const seatsShape = {
  seats: z
    .strictObject({
      capacity: z
        .int({ error: "must be a whole number of seats" })
        .min(1, { error: "must be at least 1" })
        .max(mostSeats, { error: `must be at most ${mostSeats}` }),
      showRemaining: flag,
      guestsTakeSeats: flag,
      showAttendees: flag,
    })
    .optional(),
};

export function resolveSeats({ seats }: SeatsOptions) {
  if (seats === undefined) return { seats: null } satisfies Partial<EventType>;
  const { capacity, showRemaining = true, guestsTakeSeats = false, showAttendees = false } = seats;
  return { seats: { capacity, showRemaining, guestsTakeSeats, showAttendees } } satisfies Partial<EventType>;
}
