import { z } from "zod";
import { type BookingAttempt, type BotDefenceMode, botDefenceModes } from "../ports/bot-defence.ts";

/** How bots that book are kept out. */
export interface BotDefenceOptions {
  /** For every event type that does not say otherwise. Default: `optional`. */
  mode?: BotDefenceMode | undefined;
  /** The least time from the sending of a form to its booking: 0 to 60. Default: 3. */
  minimumFillSeconds?: number | undefined;
  /** How long a form can be sent back: 5 minutes to 48 hours. Default: 24 hours. */
  formLifetimeMinutes?: number | undefined;
  /** How many bookings may be asked for with one form, refused ones included: 1 to 1000. Default: 10. */
  attemptsPerForm?: number | undefined;
  /**
   * A check of your own, after the built-in ones have passed: `false` refuses the booking. One that throws or takes longer
   * than 5 seconds is logged and lets the booking pass: the limits still stand, and people would be shut out otherwise.
   */
  verify?: ((attempt: BookingAttempt) => boolean | Promise<boolean>) | undefined;
}

/** {@link BotDefenceOptions} with what was left out filled in. */
export interface BotDefenceRules {
  readonly mode: BotDefenceMode;
  readonly minimumFillSeconds: number;
  readonly formLifetimeMinutes: number;
  readonly attemptsPerForm: number;
  readonly verify: BotDefenceOptions["verify"];
}

const whole = (least: number, most: number, what: string) =>
  z
    .int({ error: `must be a whole number of ${what}` })
    .min(least, { error: `must be at least ${least}` })
    .max(most, { error: `must be at most ${most}` });

/** Schema of {@link BotDefenceOptions}. */
export const botDefenceOptionsSchema: z.ZodType<BotDefenceOptions> = z.strictObject({
  mode: z.enum(botDefenceModes, { error: 'must be "off", "optional" or "required"' }).optional(),
  minimumFillSeconds: whole(0, 60, "seconds").optional(),
  formLifetimeMinutes: whole(5, 2880, "minutes").optional(),
  attemptsPerForm: whole(1, 1000, "bookings").optional(),
  verify: z
    .custom<NonNullable<BotDefenceOptions["verify"]>>((value) => typeof value === "function", {
      error: "must be a function",
    })
    .optional(),
});

export function resolveBotDefence({
  mode = "optional",
  minimumFillSeconds = 3,
  formLifetimeMinutes = 24 * 60,
  attemptsPerForm = 10,
  verify,
}: BotDefenceOptions): BotDefenceRules {
  return { mode, minimumFillSeconds, formLifetimeMinutes, attemptsPerForm, verify };
}
