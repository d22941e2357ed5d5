import type { Clock } from "../ports/clock.ts";

/** Wakes one listener. A ring that nobody heard is heard by the next who listens. */
export interface Bell {
  ring(): void;
  /** Resolves when it rings, when the time is over or when the signal aborts; never rejects. */
  heard(within: { ms: number; signal?: AbortSignal | undefined }): Promise<void>;
}

export function createBell(clock: Clock): Bell {
  let rung = false;
  let wake = () => {};
  return {
    ring() {
      rung = true;
      wake();
    },
    async heard({ ms, signal }) {
      const listening = new AbortController();
      wake = () => listening.abort();
      if (rung || signal?.aborted) wake();
      signal?.addEventListener("abort", wake, { once: true });
      await clock.sleep(ms, listening.signal).catch(() => undefined);
      signal?.removeEventListener("abort", wake);
      wake = () => {};
      rung = false;
    },
  };
}
