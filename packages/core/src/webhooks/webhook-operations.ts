import type { RepeatableRequest } from "../bookings/idempotency-key.ts";
import { once } from "../bookings/once.ts";
import { createUid } from "../bookings/uid.ts";
import { type ClientScope, defaultClientId } from "../client-scope.ts";
import type { SlotKitContext } from "../context.ts";
import { BookingError, invalidField } from "../errors.ts";
import {
  type CreateWebhookBody,
  createWebhookBodySchema,
  replayWebhooksBodySchema,
  rotateWebhookSecretBodySchema,
  type UpdateWebhookBody,
  updateWebhookBodySchema,
} from "../http/webhooks.ts";
import type { Transaction } from "../ports/storage.ts";
import type { WebhookDelivery, WebhookDeliveryFilter, WebhookEndpoint } from "../ports/webhooks.ts";
import { parseInstant } from "../time/instant.ts";
import { parseRequest } from "../validation/parse-request.ts";
import { healthyLanes } from "./after-attempt.ts";
import { webhookSecret } from "./webhook-secret.ts";

/** An endpoint with its secret, which is shown once. */
export interface NewWebhookSecret {
  endpoint: WebhookEndpoint;
  /** `whsec_…`, for `verifyWebhook` on the receiver's side. */
  secret: string;
}

/** Names an endpoint. */
export interface WebhookScope extends ClientScope {
  id: string;
}

/** Input of a new endpoint. */
export interface CreateWebhookRequest extends ClientScope, CreateWebhookBody, RepeatableRequest {}

/** Input of a new secret. */
export interface RotateWebhookSecretRequest extends WebhookScope, RepeatableRequest {
  /** How long the secret before signs too. Default: 24. */
  overlapHours?: number | undefined;
}

/** Input of a change of an endpoint; what is left out stays. */
export interface UpdateWebhookRequest extends WebhookScope, UpdateWebhookBody {}

/** Which deliveries to send again: by their ids, or all of the endpoint that were given up since an instant. */
export type ReplayWebhooksRequest = WebhookScope & ({ ids: readonly string[] } | { failedSince: string });

/** The host's own systems, and what they were told. */
export interface WebhookOperations {
  listWebhooks(scope?: ClientScope): Promise<readonly WebhookEndpoint[]>;
  /** @throws {BookingError} `not_found`. */
  getWebhook(request: WebhookScope): Promise<WebhookEndpoint>;
  /** @throws {BookingError} `validation_failed`, `limit_reached`. */
  createWebhook(request: CreateWebhookRequest): Promise<NewWebhookSecret>;
  /** @throws {BookingError} `not_found`, `validation_failed`, `version_conflict`. */
  updateWebhook(request: UpdateWebhookRequest): Promise<WebhookEndpoint>;
  /** With its log. @throws {BookingError} `not_found`. */
  deleteWebhook(request: WebhookScope): Promise<void>;
  /** Makes a new secret; the one before signs too until the overlap has ended. @throws {BookingError} `not_found`. */
  rotateWebhookSecret(request: RotateWebhookSecretRequest): Promise<NewWebhookSecret>;
  /** What was sent and what waits, the newest event first. @throws {BookingError} `not_found`, `validation_failed`. */
  listWebhookDeliveries(
    request: WebhookScope & Omit<WebhookDeliveryFilter, "endpointId" | "limit"> & { limit?: number | undefined },
  ): Promise<readonly WebhookDelivery[]>;
  /** Sends again, under the same `webhook-id`. @returns How many. @throws {BookingError} `not_found`, `validation_failed`. */
  replayWebhooks(request: ReplayWebhooksRequest): Promise<number>;
}

const hourMs = 60 * 60_000;
const defaultOverlapHours = 24;
const maxEndpoints = 20;
const maxListed = 200;
/** Rows of one transaction: few enough to keep nobody waiting. */
const batchSize = 50;

export function webhookOperations(context: SlotKitContext): WebhookOperations {
  const clientOf = ({ clientId = defaultClientId }: ClientScope) => context.storage.forClient(clientId);
  const change = <T>(request: WebhookScope, work: (endpoint: WebhookEndpoint, tx: Transaction) => Promise<T>) =>
    clientOf(request).transaction([{ kind: "webhook", id: request.id }], async (tx) =>
      work((await tx.webhooks.findEndpoint(request.id)) ?? throwNotFound(), tx),
    );
  const getWebhook = async (request: WebhookScope) =>
    (await clientOf(request).webhooks.findEndpoint(request.id)) ?? throwNotFound();

  return {
    listWebhooks: (scope = {}) => clientOf(scope).webhooks.endpoints(),
    getWebhook,
    createWebhook: (request) => createWebhook(context, request),
    async updateWebhook({ clientId, id, ...body }) {
      const { enabled, version, ...changes } = parseRequest(updateWebhookBodySchema, body);
      if (changes.url !== undefined) assertUrl(context, changes.url);
      const updated = await change({ clientId, id }, async (endpoint, tx) => {
        if (version !== undefined && version !== endpoint.version) throw changedSince(endpoint);
        const next: WebhookEndpoint = {
          ...endpoint,
          ...(changes.url === undefined ? {} : { url: changes.url }),
          ...(changes.description === undefined ? {} : { description: changes.description }),
          ...(changes.eventTypes === undefined ? {} : { eventTypes: changes.eventTypes }),
          ...enabling(endpoint, enabled),
          version: endpoint.version + 1,
          updatedAt: await tx.now(),
        };
        await tx.webhooks.saveEndpoint(next);
        if (enabled) await tx.webhooks.wake(id, await tx.now());
        return next;
      });
      context.wakeDelivery();
      return updated;
    },
    deleteWebhook: (request) => change(request, (endpoint, tx) => tx.webhooks.removeEndpoint(endpoint.id)),
    async rotateWebhookSecret({ clientId = defaultClientId, id, idempotencyKey, ...body }) {
      const { overlapHours = defaultOverlapHours } = parseRequest(rotateWebhookSecretBodySchema, body);
      const named = { clientId, route: "POST /webhooks/{id}/rotate-secret", idempotencyKey, content: { id, body } };
      const endpoint = await once<WebhookEndpoint>(context, named, (keep) =>
        change({ clientId, id }, async (known, tx) => {
          const now = await tx.now();
          const next: WebhookEndpoint = {
            ...known,
            generation: known.generation + 1,
            previousSecretUntil: overlapHours === 0 ? null : now + overlapHours * hourMs,
            version: known.version + 1,
            updatedAt: now,
          };
          await tx.webhooks.saveEndpoint(next);
          await keep(tx, next);
          return next;
        }),
      );
      return { endpoint, secret: await webhookSecret(context, endpoint, endpoint.generation) };
    },
    async listWebhookDeliveries({ clientId, id, limit = 50, ...filter }) {
      if (!Number.isInteger(limit) || limit < 1 || limit > maxListed) {
        throw invalidField("limit", `must be a whole number from 1 to ${maxListed}`, String(limit));
      }
      await getWebhook({ clientId, id });
      return clientOf({ clientId }).webhooks.deliveries({ ...filter, endpointId: id, limit });
    },
    replayWebhooks: (request) => replayWebhooks(context, request),
  };
}

async function createWebhook(
  context: SlotKitContext,
  { clientId = defaultClientId, idempotencyKey, ...body }: CreateWebhookRequest,
): Promise<NewWebhookSecret> {
  const { url, description = null, eventTypes = null } = parseRequest(createWebhookBodySchema, body);
  assertUrl(context, url);
  const id = createUid("we", context.random);
  const named = { clientId, route: "POST /webhooks", idempotencyKey, content: body };
  const endpoint = await once<WebhookEndpoint>(context, named, (keep) =>
    context.storage.forClient(clientId).transaction([{ kind: "webhook", id: "" }], async (tx) => {
      if ((await tx.webhooks.endpoints()).length >= maxEndpoints) {
        throw new BookingError("limit_reached", `A client has at most ${maxEndpoints} webhook endpoints; delete one.`);
      }
      const now = await tx.now();
      const created: WebhookEndpoint = {
        clientId,
        id,
        url,
        description,
        eventTypes,
        disabledReason: null,
        generation: 1,
        previousSecretUntil: null,
        ...healthy,
        version: 1,
        createdAt: now,
        updatedAt: now,
      };
      await tx.webhooks.saveEndpoint(created);
      await keep(tx, created);
      return created;
    }),
  );
  return { endpoint, secret: await webhookSecret(context, endpoint, 1) };
}

const healthy = { failures: 0, failingSince: null, notBefore: 0, lanes: healthyLanes };

/** Whoever enables an endpoint says that it works: it starts afresh. */
function enabling({ disabledReason }: WebhookEndpoint, enabled: boolean | undefined): Partial<WebhookEndpoint> {
  if (enabled === undefined) return {};
  return enabled ? { disabledReason: null, ...healthy } : { disabledReason: disabledReason ?? "operator" };
}

async function replayWebhooks(context: SlotKitContext, request: ReplayWebhooksRequest): Promise<number> {
  const { clientId = defaultClientId, id: endpointId, ...body } = request;
  const chosen = parseRequest(replayWebhooksBodySchema, body);
  const client = context.storage.forClient(clientId);
  if (!(await client.webhooks.findEndpoint(endpointId))) throwNotFound();
  let replayed = 0;
  const replay = async (ids: readonly string[]) => {
    for (let from = 0; from < ids.length; from += batchSize) {
      await client.transaction([{ kind: "webhook", id: endpointId }], async (tx) => {
        for (const id of ids.slice(from, from + batchSize)) {
          const delivery = await tx.webhooks.findDelivery(id);
          if (delivery?.endpointId !== endpointId || delivery.state === "pending") continue;
          await tx.webhooks.updateDelivery(again(delivery, await tx.now()));
          replayed++;
        }
      });
    }
  };
  if ("ids" in chosen) await replay(chosen.ids);
  else {
    const filter = { endpointId, state: "failed", from: parseInstant(chosen.failedSince), limit: batchSize } as const;
    for (;;) {
      // What was replayed has failed no longer, so the next page begins at the head again.
      const failed = await client.webhooks.deliveries(filter);
      if (failed.length === 0) break;
      await replay(failed.map(({ id }) => id));
    }
  }
  context.wakeDelivery();
  return replayed;
}

function again(delivery: WebhookDelivery, now: number): WebhookDelivery {
  return { ...delivery, state: "pending", attempt: 0, notBefore: now, expiresAt: null, wantedAt: now, settledAt: null };
}

function assertUrl({ webhooks }: SlotKitContext, url: string): void {
  if (!webhooks) {
    throw new BookingError(
      "validation_failed",
      "Webhooks are off here: compose SlotKit with webhooks: webhooks({ … }).",
    );
  }
  const problem = webhooks.urlProblem(url);
  if (problem !== null) throw invalidField("url", problem);
}

function throwNotFound(): never {
  throw new BookingError("not_found", "There is no such webhook endpoint.");
}

function changedSince({ version }: WebhookEndpoint): BookingError {
  return new BookingError("version_conflict", "The endpoint has changed since; read it again.", {
    errors: [{ field: "version", message: `is now ${version}` }],
  });
}
