import type {
  CreateWebhookBody,
  ListWebhooksAnswer,
  ReplayWebhooksAnswer,
  ReplayWebhooksBody,
  RotateWebhookSecretBody,
  UpdateWebhookBody,
  WebhookDeliveriesAnswer,
  WebhookDeliveriesQuery,
  WebhookView,
} from "@slotkit/core/http";
import type { Caller, CallOptions, RepeatableOptions } from "./caller.ts";

/** Calls about the host's own systems that events are posted to. */
export interface WebhookCalls {
  list(options?: CallOptions): Promise<ListWebhooksAnswer>;
  get(id: string, options?: CallOptions): Promise<WebhookView>;
  /** The answer's `secret` is not shown again. */
  create(body: CreateWebhookBody, options?: RepeatableOptions): Promise<WebhookView>;
  update(id: string, body: UpdateWebhookBody, options?: CallOptions): Promise<WebhookView>;
  remove(id: string, options?: CallOptions): Promise<void>;
  /** Makes a new secret; the one before signs too for a time. */
  rotateSecret(id: string, body?: RotateWebhookSecretBody, options?: RepeatableOptions): Promise<WebhookView>;
  deliveries(id: string, query?: WebhookDeliveriesQuery, options?: CallOptions): Promise<WebhookDeliveriesAnswer>;
  /** Sends again, under the same `webhook-id`. */
  replay(id: string, body: ReplayWebhooksBody, options?: CallOptions): Promise<ReplayWebhooksAnswer>;
}

export function webhookCalls({ ask, tell }: Caller): WebhookCalls {
  const pathOf = (id: string, rest = "") => `/webhooks/${encodeURIComponent(id)}${rest}`;
  const askOne = (call: Parameters<Caller["ask"]>[1]) => ask<WebhookView>(["id", "url"], call);
  return {
    list: (options) => ask<ListWebhooksAnswer>(["webhooks"], { path: "/webhooks", ...options }),
    get: (id, options) => askOne({ path: pathOf(id), ...options }),
    create: (body, options) => askOne({ path: "/webhooks", body, ...options }),
    update: (id, body, options) => askOne({ path: pathOf(id), method: "PATCH", body, ...options }),
    remove: (id, options) => tell({ path: pathOf(id), method: "DELETE", ...options }),
    rotateSecret: (id, body, options) => askOne({ path: pathOf(id, "/rotate-secret"), body: body ?? {}, ...options }),
    deliveries: (id, query, options) =>
      ask<WebhookDeliveriesAnswer>(["deliveries"], {
        path: pathOf(id, "/deliveries"),
        ...options,
        ...(query && { query }),
      }),
    replay: (id, body, options) =>
      ask<ReplayWebhooksAnswer>(["replayed"], { path: pathOf(id, "/replay"), body, ...options }),
  };
}
