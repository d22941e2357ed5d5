import type { Clock } from "../ports/clock.ts";
import type { Logger } from "../ports/logger.ts";
import type { QuotaShare, QuotaShareRepository } from "../ports/quota-shares.ts";
import { fairShare } from "./fair-share.ts";
import { createPermitBook, type Permits, type RateLimit, without } from "./permits.ts";
import { withDeadline } from "./with-deadline.ts";

/** Longest wait for the storage. */
const deadlineMs = 250;
/** A part of a limit is asked for anew this often while calls go out. */
const renewMs = 1_000;
/** A part is used for so long without asking again. */
const useMs = 5_000;
/** No call takes longer, wherever it was let out; so long may the other side not have counted it. */
const longestCallMs = 30_000;
/** A process takes at least this part of a limit, so that it need not ask for each call. */
const smallestPart = 1 / 20;

export interface SharedPermitsOptions extends RateLimit {
  /** Of the limit, alike in all processes. */
  name: string;
  shares: QuotaShareRepository;
  /** A name for this process. */
  owner(): string;
  clock: Clock;
  logger: Logger;
}

/**
 * The permits of several processes. Each has a part of the limit that it uses as if it were alone; the parts never add up to more.
 * It asks for a larger part when it needs one, shrinks to its fair share when there is not enough for all, and gives
 * back what it does not use, so that the storage is asked about once a second and not for each call.
 *
 * While the storage does not answer, a process goes on with the part it had last, or after some seconds with a twentieth of the limit.
 */
export function sharedPermits(options: SharedPermitsOptions): Permits {
  const { name, limit, windowMs, shares, owner, clock, logger } = options;
  const { taken, nextFreeMs, begin, ended, unused } = createPermitBook(windowMs, clock);
  const askEveryMs = Math.min(renewMs, Math.max(100, windowMs / 10));
  let part = 0;
  let usableUntilMs = Number.NEGATIVE_INFINITY;
  let askedMs = Number.NEGATIVE_INFINITY;
  /** When the storage first gave no answer, of late. */
  let silentSinceMs = Number.POSITIVE_INFINITY;
  /** When the claim under way is given up for lost. */
  let claimingUntilMs = Number.NEGATIVE_INFINITY;
  let wantedByOthers = 0;
  /** There is less than is useful: asking again at once would not help. */
  let contended = false;
  /** What this process may take of what is wanted by all. */
  let fair = Number.POSITIVE_INFINITY;

  /** One claim at a time, or an old one that took long could come after a new one. */
  async function claim(wanted: number, atMost: number): Promise<QuotaShare | null> {
    askedMs = clock.monotonicMs();
    if (askedMs < claimingUntilMs) return null;
    const holdMs = useMs + longestCallMs + windowMs;
    claimingUntilMs = askedMs + holdMs;
    // What is given up is not used from here on, whether it is known to have been given up or not.
    part = Math.min(part, atMost);
    const work = () =>
      shares.claim({ name, owner: owner(), limit, wanted, atMost, holdMs }).finally(() => {
        claimingUntilMs = Number.NEGATIVE_INFINITY;
      });
    try {
      return await withDeadline(work, { deadlineMs, clock });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const message = "A quota could not be divided among the processes; this one goes on with its part.";
      logger.warn(message, { name, reason });
      return null;
    }
  }

  async function ask(wanted: number): Promise<void> {
    const begunMs = clock.monotonicMs();
    const needed = taken() + wanted;
    // Twice of what is needed, so that the next call need not ask; but not what others have asked for.
    const useful = Math.min(limit, Math.max(2 * needed, Math.ceil(limit * smallestPart)));
    const wished = Math.min(useful, fair, Math.max(needed, limit - wantedByOthers));
    // What is taken cannot be given up before its window is over, but nothing is taken anew beyond the fair part.
    const atMost = Math.max(taken(), wished);
    const share = await claim(needed, atMost);
    if (share) {
      part = share.granted;
      contended = part < useful;
      wantedByOthers = share.wantedByOthers.reduce((sum, others) => sum + others, 0);
      fair = fairShare(limit, needed, share.wantedByOthers);
      usableUntilMs = begunMs + useMs;
      silentSinceMs = Number.POSITIVE_INFINITY;
    } else {
      silentSinceMs = Math.min(silentSinceMs, begunMs);
      contended = true;
      // Slow is not silent: others may have all of the limit, and have no room for one more.
      if (clock.monotonicMs() < Math.max(usableUntilMs, silentSinceMs + useMs)) return;
      part = Math.max(part, Math.ceil(limit * smallestPart));
      usableUntilMs = clock.monotonicMs() + renewMs;
    }
  }

  return {
    async take(wanted, keepFree = 0) {
      const nowMs = clock.monotonicMs();
      const room = () => without(keepFree, Math.min(part, fair)) - taken();
      const sinceMs = nowMs - askedMs;
      // A part that is too small grows at once; where there is no more to be had, others may leave something soon.
      const canGrow = !contended && part < limit && room() < wanted;
      const isDue = canGrow || sinceMs >= (room() < wanted ? askEveryMs : renewMs);
      if (isDue || (nowMs >= usableUntilMs && sinceMs >= askEveryMs)) await ask(wanted);
      const granted = clock.monotonicMs() < usableUntilMs ? Math.max(0, Math.min(wanted, room())) : 0;
      begin(granted);
      const askAgainMs = askedMs + askEveryMs - clock.monotonicMs();
      return { granted, waitMs: Math.min(nextFreeMs(), Math.max(1, askAgainMs)) };
    },
    ended,
    unused,
    async giveBack() {
      const needed = taken();
      if (part === 0 || needed >= part || clock.monotonicMs() >= usableUntilMs) return;
      const share = await claim(needed, needed);
      if (share) part = share.granted;
      if (share && needed === 0) usableUntilMs = Number.NEGATIVE_INFINITY;
    },
  };
}
