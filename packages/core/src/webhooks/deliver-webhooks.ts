import { toBase32Hex } from "../bookings/uid.ts";
import type { SlotKitContext } from "../context.ts";
import { IntegrationError, isIntegrationError } from "../ports/integration-error.ts";
import type { WebhookDelivery, WebhookEndpoint, WebhookSender } from "../ports/webhooks.ts";
import { backoffMs } from "../resilience/backoff.ts";
import { logLate } from "../resilience/log-late.ts";
import { isDeadlineExceeded, withDeadline } from "../resilience/with-deadline.ts";
import { afterAttempt, type WebhookOutcome } from "./after-attempt.ts";
import { signingSecrets } from "./webhook-secret.ts";

/** What one pass did. */
export interface WebhookReport {
  delivered: number;
  failed: number;
}

/** A receiver that needs longer has not understood that it should answer first and work afterwards. */
const attemptDeadlineMs = 15_000;
const leaseMs = 60_000;
const mostInFlight = 50;
/** Together with what a busy storage itself waits, this ends within the lease. */
const maxTries = 5;

/**
 * Delivers events that are due until none is or the signal aborts. A receiver that keeps us waiting keeps no other waiting:
 * as soon as one attempt has ended the next begins.
 *
 * @param overdue - Tells what is under way to stop.
 */
export async function deliverWebhooks(
  context: SlotKitContext,
  { signal, overdue }: { signal?: AbortSignal | undefined; overdue?: AbortSignal | undefined } = {},
): Promise<WebhookReport> {
  const { webhooks, storage, random } = context;
  const report: WebhookReport = { delivered: 0, failed: 0 };
  if (!webhooks) return report;
  const owner = toBase32Hex(random.bytes(16));
  const underWay = new Set<Promise<void>>();
  const begin = (delivery: WebhookDelivery) => {
    const attempt = deliverOne(context, webhooks, delivery, overdue).then((outcome) => {
      underWay.delete(attempt);
      if (outcome === "delivered" || outcome === "failed") report[outcome]++;
    });
    underWay.add(attempt);
  };
  try {
    for (;;) {
      const limit = mostInFlight - underWay.size;
      const leased = signal?.aborted || limit === 0 ? [] : await storage.leaseWebhooks({ owner, leaseMs, limit });
      for (const delivery of leased) begin(delivery);
      if (underWay.size === 0) return report;
      await Promise.race(underWay);
    }
  } finally {
    await Promise.all(underWay);
  }
}

/** Never rejects: what cannot be written down is left to its lease and sent again. */
async function deliverOne(
  context: SlotKitContext,
  sender: WebhookSender,
  leased: WebhookDelivery,
  signal: AbortSignal | undefined,
): Promise<WebhookOutcome["state"] | "left"> {
  try {
    const startedMs = context.clock.monotonicMs();
    const endpoint = await stillWanted(context, leased);
    if (!endpoint) return "left";
    const outcome = await attempt(context, sender, { delivery: leased, endpoint }, signal);
    await settle(context, leased, outcome);
    context.telemetry.record(`webhook.${outcome.state}`, {
      endpoint: endpoint.id,
      type: leased.type,
      attempt: leased.attempt,
      status: outcome.state === "delivered" ? outcome.status : null,
      durationMs: context.clock.monotonicMs() - startedMs,
    });
    return outcome.state;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    context.logger.error("A webhook could not be read; it is sent once its lease has ended.", {
      endpoint: leased.endpointId,
      reason,
    });
    return "left";
  }
}

/** The endpoint, unless the event was withdrawn, or given to another worker, since it was leased. */
async function stillWanted({ storage }: SlotKitContext, leased: WebhookDelivery): Promise<WebhookEndpoint | null> {
  const { webhooks } = storage.forClient(leased.clientId);
  const [present, endpoint] = await Promise.all([
    webhooks.findDelivery(leased.id),
    webhooks.findEndpoint(leased.endpointId),
  ]);
  return present?.leaseOwner === leased.leaseOwner ? endpoint : null;
}

async function attempt(
  context: SlotKitContext,
  sender: WebhookSender,
  { delivery, endpoint }: { delivery: WebhookDelivery; endpoint: WebhookEndpoint },
  signal: AbortSignal | undefined,
): Promise<WebhookOutcome> {
  const { clock, storage } = context;
  const now = await storage.now();
  if (delivery.expiresAt !== null && delivery.expiresAt <= now) return { state: "expired" };
  const request = {
    url: endpoint.url,
    id: delivery.id,
    sentAt: clock.now(),
    body: delivery.body,
    secrets: await signingSecrets(context, endpoint, now),
  };
  try {
    const send = (stop: AbortSignal) => sender.send(request, { signal: stop });
    const onLate = logLate(context.logger, "webhook");
    const status = await withDeadline(send, { deadlineMs: attemptDeadlineMs, clock, signal, onLate });
    return { state: "delivered", status };
  } catch (error) {
    return signal?.aborted ? { state: "stopped" } : { state: "failed", failure: failureOf(error) };
  }
}

function failureOf(error: unknown): IntegrationError {
  if (isIntegrationError(error)) return error;
  const late = isDeadlineExceeded(error);
  const name = error instanceof Error ? error.name : typeof error;
  return new IntegrationError(
    late ? "unknown_outcome" : "transient",
    late ? `No answer within ${attemptDeadlineMs / 1_000} seconds.` : `The sender failed with an untranslated ${name}.`,
    { remedy: "Answer with a 2xx status first and do the work afterwards.", cause: error },
  );
}

/** Writes down how an attempt ended, unless the event was withdrawn meanwhile or its lease lost. Only the writing repeats. */
async function settle(context: SlotKitContext, leased: WebhookDelivery, outcome: WebhookOutcome): Promise<void> {
  const { clock, random, logger, storage } = context;
  const client = storage.forClient(leased.clientId);
  for (let tries = 1; ; tries++) {
    try {
      await client.transaction([{ kind: "webhook", id: leased.endpointId }], async (tx) => {
        const delivery = await tx.webhooks.findDelivery(leased.id);
        const endpoint = await tx.webhooks.findEndpoint(leased.endpointId);
        if (!delivery || !endpoint || delivery.leaseOwner !== leased.leaseOwner) return;
        const now = await tx.now();
        const after = afterAttempt({ delivery, endpoint }, outcome, { now, random });
        await tx.webhooks.updateDelivery(after.delivery);
        await tx.webhooks.saveEndpoint(after.endpoint);
        if (after.recovered) await tx.webhooks.wake(endpoint.id, now);
        if (after.endpoint.disabledReason !== endpoint.disabledReason) giveNotice(context, after.endpoint);
      });
      return;
    } catch (error) {
      if (tries === maxTries) {
        const reason = error instanceof Error ? error.message : String(error);
        logger.error("The end of an attempt at a webhook could not be stored; it will be sent again.", {
          endpoint: leased.endpointId,
          outcome: outcome.state,
          reason,
        });
        return;
      }
      await clock.sleep(backoffMs(tries, { firstMs: 200, maxMs: 2_000 }, random));
    }
  }
}

function giveNotice({ logger, telemetry }: SlotKitContext, { clientId, id, disabledReason }: WebhookEndpoint): void {
  const remedy = "Mend the receiver, enable the endpoint again and replay what it has missed.";
  logger.error("A webhook endpoint was disabled.", { clientId, endpoint: id, reason: disabledReason, remedy });
  telemetry.record("webhook.disabled", { clientId, endpoint: id, reason: disabledReason });
}
