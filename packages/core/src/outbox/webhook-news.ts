import type { SlotKitContext } from "../context.ts";
import type { Transaction } from "../ports/storage.ts";
import type { WebhookDelivery, WebhookEndpoint, WebhookEventType } from "../ports/webhooks.ts";
import { formatInstantUtc } from "../time/instant.ts";

/** Something that has happened, or is to be told of when its time has come. */
export interface WebhookNews {
  type: WebhookEventType;
  /** Uid of the booking, session or reservation, or id of the calendar. */
  subject: string;
  /** Names this event among those of its subject, the same however often it is recorded; letters, digits and `-`. */
  key: string;
  /** See {@link WebhookDelivery.sequence}. */
  sequence: number;
  data: object;
  /** Default: now. */
  at?: number | undefined;
  expiresAt?: number | undefined;
}

/**
 * Writes news into the outbox of the host's own systems, in the transaction in which it happens: one row for every enabled
 * endpoint that wants to hear of it.
 */
export async function recordNews(
  { webhooks }: SlotKitContext,
  tx: Transaction,
  clientId: string,
  news: readonly WebhookNews[],
): Promise<void> {
  if (!webhooks || news.length === 0) return;
  const endpoints = (await tx.webhooks.endpoints()).filter(({ disabledReason }) => disabledReason === null);
  if (endpoints.length === 0) return;
  const now = await tx.now();
  await tx.webhooks.record(
    endpoints.flatMap((endpoint) =>
      news
        .filter(({ type }) => endpoint.eventTypes === null || endpoint.eventTypes.includes(type))
        .map((one) => deliveryOf(clientId, endpoint, one, now)),
    ),
  );
}

function deliveryOf(clientId: string, endpoint: WebhookEndpoint, news: WebhookNews, now: number): WebhookDelivery {
  const { type, subject, key, sequence, data, at = now, expiresAt = null } = news;
  return {
    clientId,
    id: `${endpoint.id}_${subject.replace(/[^A-Za-z0-9_-]/g, "-")}_${key}`,
    endpointId: endpoint.id,
    type,
    subject,
    sequence,
    body: JSON.stringify({ type, timestamp: formatInstantUtc(at), data }),
    occurredAt: at,
    state: "pending",
    attempt: 0,
    notBefore: at,
    expiresAt,
    wantedAt: at,
    leaseOwner: null,
    leaseUntil: null,
    status: null,
    error: null,
    settledAt: null,
  };
}
