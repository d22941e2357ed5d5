import { z } from "zod";
import type { Span } from "../slots/slot-query.ts";
import { parseInstant } from "../time/instant.ts";
import { instantSchema } from "../validation/primitives.ts";

/** Absences of a host. */
export interface TimeOffOptions {
  /** Half-open `[start, end)`, RFC 3339. They block like busy time, buffers kept. Default: none. */
  timeOff?: readonly { start: string; end: string }[] | undefined;
}

/** Fields of {@link TimeOffOptions}. */
export const timeOffShape = {
  timeOff: z
    .array(
      z.strictObject({ start: instantSchema, end: instantSchema }).refine(
        ({ start, end }) => {
          const [from, until] = [start, end].map((text) => instantSchema.safeParse(text).success && parseInstant(text));
          return typeof from !== "number" || typeof until !== "number" || from < until;
        },
        { error: "must lie after start", path: ["end"] },
      ),
    )
    .max(1000, { error: "must have at most 1000 entries" })
    .readonly()
    .optional(),
};

export function resolveTimeOff({ timeOff = [] }: TimeOffOptions): { timeOff: readonly Span[] } {
  return { timeOff: timeOff.map(({ start, end }) => ({ start: parseInstant(start), end: parseInstant(end) })) };
}
