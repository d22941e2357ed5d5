import { z } from "zod";
import type { EventType, EventTypeHost } from "../ports/catalog.ts";
import { timeZoneSchema } from "../validation/primitives.ts";
import { minutesSchema } from "./minutes-schema.ts";

/** When an event type takes place, and how its starts are found. */
export interface TimingOptions {
  /** One duration, or several of which the first is the default. */
  durationMinutes: number | readonly number[];
  /** Distance between candidate starts. Default: the duration. */
  intervalMinutes?: number | undefined;
  /** Default: 0. */
  bufferBeforeMinutes?: number | undefined;
  /** Default: 0. */
  bufferAfterMinutes?: number | undefined;
  /** Shortest time from now to a start. Default: 0. */
  minimumNoticeMinutes?: number | undefined;
  /** Furthest local day offered, counted from today. Default: 60. */
  bookingWindowDays?: number | undefined;
  /** Default: `grid`. */
  align?: "grid" | "pack" | undefined;
  /** Default: the zone of the first host's first schedule. */
  timeZone?: string | undefined;
}

const duration = minutesSchema(1, 1440);

/** Fields of {@link TimingOptions}. */
export const timingShape = {
  durationMinutes: z.union([duration, z.array(duration).min(1).max(20).readonly()], {
    error: "must be a whole number of minutes from 1 to 1440, or a list of them",
  }),
  intervalMinutes: minutesSchema(1, 1440).optional(),
  bufferBeforeMinutes: minutesSchema(0, 1440).optional(),
  bufferAfterMinutes: minutesSchema(0, 1440).optional(),
  minimumNoticeMinutes: minutesSchema(0, 525_600).optional(),
  bookingWindowDays: z
    .int({ error: "must be a whole number of days" })
    .min(0, { error: "must be at least 0" })
    .max(730, { error: "must be at most 730" })
    .optional(),
  align: z.enum(["grid", "pack"], { error: 'must be "grid" or "pack"' }).optional(),
  timeZone: timeZoneSchema.optional(),
};

export function resolveTiming(options: TimingOptions, hosts: readonly EventTypeHost[]) {
  return {
    durationsMinutes: typeof options.durationMinutes === "number" ? [options.durationMinutes] : options.durationMinutes,
    intervalMinutes: options.intervalMinutes ?? null,
    bufferBeforeMinutes: options.bufferBeforeMinutes ?? 0,
    bufferAfterMinutes: options.bufferAfterMinutes ?? 0,
    minimumNoticeMinutes: options.minimumNoticeMinutes ?? 0,
    bookingWindowDays: options.bookingWindowDays ?? 60,
    align: options.align ?? "grid",
    timeZone: options.timeZone ?? hosts[0]?.schedules[0]?.timeZone ?? "UTC",
  } satisfies Partial<EventType>;
}
