import { type Patience, tooBusy } from "./patience.ts";

/** Lets one user of a connection through at a time, in the order of arrival. */
export interface Turnstile {
  /** @throws {BookingError} `busy` when the turn did not come in time. */
  enter(): Promise<void>;
  leave(): void;
}

export function createTurnstile({ clock, deadlineMs }: Patience): Turnstile {
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
        reject(tooBusy(deadlineMs));
      };
      waiting.push(turn);
      clock.sleep(deadlineMs, impatience.signal).then(giveUp, giveUp);
    });

  return {
    async enter() {
      if (occupied) await waitForTurn();
      occupied = true;
    },
    leave() {
      const next = waiting.shift();
      if (next) next();
      else occupied = false;
    },
  };
}
