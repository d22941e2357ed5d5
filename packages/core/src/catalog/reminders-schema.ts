import { z } from "zod";
import type { EventType } from "../ports/catalog.ts";

/** Who is told of a booking besides attendee and hosts, and who is reminded of it. */
export interface RemindersOptions {
  reminders?:
    | {
        /** How long before the start, at most five: `[1440, 60]`. A time that has passed when somebody books is left out. */
        minutesBefore: readonly number[];
        /** Whether hosts are reminded too. Default: false. */
        hosts?: boolean | undefined;
      }
    | undefined;
  /** Whether guests get mails too. Default: true. */
  notifyGuests?: boolean | undefined;
}

const monthMinutes = 30 * 24 * 60;

/** Fields of {@link RemindersOptions}. */
export const remindersShape = {
  reminders: z
    .strictObject({
      minutesBefore: z
        .array(
          z
            .int({ error: "must be a whole number of minutes" })
            .min(5, { error: "must be at least 5" })
            .max(monthMinutes, { error: `must be at most ${monthMinutes}, which is thirty days` }),
        )
        .min(1, { error: "must name a time; leave reminders out for none" })
        .max(5, { error: "must have at most 5 entries" })
        .refine((minutes) => new Set(minutes).size === minutes.length, { error: "must not name a time twice" })
        .readonly(),
      hosts: z.boolean({ error: "must be true or false" }).optional(),
    })
    .optional(),
  notifyGuests: z.boolean({ error: "must be true or false" }).optional(),
};

export function resolveReminders({ reminders, notifyGuests = true }: RemindersOptions) {
  const { minutesBefore = [], hosts = false } = reminders ?? {};
  return { reminders: { minutesBefore, hosts }, notifyGuests } satisfies Partial<EventType>;
}
