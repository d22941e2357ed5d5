import { z } from "zod";

/** How often in how long the other side may be asked. */
export interface RequestLimit {
  /** In any window of time, however it begins. */
  requests: number;
  perMs: number;
}

/** What one integration takes, by all processes together. */
export interface QuotaOptions {
  /** By one credential, such as Google's quota per user. Default: no limit. */
  perCredential?: RequestLimit | undefined;
  /** By all credentials together, such as Google's quota per project. Default: no limit. */
  perProvider?: RequestLimit | undefined;
  /** Calls under way at once, in each process. Default: 30. */
  maxConcurrent?: number | undefined;
  /** Calls that wait for one of those places. Default: 300. */
  maxQueued?: number | undefined;
}

/** The quotas of every integration. */
export interface QuotasOptions {
  calendar?: QuotaOptions | undefined;
  crm?: QuotaOptions | undefined;
  mail?: QuotaOptions | undefined;
}

const count = z.int({ error: "must be a whole number" }).min(1, { error: "must be at least 1" });

const requestLimitSchema = z.strictObject({
  requests: count,
  perMs: z.int({ error: "must be a number of milliseconds" }).min(100, { error: "must be at least 100" }),
});

const quotaSchema = z.strictObject({
  perCredential: requestLimitSchema.optional(),
  perProvider: requestLimitSchema.optional(),
  maxConcurrent: z
    .int({ error: "must be a whole number" })
    .min(3, { error: "must be at least 3: a third is kept for those who wait" })
    .optional(),
  maxQueued: z.int({ error: "must be a whole number" }).min(0, { error: "must be at least 0" }).optional(),
});

/** Schema of {@link QuotasOptions}. */
export const quotasSchema: z.ZodType<QuotasOptions> = z.strictObject({
  calendar: quotaSchema.optional(),
  crm: quotaSchema.optional(),
  mail: quotaSchema.optional(),
});
