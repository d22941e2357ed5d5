import { type Clock, systemClock, type WebhookPayload } from "@slotkit/core";
import { isSignedBy } from "./sign-webhook.ts";

/** Headers as web requests have them, or as Node does. */
export type WebhookHeaders =
  | { get(name: string): string | null }
  | Readonly<Record<string, string | readonly string[] | undefined>>;

/** A received webhook, and how to judge it. */
export interface VerifyWebhookOptions {
  /** Exactly as it came: parsed and written again it would not match. */
  body: string | Uint8Array;
  headers: WebhookHeaders;
  /** `whsec_…`; several while you change from one to the next. */
  secret: string | readonly string[];
  /** How far the sender's clock may be from yours; older ones may be replays. Default: 300. */
  toleranceSeconds?: number | undefined;
  /** Default: the machine's. */
  clock?: Pick<Clock, "now"> | undefined;
}

/** A webhook that proved to be genuine. */
export interface VerifiedWebhook {
  /** The same for every attempt and replay: remember it, and pass over what you have dealt with. */
  id: string;
  event: WebhookPayload;
}

/** Why a webhook is not to be believed. Answer it with 400; nothing about it is secret. */
export class WebhookVerificationError extends Error {
  override readonly name = "WebhookVerificationError";
}

/**
 * Proves that a webhook comes from whoever knows the secret, is no replay, and is whole.
 *
 * Works with every sender that follows Standard Webhooks, in every runtime that has Web Crypto.
 *
 * @throws {WebhookVerificationError} when it is not to be believed.
 * @throws {TypeError} when the secret is none.
 */
export async function verifyWebhook({
  body,
  headers,
  secret,
  toleranceSeconds = 300,
  clock = systemClock,
}: VerifyWebhookOptions): Promise<VerifiedWebhook> {
  const id = headerOf(headers, "webhook-id");
  const timestamp = headerOf(headers, "webhook-timestamp");
  const signatures = headerOf(headers, "webhook-signature");
  if (!/^\d{1,12}$/.test(timestamp)) throw new WebhookVerificationError("The header webhook-timestamp is no time.");
  const timestampSeconds = Number(timestamp);
  if (Math.abs(clock.now() / 1_000 - timestampSeconds) > toleranceSeconds) {
    throw new WebhookVerificationError("The webhook is too old, or one of the two clocks is wrong.");
  }
  const text = typeof body === "string" ? body : new TextDecoder("utf-8", { fatal: true }).decode(body);
  const content = { id, timestampSeconds, body: text };
  const secrets = typeof secret === "string" ? [secret] : secret;
  for (const signature of signatures.split(" ").slice(0, 10)) {
    for (const one of secrets) {
      if (await isSignedBy(content, signature, one)) return { id, event: JSON.parse(text) as WebhookPayload };
    }
  }
  throw new WebhookVerificationError("No signature matches: the secret is another, or the body was changed.");
}

function headerOf(headers: WebhookHeaders, name: string): string {
  const value = typeof headers.get === "function" ? headers.get(name) : (headers as Record<string, unknown>)[name];
  if (typeof value === "string" && value !== "") return value;
  throw new WebhookVerificationError(`The header ${name} is missing.`);
}
