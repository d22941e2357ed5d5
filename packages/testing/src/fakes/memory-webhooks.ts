import type { WebhookPayload, WebhookRequest, WebhookSender } from "@slotkit/core";

/** A webhook that was posted. */
export interface PostedWebhook extends WebhookRequest {
  payload: WebhookPayload;
}

/** A sender whose posts a test can look at and command. */
export interface MemoryWebhooks extends WebhookSender {
  /** What arrived, in this order. */
  readonly posted: PostedWebhook[];
  /** Every attempt, those that failed too. */
  readonly attempts: WebhookRequest[];
  /** Thrown by every attempt from now on; null for none. */
  failure: Error | null;
  /** Thrown where this says so. */
  failWhen: (request: WebhookRequest) => Error | null;
}

export function createMemoryWebhooks(): MemoryWebhooks {
  const sender: MemoryWebhooks = {
    name: "memory",
    posted: [],
    attempts: [],
    failure: null,
    failWhen: () => null,
    urlProblem: (url) => (url.startsWith("https://") ? null : "must be an https address"),
    async send(request) {
      sender.attempts.push(request);
      const failure = sender.failure ?? sender.failWhen(request);
      if (failure) throw failure;
      sender.posted.push({ ...request, payload: JSON.parse(request.body) });
      return 200;
    },
  };
  return sender;
}
