import { isDeadlineExceeded } from "./with-deadline.ts";

/**
 * Waits for work only until the caller leaves. The work itself has to listen to the signal; one that is deaf runs on, and
 * its answer is dropped. When a deadline aborts, the work is still waited for: whoever set the deadline frees the caller,
 * and may give the work a moment to hand over what it has.
 */
export async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let leave = () => {};
  const left = new Promise<never>((_, reject) => {
    leave = () => {
      if (!isDeadlineExceeded(signal.reason)) reject(signal.reason);
    };
    if (signal.aborted) leave();
  });
  signal.addEventListener("abort", leave, { once: true });
  try {
    return await Promise.race([work, left]);
  } finally {
    signal.removeEventListener("abort", leave);
  }
}
