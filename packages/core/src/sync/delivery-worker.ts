import { closeEnded } from "../bookings/close-ended.ts";
import type { SlotKitContext } from "../context.ts";
import { integrations } from "../outbox/effect.ts";
import { prune, pruneEveryMs } from "../prune.ts";
import { createDeliveryLane, type DeliveryLane } from "./delivery-lane.ts";

/** How often bookings are looked for whose time is over. */
const closeEveryMs = 30_000;

/** How often other processes are given back what this one does not use of a quota. */
const giveBackEveryMs = 5_000;

/** Delivers in the background, and closes what has ended. */
export interface DeliveryWorker {
  /** Looks at the outbox now rather than later. */
  wake(): void;
  start(context: SlotKitContext): void;
  /** Begins nothing new, gives what is under way a few seconds, and resolves when nothing of it runs any more. */
  stop(): Promise<void>;
}

/** A worker that has not been started. */
export function createDeliveryWorker(): DeliveryWorker {
  const stopping = new AbortController();
  const { signal } = stopping;
  let lanes: readonly DeliveryLane[] = [];
  let running: Promise<unknown> | null = null;

  return {
    wake() {
      for (const lane of lanes) lane.wake();
    },
    start(context) {
      if (running !== null) return;
      lanes = integrations.map((integration) => createDeliveryLane(context, integration));
      running = Promise.all([
        ...lanes.map((lane) => lane.run(signal)),
        nowAndThen(context, closeEveryMs, signal, {
          work: () => closeEnded(context, signal),
          trouble: "Bookings whose time is over could not be looked for; trying again.",
        }),
        nowAndThen(context, pruneEveryMs, signal, {
          work: () => prune(context, signal),
          trouble: "What has outlived its use could not be removed; trying again.",
        }),
        nowAndThen(context, giveBackEveryMs, signal, {
          work: () => context.outside.quotas.giveBack(),
          trouble: "What other processes could use of a quota could not be given back; trying again.",
        }),
      ]);
    },
    async stop() {
      stopping.abort(new Error("SlotKit is stopping."));
      await running;
    },
  };
}

/** Does something at once and then every so often; what hinders it is logged. */
async function nowAndThen(
  { clock, logger }: SlotKitContext,
  everyMs: number,
  signal: AbortSignal,
  { work, trouble }: { work: () => Promise<unknown>; trouble: string },
): Promise<void> {
  while (!signal.aborted) {
    await work().catch((error: unknown) => {
      logger.error(trouble, { reason: error instanceof Error ? error.message : String(error) });
    });
    await clock.sleep(everyMs, signal).catch(() => undefined);
  }
}
