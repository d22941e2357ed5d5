import { isApiError } from "./api-error.ts";

/** Attempts in all, the first included. */
const maxAttempts = 3;
const firstDelayMs = 400;

export interface RepeatOptions {
  signal?: AbortSignal | undefined;
  random: () => number;
  wait: (delayMs: number, signal?: AbortSignal) => Promise<void>;
}

/**
 * Runs an idempotent call again, at most twice, when its outcome is unknown: no answer came, or an earlier attempt with
 * the same key is still running. A refusal is final. Delays are drawn from [0, 400 ms · 2ⁿ) ("full jitter"), so clients
 * that failed together do not return together.
 */
export async function repeat<T>(attempt: () => Promise<T>, { signal, random, wait }: RepeatOptions): Promise<T> {
  for (let attempts = 1; ; attempts++) {
    try {
      return await attempt();
    } catch (error) {
      if (attempts === maxAttempts || !isUnknownOutcome(error)) throw error;
      await wait(random() * firstDelayMs * 2 ** (attempts - 1), signal);
    }
  }
}

function isUnknownOutcome(error: unknown): boolean {
  if (!isApiError(error)) return false;
  return error.kind === "network" || (error.kind === "problem" && error.code === "idempotency_in_progress");
}

/** Waits; an abort ends it at once with the signal's reason. */
export function wait(delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const timer = setTimeout(resolve, delayMs);
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    signal?.addEventListener("abort", stop, { once: true });
  });
}
