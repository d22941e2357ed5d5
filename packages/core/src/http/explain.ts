import { z } from "zod";
import type { LimitPeriod } from "../slots/slot-query.ts";
import { type SlotReasonCode, slotReasonCodes } from "../slots/slot-reason.ts";
import { instantSchema, lineSchema } from "../validation/primitives.ts";
import { type SlotSource, slotSourceSchema } from "./slots.ts";

/** Query of `GET /explain` (operators): either `start` or `date`. */
export interface ExplainQuery {
  eventType: string;
  /** RFC 3339 instant. */
  start?: string | undefined;
  /** Local date of the event type's zone, `YYYY-MM-DD`. */
  date?: string | undefined;
  /** Minutes, as text. */
  duration?: string | undefined;
}

/** Schema of {@link ExplainQuery}. */
export const explainQuerySchema: z.ZodType<ExplainQuery> = z
  .strictObject({
    eventType: lineSchema(100).min(1),
    start: instantSchema.optional(),
    date: z.string().max(10).optional(),
    duration: z
      .string()
      .regex(/^[1-9][0-9]{0,3}$/, { error: "must be a whole number of minutes, such as 30" })
      .optional(),
  })
  .refine(({ start, date }) => (start === undefined) !== (date === undefined), {
    error: "must be given, or date in its place, not both",
    path: ["start"],
  });

/** A span of time, RFC 3339. */
export interface SpanView {
  start: string;
  end: string;
}

/** One thing that stands against a start. The code is stable; the details depend on it. */
export interface ReasonView {
  code: SlotReasonCode;
  /** Of `time_off`, `busy`, `held`, `buffer`, `calendar_unavailable`. */
  interval?: SpanView | undefined;
  /** The calendar in which the interval was read. */
  source?: string | undefined;
  /** Of `buffer`: which padding overlaps, and its length. */
  side?: "before" | "after" | undefined;
  bufferMinutes?: number | undefined;
  /** Of `outside_hours`: when the host is inside its windows on that date. */
  hours?: readonly SpanView[] | undefined;
  /** Of `not_a_start`. */
  nearestStarts?: readonly string[] | undefined;
  /** Of `min_notice`. */
  firstStart?: string | undefined;
  /** Of `dst_gap`. */
  clockChangesAt?: string | undefined;
  /** Of `not_enough_hosts`. */
  freeHostIds?: readonly string[] | undefined;
  /** Of `limit_reached`. */
  limitId?: string | undefined;
  period?: LimitPeriod | undefined;
  usedCount?: number | undefined;
  usedMinutes?: number | undefined;
  maxCount?: number | undefined;
  maxMinutes?: number | undefined;
}

/** One start, and everything that stands against it. */
export interface StartExplanationView extends SpanView {
  /** True exactly when there is no reason. */
  bookable: boolean;
  reasons: readonly ReasonView[];
  hosts: readonly { id: string; reasons: readonly ReasonView[] }[];
}

/** Answer of `GET /explain`; times with the offset of the event type's zone. */
export interface ExplainAnswer {
  timeZone: string;
  /** The oldest moment any source speaks for, RFC 3339. */
  asOf: string;
  sources: readonly SlotSource[];
  /** What stands against a whole date. */
  reasons: readonly ReasonView[];
  starts: readonly StartExplanationView[];
}

const spanSchema = z.object({ start: z.string(), end: z.string() });

const reasonSchema: z.ZodType<ReasonView> = z.object({
  code: z.enum(slotReasonCodes),
  interval: spanSchema.optional(),
  source: z.string().optional(),
  side: z.enum(["before", "after"]).optional(),
  bufferMinutes: z.number().optional(),
  hours: z.array(spanSchema).readonly().optional(),
  nearestStarts: z.array(z.string()).readonly().optional(),
  firstStart: z.string().optional(),
  clockChangesAt: z.string().optional(),
  freeHostIds: z.array(z.string()).readonly().optional(),
  limitId: z.string().optional(),
  period: z.enum(["day", "week", "month", "year"]).optional(),
  usedCount: z.number().optional(),
  usedMinutes: z.number().optional(),
  maxCount: z.number().optional(),
  maxMinutes: z.number().optional(),
});

/** Schema of {@link ExplainAnswer}. */
export const explainAnswerSchema: z.ZodType<ExplainAnswer> = z.object({
  timeZone: z.string(),
  asOf: z.string(),
  sources: z.array(slotSourceSchema).readonly(),
  reasons: z.array(reasonSchema).readonly(),
  starts: z
    .array(
      z.object({
        start: z.string(),
        end: z.string(),
        bookable: z.boolean(),
        reasons: z.array(reasonSchema).readonly(),
        hosts: z.array(z.object({ id: z.string(), reasons: z.array(reasonSchema).readonly() })).readonly(),
      }),
    )
    .readonly(),
});
