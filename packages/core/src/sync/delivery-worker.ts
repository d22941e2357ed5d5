import { closeEnded } from "../bookings/close-ended.ts";
import type { SlotKitContext } from "../context.ts";
import { prune, pruneEveryMs } from "../prune.ts";
import { deliver } from "./deliver.ts";

/** Other processes write to the outbox too, so a sleeping worker looks again after this long. */
const longestSleepMs = 5_000;

/** How often bookings are looked for whose time is over. */
const closingIntervalMs = 30_000;

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
  let wakeUp: (() => void) | null = null;
  let woken = false;
  let nextTidyMs = 0;
  let loop: Promise<void> | null = null;

  /** Sleeps until woken, until the next effect is due, or for the longest sleep. */
  async function rest(context: SlotKitContext): Promise<void> {
    const next = await context.storage.nextEffectAt();
    const waitMs = next === null ? longestSleepMs : Math.max(0, next - (await context.storage.now()));
    const resting = new AbortController();
    wakeUp = () => resting.abort();
    if (woken || stopping.signal.aborted) resting.abort();
    stopping.signal.addEventListener("abort", wakeUp, { once: true });
    await context.clock.sleep(Math.min(waitMs, longestSleepMs), resting.signal).catch(() => undefined);
    stopping.signal.removeEventListener("abort", wakeUp);
    wakeUp = null;
  }

  let closeAfterMs = Number.NEGATIVE_INFINITY;

  /** What hinders the closing must not hinder the delivery. */
  async function closeNowAndThen(context: SlotKitContext): Promise<void> {
    const nowMs = context.clock.monotonicMs();
    if (nowMs < closeAfterMs) return;
    closeAfterMs = nowMs + closingIntervalMs;
    await closeEnded(context, stopping.signal).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      context.logger.error("Bookings whose time is over could not be looked for; trying again.", { reason });
    });
  }

  /** Tidies up when it is time for it; what is left over goes the next time. */
  async function tidy(context: SlotKitContext): Promise<void> {
    if (context.clock.monotonicMs() < nextTidyMs) return;
    nextTidyMs = context.clock.monotonicMs() + pruneEveryMs;
    await prune(context, stopping.signal).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      context.logger.error("What has outlived its use could not be removed; trying again.", { reason });
    });
  }

  async function run(context: SlotKitContext): Promise<void> {
    while (!stopping.signal.aborted) {
      woken = false;
      try {
        await closeNowAndThen(context);
        await deliver(context, stopping.signal);
        await tidy(context);
        await rest(context);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        context.logger.error("The outbox could not be worked on; trying again.", { reason });
        await context.clock.sleep(longestSleepMs, stopping.signal).catch(() => undefined);
      }
    }
  }

  return {
    wake() {
      woken = true;
      wakeUp?.();
    },
    start(context) {
      loop ??= run(context);
    },
    async stop() {
      stopping.abort(new Error("SlotKit is stopping."));
      await loop;
    },
  };
}
