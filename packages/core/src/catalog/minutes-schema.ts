import { z } from "zod";

/** Whole minutes from `least` to `most`. */
export const minutesSchema = (least: number, most: number) =>
  z
    .int({ error: "must be a whole number of minutes" })
    .min(least, { error: `must be at least ${least}` })
    .max(most, { error: `must be at most ${most}` });
