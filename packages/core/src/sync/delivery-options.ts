import { z } from "zod";

/** How bookings are told to calendars, CRM and people. */
export interface DeliveryOptions {
  /** Deliveries of one integration that one process has under way at once: 1 to 256. Default: 32. */
  concurrency?: number | undefined;
  /** Of these, most of one client, so that others have room beside it: 1 to 256. Default: 8. */
  concurrencyPerClient?: number | undefined;
  /**
   * How long the deliveries of a process that died wait before another takes them over: 5 to 600. Default: 60. A process that
   * lives renews its leases three times as often.
   */
  leaseSeconds?: number | undefined;
}

/** {@link DeliveryOptions} with what was left out filled in. */
export interface DeliveryRules {
  readonly concurrency: number;
  readonly concurrencyPerClient: number;
  readonly leaseMs: number;
}

const count = z
  .int({ error: "must be a whole number of deliveries" })
  .min(1, { error: "must be at least 1" })
  .max(256, { error: "must be at most 256" })
  .optional();

/** Schema of {@link DeliveryOptions}. */
export const deliveryOptionsSchema: z.ZodType<DeliveryOptions> = z.strictObject({
  concurrency: count,
  concurrencyPerClient: count,
  leaseSeconds: z
    .number({ error: "must be a number of seconds" })
    .min(5, { error: "must be at least 5: a busy process must have time to renew" })
    .max(600, { error: "must be at most 600" })
    .optional(),
});

export function resolveDeliveryRules({
  concurrency = 32,
  concurrencyPerClient = 8,
  leaseSeconds = 60,
}: DeliveryOptions): DeliveryRules {
  return { concurrency, concurrencyPerClient, leaseMs: leaseSeconds * 1_000 };
}
