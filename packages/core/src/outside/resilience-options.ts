import { z } from "zod";
import { type CircuitBreakerRules, defaultBreakerRules } from "../resilience/breaker-options.ts";
import { type QuotasOptions, quotasSchema } from "./quota-options.ts";

/** How SlotKit behaves when the outside does not answer. What is left out keeps its default. */
export interface ResilienceOptions {
  /** Rules of every breaker, by provider and credential. Defaults: see `defaultBreakerRules`. */
  breaker?: CircuitBreakerRules | undefined;
  /** Reads of outside calendars, for which a visitor waits. */
  calendarReads?: CalendarReadOptions | undefined;
  /** How often and how much at once each integration is asked, by all processes together. */
  quotas?: QuotasOptions | undefined;
}

export interface CalendarReadOptions {
  /** For all attempts together. Default: 2500. */
  deadlineMs?: number | undefined;
  /** The first included. Default: 2. */
  maxAttempts?: number | undefined;
  /** Repeats per read of the last minute, over all visitors. Default: 0.1. */
  retryRatio?: number | undefined;
}

const number = z.number({ error: "must be a number" }).optional();
const breakerNames = Object.keys(defaultBreakerRules) as (keyof typeof defaultBreakerRules)[];

/** Schema of {@link ResilienceOptions}; the ranges are checked where the numbers are used. */
export const resilienceOptionsSchema: z.ZodType<ResilienceOptions> = z.strictObject({
  breaker: z
    .strictObject(Object.fromEntries(breakerNames.map((name) => [name, number])))
    .optional() as unknown as z.ZodType<CircuitBreakerRules | undefined>,
  calendarReads: z
    .strictObject({
      deadlineMs: z
        .number({ error: "must be a number of milliseconds" })
        .min(200, { error: "must be at least 200" })
        .max(20_000, { error: "must be at most 20000" })
        .optional(),
      maxAttempts: number,
      retryRatio: number,
    })
    .optional(),
  quotas: quotasSchema.optional(),
});
