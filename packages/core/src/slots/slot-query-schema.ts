import { z } from "zod";
import { parseInstant } from "../time/instant.ts";
import { InvalidTimeError } from "../time/invalid-time-error.ts";
import { weekdays } from "../time/weekdays.ts";
import { compileQuery } from "./compile-query.ts";
import type { SlotQuery } from "./slot-query.ts";
import { SlotQueryError } from "./slot-query-error.ts";

const instant = z.string().transform((text, context) => {
  try {
    return parseInstant(text);
  } catch (error) {
    if (!(error instanceof InvalidTimeError)) throw error;
    context.addIssue({ code: "custom", message: error.message });
    return z.NEVER;
  }
});

const span = { start: instant, end: instant };
const windows = z.array(z.strictObject({ start: z.string(), end: z.string() }));

const schedule = z.strictObject({
  timeZone: z.string(),
  effective: z.strictObject({ from: z.string().optional(), until: z.string().optional() }).optional(),
  weekly: z.partialRecord(z.enum(weekdays), windows),
  overrides: z.array(z.strictObject({ date: z.string(), windows })).optional(),
});

// Not z.union: it would report "invalid input" for the whole schedule instead of the field inside it.
const scheduleOrList = z.unknown().transform((value, context) => {
  const read = Array.isArray(value) ? z.array(schedule).safeParse(value) : schedule.safeParse(value);
  if (read.success) return read.data;
  for (const issue of read.error.issues) context.issues.push({ ...issue, input: value } as z.core.$ZodRawIssue);
  return z.NEVER;
});

const host = z.strictObject({
  id: z.string().min(1),
  fixed: z.boolean().optional(),
  priority: z.number().optional(),
  weight: z.number().optional(),
  lastBookedAt: instant.optional(),
  schedule: scheduleOrList,
  timeOff: z.array(z.strictObject(span)).optional(),
  unknown: z.array(z.strictObject(span)).optional(),
  busy: z
    .array(
      z.strictObject({
        ...span,
        kind: z.enum(["outside", "booking", "hold"]).optional(),
        source: z.string().optional(),
      }),
    )
    .optional(),
});

const limit = z.strictObject({
  id: z.string().min(1),
  period: z.enum(["day", "week", "month", "year"]),
  timeZone: z.string(),
  weekStartsOn: z.enum(weekdays).optional(),
  hostId: z.string().optional(),
  maxCount: z.number().optional(),
  maxMinutes: z.number().optional(),
  used: z.array(z.strictObject({ start: instant, minutes: z.number() })).optional(),
});

/**
 * Reads a slot query from JSON: RFC 3339 instants become epoch milliseconds, everything else keeps its shape.
 *
 * Unknown fields are refused, and so is whatever `findSlots` would refuse, under the same field. Only `now`, `range`,
 * `durationMinutes` and each host's `id` and `schedule` are required.
 */
export const slotQuerySchema = z
  .strictObject({
    now: instant,
    range: z.strictObject(span),
    timeZone: z.string().optional(),
    durationMinutes: z.number(),
    intervalMinutes: z.number().optional(),
    bufferBeforeMinutes: z.number().optional(),
    bufferAfterMinutes: z.number().optional(),
    minimumNoticeMinutes: z.number().optional(),
    bookingWindowDays: z.number().optional(),
    align: z.enum(["grid", "pack"]).optional(),
    assignment: z
      .discriminatedUnion("kind", [
        z.strictObject({ kind: z.literal("single") }),
        z.strictObject({ kind: z.literal("collective") }),
        z.strictObject({ kind: z.literal("roundRobin") }),
        z.strictObject({ kind: z.literal("anyOf"), count: z.number() }),
      ])
      .optional(),
    limits: z.array(limit).optional(),
    capacity: z.number().optional(),
    sessions: z
      .array(
        z.strictObject({
          ...span,
          hostIds: z.array(z.string()).min(1),
          taken: z.number(),
          bufferBeforeMinutes: z.number().optional(),
          bufferAfterMinutes: z.number().optional(),
        }),
      )
      .optional(),
    hosts: z.array(host),
  })
  .superRefine((query: SlotQuery, context) => {
    try {
      compileQuery(query);
    } catch (error) {
      if (!(error instanceof SlotQueryError)) throw error;
      const message = `received ${error.received}; ${error.remedy}`;
      context.addIssue({ code: "custom", path: [...error.path], message });
    }
  });
