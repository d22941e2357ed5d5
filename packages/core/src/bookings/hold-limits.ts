import { z } from "zod";

/** How long time may be held, and how much of it. */
export interface HoldOptions {
  /** How long a hold lasts, and each extension from the moment it is asked for: 1 to 5. Default: 5. */
  minutes?: number | undefined;
  /** Holds that one sender may have at a time: 1 to 100. Default: 2. */
  maxPerSender?: number | undefined;
  /** Share of a host's day, or of the seats of a day, that may be held at a time: more than 0, to 1. Default: 0.2. */
  maxShareOfDay?: number | undefined;
}

/** {@link HoldOptions} with what was left out filled in. */
export type HoldLimits = Readonly<Required<{ [Name in keyof HoldOptions]: number }>>;

/** How often one hold can be extended. */
export const mostExtensions = 2;

/** Schema of {@link HoldOptions}. */
export const holdOptionsSchema: z.ZodType<HoldOptions> = z.strictObject({
  minutes: z
    .number({ error: "must be a number of minutes" })
    .min(1, { error: "must be at least 1" })
    .max(5, { error: "must be at most 5: longer holds keep others from booking" })
    .optional(),
  maxPerSender: z
    .int({ error: "must be a whole number of holds" })
    .min(1, { error: "must be at least 1" })
    .max(100, { error: "must be at most 100" })
    .optional(),
  maxShareOfDay: z
    .number({ error: "must be a share, such as 0.2" })
    .gt(0, { error: "must be more than 0" })
    .max(1, { error: "must be at most 1" })
    .optional(),
});

export function resolveHoldLimits({ minutes = 5, maxPerSender = 2, maxShareOfDay = 0.2 }: HoldOptions): HoldLimits {
  return { minutes, maxPerSender, maxShareOfDay };
}
