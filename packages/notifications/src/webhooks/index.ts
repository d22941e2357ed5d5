export type { ResolveHost } from "./guarded-lookup.ts";
export {
  type VerifiedWebhook,
  type VerifyWebhookOptions,
  verifyWebhook,
  type WebhookHeaders,
  WebhookVerificationError,
} from "./verify-webhook.ts";
export { type WebhooksOptions, webhooks } from "./webhooks.ts";
