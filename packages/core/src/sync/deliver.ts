import type { SlotKitContext } from "../context.ts";
import { type Integration, integrations } from "../outbox/effect.ts";
import { createDeliveryLane, type DeliveryReport } from "./delivery-lane.ts";

/** What to deliver. */
export interface DeliverOptions {
  signal?: AbortSignal | undefined;
  /** Default: all. */
  only?: readonly Integration[] | undefined;
}

/**
 * Delivers everything in the outbox that is due, until nothing is due or the signal aborts. Then nothing new is begun;
 * what is under way has a grace to end by itself before it is told to stop. Every integration goes at its own pace.
 */
export async function deliver(
  context: SlotKitContext,
  { signal, only = integrations }: DeliverOptions = {},
): Promise<DeliveryReport> {
  const passes = only.map((integration) => createDeliveryLane(context, integration).drain(signal));
  // Whatever becomes of one, the others are under way and have to be waited for.
  const outcomes = await Promise.allSettled(passes);
  const report = { delivered: 0, failed: 0 };
  for (const outcome of outcomes) {
    if (outcome.status === "rejected") throw outcome.reason;
    report.delivered += outcome.value.delivered;
    report.failed += outcome.value.failed;
  }
  return report;
}
