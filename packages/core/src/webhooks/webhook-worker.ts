import type { SlotKitContext } from "../context.ts";
import { withGrace } from "../resilience/with-grace.ts";
import { deliverWebhooks } from "./deliver-webhooks.ts";

/** Other processes record events too, so a sleeping worker looks again after this long. */
const longestSleepMs = 5_000;
/** What is sent but not written down would be sent again, so a process that stops waits this long for what is under way. */
const graceMs = 5_000;

/** Delivers webhooks in the background, apart from everything else: receivers are slow as often as not. */
export interface WebhookWorker {
  /** Looks for events now rather than later. */
  wake(): void;
  start(context: SlotKitContext): void;
  /** Begins nothing new, gives what is under way a few seconds, and resolves when nothing of it runs any more. */
  stop(): Promise<void>;
}

/** A worker that has not been started. */
export function createWebhookWorker(): WebhookWorker {
  const stopping = new AbortController();
  const { signal } = stopping;
  let wakeUp: (() => void) | null = null;
  let woken = false;
  let loop: Promise<void> | null = null;

  async function rest({ storage, clock }: SlotKitContext): Promise<void> {
    const next = await storage.nextWebhookAt();
    const waitMs = next === null ? longestSleepMs : Math.max(0, next - (await storage.now()));
    const resting = new AbortController();
    wakeUp = () => resting.abort();
    if (woken || signal.aborted) resting.abort();
    signal.addEventListener("abort", wakeUp, { once: true });
    await clock.sleep(Math.min(waitMs, longestSleepMs), resting.signal).catch(() => undefined);
    signal.removeEventListener("abort", wakeUp);
    wakeUp = null;
  }

  async function run(context: SlotKitContext): Promise<void> {
    const { clock, logger } = context;
    while (!signal.aborted) {
      woken = false;
      try {
        await withGrace((overdue) => deliverWebhooks(context, { signal, overdue }), { graceMs, clock, signal });
        await rest(context);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        logger.error("Webhooks could not be worked on; trying again.", { reason });
        await clock.sleep(longestSleepMs, signal).catch(() => undefined);
      }
    }
  }

  return {
    wake() {
      woken = true;
      wakeUp?.();
    },
    start(context) {
      if (context.webhooks) loop ??= run(context);
    },
    async stop() {
      stopping.abort(new Error("SlotKit is stopping."));
      await loop;
    },
  };
}
