import { type Patience, tooBusy } from "../patience.ts";
import { isBusy } from "./sqlite-errors.ts";

const longestPauseMs = 50;

/**
 * Repeats an attempt while another connection holds the file. Between attempts this process goes on with other work;
 * the pauses double and are jittered over their whole length, so that rivals spread out.
 *
 * @throws {BookingError} `busy` once the deadline has passed.
 */
export async function waitWhileBusy<T>(attempt: () => T, { clock, random, deadlineMs }: Patience): Promise<T> {
  const giveUpAtMs = clock.monotonicMs() + deadlineMs;
  for (let pauseMs = 1; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    try {
      return attempt();
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (clock.monotonicMs() >= giveUpAtMs) throw tooBusy(deadlineMs, error);
      await clock.sleep(random.float() * pauseMs);
    }
  }
}
