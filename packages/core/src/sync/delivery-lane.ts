import { toBase32Hex } from "../bookings/uid.ts";
import type { SlotKitContext } from "../context.ts";
import type { Integration } from "../outbox/effect.ts";
import { withGrace } from "../resilience/with-grace.ts";
import { attemptEffect } from "./attempt-effect.ts";
import { createBell } from "./bell.ts";
import { createHeldLeases, type HeldEffect } from "./held-leases.ts";
import { settle } from "./settle.ts";
import { shareOut } from "./share-out.ts";

/** What one delivery pass did. */
export interface DeliveryReport {
  delivered: number;
  failed: number;
}

/**
 * The deliveries of one integration. Lanes share nothing, so that an integration which hangs keeps no other waiting; and
 * inside a lane clients take turns, so that neither a backlog nor a hanging credential of one keeps the others waiting.
 */
export interface DeliveryLane {
  /** Delivers until nothing is due. Rejects as the storage does, once what is under way has ended. */
  drain(signal?: AbortSignal): Promise<DeliveryReport>;
  /** Delivers until the signal aborts, come what may. */
  run(signal: AbortSignal): Promise<void>;
  /** Looks at the outbox now rather than later. */
  wake(): void;
}

/** Others write to the outbox too, so a sleeping lane looks again after this long. */
const longestSleepMs = 5_000;
const shortestSleepMs = 20;
/** Deliveries that end one soon after the other make room for one claim together. */
const gatherMs = 20;
/** What is sent but not written down would be sent again, so a process that stops waits this long for what is under way. */
const graceMs = 5_000;
/** After an outage of the storage whoever has outcomes to write goes first. */
const holdersFirstMs = 10_000;

export function createDeliveryLane(context: SlotKitContext, integration: Integration): DeliveryLane {
  const { storage, clock, random, logger, delivery } = context;
  const leases = createHeldLeases(context, integration);
  const bell = createBell(clock);
  const report: DeliveryReport = { delivered: 0, failed: 0 };
  /** The client that had the last turn. */
  let turn = "";
  let spareHeldUntilMs = Number.NEGATIVE_INFINITY;
  /**
   * Clients whose last delivery a breaker refused, with the time at which one of their effects finds out whether the others
   * may follow. Until then those stay as they are: each attempt would only write down that it was none.
   */
  const askAgainMs = new Map<string, number>();
  /** One pass tries everything once. */
  let heedsRefusals = false;
  let defect: { error: unknown } | null = null;

  /** Begins as much as there is room for. @returns Whether more is due than there is room for. */
  async function fill(overdue: AbortSignal, signal: AbortSignal | undefined): Promise<boolean> {
    while (!signal?.aborted) {
      await leases.renewIfLate();
      const held = leases.countByClient();
      const free = delivery.concurrency - leases.size;
      if (free <= 0) return true;
      const takeOver = clock.monotonicMs() >= spareHeldUntilMs;
      const limit = free + held.size;
      const clients = await nextClients(limit, takeOver);
      const shares = shareOut(clients, { free, roomOf: (clientId) => mostOf(clientId) - (held.get(clientId) ?? 0) });
      if (shares.length === 0) return clients.length > 0;
      const owner = toBase32Hex(random.bytes(16));
      const effects = await storage.leaseEffects({ owner, leaseMs: delivery.leaseMs, integration, shares, takeOver });
      // When everybody has had a turn, the round begins anew.
      turn = clients.length < limit && shares.length === clients.length ? "" : (shares.at(-1)?.clientId ?? "");
      for (const { clientId } of effects) if (askAgainMs.has(clientId)) putOff(clientId);
      for (const effect of effects) begin(leases.hold(effect), overdue);
      if (effects.length === 0) return false;
    }
    return false;
  }

  /** How many effects of a client may be under way at once. */
  function mostOf(clientId: string): number {
    const againMs = askAgainMs.get(clientId);
    if (againMs === undefined) return delivery.concurrencyPerClient;
    return clock.monotonicMs() >= againMs ? 1 : 0;
  }

  function putOff(clientId: string): void {
    askAgainMs.set(clientId, clock.monotonicMs() + longestSleepMs);
  }

  /** Clients with something due, those first whose turn is next. */
  async function nextClients(limit: number, takeOver: boolean): Promise<readonly string[]> {
    const after = await storage.dueClients({ integration, after: turn, limit, takeOver });
    if (turn === "" || after.length === limit) return after;
    const fromStart = await storage.dueClients({ integration, after: "", limit, takeOver });
    return [...new Set([...after, ...fromStart])].slice(0, limit);
  }

  function begin(held: HeldEffect, overdue: AbortSignal): void {
    void deliverEffect(held, overdue)
      .catch((error: unknown) => {
        defect = { error };
      })
      .finally(() => {
        leases.release(held);
        bell.ring();
      });
  }

  async function deliverEffect({ effect, lost }: HeldEffect, overdue: AbortSignal): Promise<void> {
    const startedMs = clock.monotonicMs();
    const outcome = await attemptEffect(context, effect, AbortSignal.any([overdue, lost]));
    // A breaker that refuses one will refuse the others too, until a call has gone through.
    const isRefused = outcome.state === "waiting" && outcome.by === "breaker";
    if (isRefused && heedsRefusals) putOff(effect.clientId);
    if (outcome.state === "done") askAgainMs.delete(effect.clientId);
    const settled = await settle(context, effect, outcome, overdue);
    if (outcome.state !== "stopped") {
      const kind = outcome.state === "failed" ? outcome.failure.kind : null;
      const durationMs = clock.monotonicMs() - startedMs;
      const { subject, attempt } = effect;
      context.telemetry.record(`delivery.${outcome.state}`, {
        integration,
        subject: subject.uid,
        attempt,
        kind,
        durationMs,
      });
    }
    if (settled && outcome.state === "waiting") return;
    report[settled && outcome.state === "done" ? "delivered" : "failed"]++;
  }

  /** Gives what is about to end the time to end, so that one claim serves it all. */
  async function gather(signal: AbortSignal | undefined): Promise<void> {
    const endMs = clock.monotonicMs() + gatherMs;
    while (leases.size > 0 && !signal?.aborted) {
      const ms = endMs - clock.monotonicMs();
      if (ms <= 0) return;
      await bell.heard({ ms, signal });
    }
  }

  async function finish(): Promise<void> {
    while (leases.size > 0) await bell.heard({ ms: longestSleepMs });
  }

  /** Begins what is due. @returns How long there is nothing more to do, as far as the outbox tells. */
  async function look(overdue: AbortSignal, signal: AbortSignal): Promise<number> {
    const next = await storage.nextEffectAt(integration);
    const ms = next === null ? longestSleepMs : next - (await storage.now());
    if (ms > 0) return Math.min(ms, longestSleepMs);
    return (await fill(overdue, signal)) ? longestSleepMs : shortestSleepMs;
  }

  async function drainUntil(overdue: AbortSignal, signal: AbortSignal | undefined): Promise<void> {
    try {
      while (!signal?.aborted) {
        await fill(overdue, signal);
        if (leases.size === 0) return;
        await bell.heard({ ms: longestSleepMs, signal });
        await gather(signal);
      }
    } finally {
      await finish();
    }
  }

  async function runUntil(overdue: AbortSignal, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const ms = await look(overdue, signal).catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        logger.error("The outbox could not be worked on; trying again.", { integration, reason });
        spareHeldUntilMs = clock.monotonicMs() + longestSleepMs + holdersFirstMs;
        return longestSleepMs;
      });
      await bell.heard({ ms, signal });
      await gather(signal);
    }
    await finish();
  }

  return {
    async drain(signal) {
      await withGrace((overdue) => drainUntil(overdue, signal), { graceMs, clock, signal });
      if (defect) throw defect.error;
      return report;
    },
    run(signal) {
      heedsRefusals = true;
      return withGrace((overdue) => runUntil(overdue, signal), { graceMs, clock, signal });
    },
    wake: () => bell.ring(),
  };
}
