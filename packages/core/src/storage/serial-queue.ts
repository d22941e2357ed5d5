import { BookingError } from "../errors.ts";
import type { Clock } from "../ports/clock.ts";

/** Runs one task at a time, in the order of arrival. */
export interface SerialQueue {
  /** @throws {BookingError} `busy` when the task's turn did not come in time. */
  run<T>(task: () => Promise<T>): Promise<T>;
}

/** Creates a queue whose tasks wait at most `deadlineMs` for their turn. */
export function createSerialQueue({ clock, deadlineMs }: { clock: Clock; deadlineMs: number }): SerialQueue {
  const waiting: (() => void)[] = [];
  let occupied = false;

  const waitForTurn = () =>
    new Promise<void>((resolve, reject) => {
      const impatience = new AbortController();
      const turn = () => {
        impatience.abort();
        resolve();
      };
      const giveUp = () => {
        if (impatience.signal.aborted) return;
        waiting.splice(waiting.indexOf(turn), 1);
        reject(new BookingError("busy", `Other transactions held the storage for ${deadlineMs} ms. Repeat the call.`));
      };
      waiting.push(turn);
      clock.sleep(deadlineMs, impatience.signal).then(giveUp, giveUp);
    });

  return {
    async run(task) {
      if (occupied) await waitForTurn();
      occupied = true;
      try {
        return await task();
      } finally {
        const next = waiting.shift();
        if (next) next();
        else occupied = false;
      }
    },
  };
}
