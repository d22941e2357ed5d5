import { z } from "zod";
import type { EventType } from "../ports/catalog.ts";
import { minutesSchema } from "./minutes-schema.ts";

/** What attendees may do to their booking, and until when; operators pass by. */
export interface ChangePolicyOptions {
  /** Default: true. */
  allowed?: boolean | undefined;
  /** Shortest time from now to the booking's start, as elapsed time. Default: 0, until the start. */
  minimumNoticeMinutes?: number | undefined;
  /** Default: false. */
  reasonRequired?: boolean | undefined;
}

/** How attendees may move their booking. */
export interface ReschedulePolicyOptions extends ChangePolicyOptions {
  /** How often at most. Default: without limit. */
  maxCount?: number | undefined;
}

/** How bookings may be changed by whoever made them. */
export interface PoliciesOptions {
  policies?: { cancel?: ChangePolicyOptions | undefined; reschedule?: ReschedulePolicyOptions | undefined } | undefined;
}

const truth = z.boolean({ error: "must be true or false" }).optional();
const change = {
  allowed: truth,
  minimumNoticeMinutes: minutesSchema(0, 525_600).optional(),
  reasonRequired: truth,
};

/** Fields of {@link PoliciesOptions}. */
export const policiesShape = {
  policies: z
    .strictObject({
      cancel: z.strictObject(change).optional(),
      reschedule: z
        .strictObject({
          ...change,
          maxCount: z
            .int({ error: "must be a whole number" })
            .min(1, { error: "must be at least 1; use allowed: false for none" })
            .optional(),
        })
        .optional(),
    })
    .optional(),
};

export function resolvePolicies({ policies: { cancel = {}, reschedule = {} } = {} }: PoliciesOptions) {
  return {
    policies: {
      cancel: resolveChange(cancel),
      reschedule: { ...resolveChange(reschedule), maxCount: reschedule.maxCount ?? null },
    },
  } satisfies Partial<EventType>;
}

function resolveChange({ allowed = true, minimumNoticeMinutes = 0, reasonRequired = false }: ChangePolicyOptions) {
  return { allowed, minimumNoticeMinutes, reasonRequired };
}
