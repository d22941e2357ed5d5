import type { SlotKitContext } from "../context.ts";
import type { Effect, Integration } from "../outbox/effect.ts";
import type { LeasedRow } from "../ports/effect-leases.ts";

/** An effect that this process is telling. */
export interface HeldEffect {
  readonly effect: Effect;
  /** Aborts when somebody else has taken the effect over. */
  readonly lost: AbortSignal;
}

/** The leases that one lane of deliveries holds. They are renewed for as long as there are any. */
export interface HeldLeases {
  readonly size: number;
  /** How many each client has; clients without one are left out. */
  countByClient(): ReadonlyMap<string, number>;
  hold(effect: Effect): HeldEffect;
  release(held: HeldEffect): void;
  /** Renews now if that is overdue, so that no claim takes over what this very process holds. Rejects as the storage does. */
  renewIfLate(): Promise<void>;
}

/** After a failure to renew, in milliseconds. */
const renewAgainMs = 1_000;

export function createHeldLeases(
  { storage, clock, logger, delivery: { leaseMs } }: SlotKitContext,
  integration: Integration,
): HeldLeases {
  /** Three chances within a lease. */
  const renewEveryMs = leaseMs / 3;
  const leases = new Map<HeldEffect, AbortController>();
  /** Every lease held was good for its whole length at this time. */
  let renewedMs = Number.NEGATIVE_INFINITY;
  let stopBeating: AbortController | null = null;

  async function renew(): Promise<void> {
    const owners = new Set<string>();
    for (const { effect } of leases.keys()) if (effect.leaseOwner !== null) owners.add(effect.leaseOwner);
    const asked = [...leases];
    const nowMs = clock.monotonicMs();
    const kept = new Set((await storage.renewLeases({ owners: [...owners], leaseMs })).map(keyOf));
    renewedMs = nowMs;
    for (const [{ effect }, lost] of asked) {
      if (!kept.has(keyOf(effect))) lost.abort(new Error("Another worker has taken the effect over."));
    }
  }

  async function beat(stopped: AbortSignal): Promise<void> {
    let waitMs = renewEveryMs;
    while (!stopped.aborted) {
      await clock.sleep(waitMs, stopped).catch(() => undefined);
      if (stopped.aborted) return;
      waitMs = await renew().then(
        () => renewEveryMs,
        (error: unknown) => {
          const reason = error instanceof Error ? error.message : String(error);
          logger.warn("Leases could not be renewed; trying again.", { integration, held: leases.size, reason });
          return renewAgainMs;
        },
      );
    }
  }

  return {
    get size() {
      return leases.size;
    },
    countByClient() {
      const counts = new Map<string, number>();
      for (const { effect } of leases.keys()) counts.set(effect.clientId, (counts.get(effect.clientId) ?? 0) + 1);
      return counts;
    },
    hold(effect) {
      const lost = new AbortController();
      const held = { effect, lost: lost.signal };
      if (leases.size === 0) renewedMs = clock.monotonicMs();
      leases.set(held, lost);
      if (!stopBeating) {
        stopBeating = new AbortController();
        void beat(stopBeating.signal);
      }
      return held;
    },
    release(held) {
      leases.delete(held);
      if (leases.size > 0) return;
      stopBeating?.abort();
      stopBeating = null;
    },
    async renewIfLate() {
      if (leases.size > 0 && clock.monotonicMs() - renewedMs > renewEveryMs) await renew();
    },
  };
}

function keyOf({ clientId, id }: LeasedRow): string {
  return JSON.stringify([clientId, id]);
}
