import {
  formatInstantUtc,
  invalidField,
  type NewWebhookSecret,
  type WebhookDelivery,
  type WebhookEndpoint,
} from "@slotkit/core";
import {
  createWebhookBodySchema,
  listWebhooksAnswerSchema,
  replayWebhooksAnswerSchema,
  replayWebhooksBodySchema,
  rotateWebhookSecretBodySchema,
  updateWebhookBodySchema,
  type WebhookDeliveryView,
  type WebhookView,
  webhookDeliveriesAnswerSchema,
  webhookDeliveriesQuerySchema,
  webhookViewSchema,
} from "@slotkit/core/http";
import { idempotencyKeyOf } from "../authorize.ts";
import { json, noContent, type Route, type RouteCall, route } from "../route.ts";

export const webhookRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/webhooks",
    access: "operator",
    summary: "List the endpoints that events are posted to",
    answer: { status: 200, schema: listWebhooksAnswerSchema },
    async handle({ slotkit, clientId, headers }) {
      const webhooks = await slotkit.listWebhooks({ clientId });
      return json({ webhooks: webhooks.map(viewWebhook) }, headers);
    },
  }),
  route({
    method: "POST",
    path: "/webhooks",
    access: "operator",
    summary: "Register an endpoint; the answer shows its secret, once",
    body: createWebhookBodySchema,
    repeatable: "may",
    answer: { status: 201, schema: webhookViewSchema },
    async handle({ slotkit, request, clientId, body, headers }) {
      const wanted = { clientId, ...body, idempotencyKey: idempotencyKeyOf(request) };
      return json(viewSecret(await slotkit.createWebhook(wanted)), headers, 201);
    },
  }),
  route({
    method: "GET",
    path: "/webhooks/{id}",
    access: "operator",
    summary: "Read an endpoint",
    answer: { status: 200, schema: webhookViewSchema },
    async handle(call) {
      return json(viewWebhook(await call.slotkit.getWebhook(scopeOf(call))), call.headers);
    },
  }),
  route({
    method: "PATCH",
    path: "/webhooks/{id}",
    access: "operator",
    summary: "Change an endpoint, disable it or enable it again",
    body: updateWebhookBodySchema,
    answer: { status: 200, schema: webhookViewSchema },
    async handle(call) {
      const updated = await call.slotkit.updateWebhook({ ...call.body, ...scopeOf(call) });
      return json(viewWebhook(updated), call.headers);
    },
  }),
  route({
    method: "DELETE",
    path: "/webhooks/{id}",
    access: "operator",
    summary: "Delete an endpoint with its log",
    answer: { status: 204 },
    async handle(call) {
      await call.slotkit.deleteWebhook(scopeOf(call));
      return noContent(call.headers);
    },
  }),
  route({
    method: "POST",
    path: "/webhooks/{id}/rotate-secret",
    access: "operator",
    summary: "Make a new secret; the one before signs too for a time",
    body: rotateWebhookSecretBodySchema,
    repeatable: "may",
    answer: { status: 200, schema: webhookViewSchema },
    async handle(call) {
      const wanted = { ...call.body, ...scopeOf(call), idempotencyKey: idempotencyKeyOf(call.request) };
      return json(viewSecret(await call.slotkit.rotateWebhookSecret(wanted)), call.headers);
    },
  }),
  route({
    method: "GET",
    path: "/webhooks/{id}/deliveries",
    access: "operator",
    summary: "List what was sent to an endpoint and what waits, the newest event first",
    query: webhookDeliveriesQuerySchema,
    answer: { status: 200, schema: webhookDeliveriesAnswerSchema },
    async handle(call) {
      const { cursor, ...filter } = call.query;
      const limit = Number(filter.limit ?? 50);
      const after = cursor === undefined ? undefined : readCursor(cursor);
      const deliveries = await call.slotkit.listWebhookDeliveries({ ...filter, limit, after, ...scopeOf(call) });
      const last = deliveries.length === limit ? deliveries.at(-1) : undefined;
      const nextCursor = last ? `${last.occurredAt}~${last.id}` : null;
      return json({ deliveries: deliveries.map(viewDelivery), nextCursor }, call.headers);
    },
  }),
  route({
    method: "POST",
    path: "/webhooks/{id}/replay",
    access: "operator",
    summary: "Send deliveries again, under the same webhook-id",
    body: replayWebhooksBodySchema,
    answer: { status: 200, schema: replayWebhooksAnswerSchema },
    async handle(call) {
      return json({ replayed: await call.slotkit.replayWebhooks({ ...call.body, ...scopeOf(call) }) }, call.headers);
    },
  }),
];

function scopeOf({ clientId, params }: Pick<RouteCall, "clientId" | "params">) {
  return { clientId, id: params.id ?? "" };
}

function viewSecret({ endpoint, secret }: NewWebhookSecret): WebhookView {
  return { ...viewWebhook(endpoint), secret };
}

function viewWebhook(endpoint: WebhookEndpoint): WebhookView {
  const { id, url, description, eventTypes, disabledReason, failures, version } = endpoint;
  return {
    id,
    url,
    description,
    eventTypes,
    enabled: disabledReason === null,
    disabledReason,
    failures,
    failingSince: timeOf(endpoint.failingSince),
    previousSecretUntil: timeOf(endpoint.previousSecretUntil),
    version,
    createdAt: formatInstantUtc(endpoint.createdAt),
    updatedAt: formatInstantUtc(endpoint.updatedAt),
  };
}

function viewDelivery(delivery: WebhookDelivery): WebhookDeliveryView {
  const { id, type, subject, state, occurredAt, attempt, status, error, notBefore, settledAt, body } = delivery;
  return {
    id,
    type,
    subject,
    state,
    occurredAt: formatInstantUtc(occurredAt),
    attempts: attempt,
    status,
    error,
    nextAttemptAt: state === "pending" ? formatInstantUtc(notBefore) : null,
    settledAt: timeOf(settledAt),
    body,
  };
}

function timeOf(instant: number | null): string | null {
  return instant === null ? null : formatInstantUtc(instant);
}

/** Where the next page begins: what the last row is sorted by. */
function readCursor(cursor: string): readonly [occurredAt: number, id: string] {
  const [, occurredAt, id] = /^(\d{1,15})~(.+)$/.exec(cursor) ?? [];
  if (occurredAt === undefined || id === undefined) {
    throw invalidField("cursor", "must be the nextCursor of the previous page");
  }
  return [Number(occurredAt), id];
}
