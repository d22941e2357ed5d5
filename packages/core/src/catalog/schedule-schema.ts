import { z } from "zod";
import { compileSchedule } from "../slots/compile-schedule.ts";
import type { Schedule } from "../slots/slot-query.ts";
import { SlotQueryError } from "../slots/slot-query-error.ts";
import { weekdays } from "../time/weekdays.ts";
import { idSchema } from "./id-schema.ts";

/** A named schedule: weekly windows and date overrides, read in one zone. */
export interface ScheduleOptions extends Schedule {
  id: string;
}

const windows = z
  .array(z.strictObject({ start: z.string(), end: z.string() }), { error: "must be a list of windows" })
  .readonly();

/** Fields of {@link ScheduleOptions}. */
export const scheduleShape = {
  id: idSchema,
  timeZone: z.string(),
  effective: z.strictObject({ from: z.string().optional(), until: z.string().optional() }).optional(),
  weekly: z.partialRecord(z.enum(weekdays), windows),
  overrides: z
    .array(z.strictObject({ date: z.string(), windows }))
    .readonly()
    .optional(),
};

/** Schema of {@link ScheduleOptions}. */
export const scheduleSchema: z.ZodType<ScheduleOptions> = z.strictObject(scheduleShape).superRefine(refuseWrongTimes);

/** Refuses times and dates that the slot engine would refuse later, under the field they stand in. */
function refuseWrongTimes(schedule: Schedule, context: z.core.$RefinementCtx): void {
  try {
    compileSchedule(schedule, []);
  } catch (error) {
    if (!(error instanceof SlotQueryError)) throw error;
    context.addIssue({ code: "custom", path: [...error.path], message: error.remedy });
  }
}
