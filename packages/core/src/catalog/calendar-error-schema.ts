import { z } from "zod";
import type { EventType, OnCalendarError } from "../ports/catalog.ts";
import { minutesSchema } from "./minutes-schema.ts";

/** What happens when an outside calendar cannot be read. */
export interface CalendarErrorOptions {
  /** Default: `stale`. */
  onCalendarError?: OnCalendarError | undefined;
  /** How old a last successful read may be under `stale`. Default: 60. */
  maxStaleMinutes?: number | undefined;
}

/** Fields of {@link CalendarErrorOptions}. */
export const calendarErrorShape = {
  onCalendarError: z.enum(["stale", "withhold", "open"], { error: 'must be "stale", "withhold" or "open"' }).optional(),
  maxStaleMinutes: minutesSchema(0, 10_080).optional(),
};

export function resolveCalendarError({ onCalendarError, maxStaleMinutes }: CalendarErrorOptions) {
  return {
    onCalendarError: onCalendarError ?? "stale",
    maxStaleMinutes: maxStaleMinutes ?? 60,
  } satisfies Partial<EventType>;
}
