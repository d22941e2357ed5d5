import type { CallOptions } from "./integration-health.ts";

/** What the host's own systems can be told of. New ones may be added; receivers pass over those they do not know. */
export const webhookEventTypes = [
  "booking.created",
  "booking.pending",
  "booking.confirmed",
  "booking.rejected",
  "booking.rescheduled",
  "booking.updated",
  "booking.cancelled",
  "booking.no_show",
  "booking.completed",
  "booking.reminder",
  "reservation.created",
  "reservation.expired",
  "sync.failed",
  "sync.recovered",
  "calendar.disconnected",
] as const;

/** See {@link webhookEventTypes}. */
export type WebhookEventType = (typeof webhookEventTypes)[number];

/** Why an endpoint gets nothing: an operator said so, it failed for days, or it answered 410. */
export type WebhookDisabledReason = "operator" | "failing" | "gone";

/** An address of the host's own that events are posted to. Its secrets are derived, never stored. */
export interface WebhookEndpoint {
  clientId: string;
  /** `we_…`. */
  id: string;
  url: string;
  description: string | null;
  /** What it wants to hear of; null for everything, what will be added included. */
  eventTypes: readonly WebhookEventType[] | null;
  /** Null while it is enabled. */
  disabledReason: WebhookDisabledReason | null;
  /** Generation of its secret; raised by a rotation. */
  generation: number;
  /** Until when the secret of the generation before signs too; null when it no longer does. */
  previousSecretUntil: number | null;
  /** Failed attempts since the last success, of any delivery. */
  failures: number;
  /** When the first of them was. */
  failingSince: number | null;
  /** Nothing is sent before; epoch milliseconds. */
  notBefore: number;
  /** How many deliveries may be under way at once: few while it fails. */
  lanes: number;
  /** Grows with every change by an operator. */
  version: number;
  createdAt: number;
  updatedAt: number;
}

/** One event on its way to one endpoint, and afterwards the record of it. */
export interface WebhookDelivery {
  clientId: string;
  /** Derived from endpoint and event: the `webhook-id` of every attempt, by which receivers tell repeats. */
  id: string;
  endpointId: string;
  type: WebhookEventType;
  /** Uid of the booking, session or reservation, or id of the calendar. */
  subject: string;
  /** Orders the events of one subject: a later one waits until the earlier have arrived or were given up. */
  sequence: number;
  /** The body as it is sent, byte for byte. */
  body: string;
  occurredAt: number;
  state: "pending" | "delivered" | "failed";
  /** Failed attempts. */
  attempt: number;
  notBefore: number;
  /** Of no use afterwards, so it is not sent any more; null for ever. */
  expiresAt: number | null;
  /** From when its age counts. */
  wantedAt: number;
  leaseOwner: string | null;
  leaseUntil: number | null;
  /** Of the last attempt: its HTTP status if there was an answer, and what went wrong. */
  status: number | null;
  error: string | null;
  settledAt: number | null;
}

/** Which deliveries to list; the newest event first, of equal ones the greater id first. */
export interface WebhookDeliveryFilter {
  endpointId?: string | undefined;
  state?: WebhookDelivery["state"] | undefined;
  type?: WebhookEventType | undefined;
  subject?: string | undefined;
  /** Occurred at or after. */
  from?: number | undefined;
  limit: number;
  /** The `[occurredAt, id]` of the last row of the previous page. */
  after?: readonly [occurredAt: number, id: string] | undefined;
}

export interface WebhookRepository {
  /** All of a client, oldest first. */
  endpoints(): Promise<readonly WebhookEndpoint[]>;
  findEndpoint(id: string): Promise<WebhookEndpoint | null>;
  deliveries(filter: WebhookDeliveryFilter): Promise<readonly WebhookDelivery[]>;
  findDelivery(id: string): Promise<WebhookDelivery | null>;
}

export interface WebhookWrites extends WebhookRepository {
  /** Inserts or replaces by id. */
  saveEndpoint(endpoint: WebhookEndpoint): Promise<void>;
  /** With all its deliveries. */
  removeEndpoint(id: string): Promise<void>;
  /** Inserts those whose id is not there yet; an event is recorded once. */
  record(deliveries: readonly WebhookDelivery[]): Promise<void>;
  /** Replaces by id; one that is gone stays gone. */
  updateDelivery(delivery: WebhookDelivery): Promise<void>;
  /** Removes what waits of one subject and type, since it will not happen. */
  withdraw(subject: string, type: WebhookEventType): Promise<void>;
  /** Makes everything of an endpoint that waits after a failure due at `now`. */
  wake(endpointId: string, now: number): Promise<void>;
}

/** The storage's part in delivering, over all clients. */
export interface WebhookOutbox {
  /**
   * Leases deliveries that are due: of enabled endpoints that are not kept back, at most `lanes` per endpoint at once, and
   * none of a subject of which an earlier event waits for the same endpoint. The longest due come first.
   */
  leaseWebhooks(request: { owner: string; leaseMs: number; limit: number }): Promise<readonly WebhookDelivery[]>;
  /** The earliest instant at which a delivery may be due, or null when nothing waits. */
  nextWebhookAt(): Promise<number | null>;
}

/** One attempt. */
export interface WebhookRequest {
  url: string;
  /** `webhook-id`. */
  id: string;
  /** When this attempt is made, epoch milliseconds. */
  sentAt: number;
  body: string;
  /** `whsec_…` each, the current one first. */
  secrets: readonly string[];
}

/** Posts signed events. Failures are thrown as `IntegrationError`, with the answer's `status` where there was one. */
export interface WebhookSender {
  /** Shown to operators: `webhooks`. */
  readonly name: string;
  /** @returns What is wrong with an address and what would be right; null when events may be posted there. */
  urlProblem(url: string): string | null;
  /** @returns The status of the answer, 200 to 299. */
  send(request: WebhookRequest, options?: CallOptions): Promise<number>;
}
