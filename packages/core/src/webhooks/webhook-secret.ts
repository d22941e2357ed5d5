import type { SlotKitContext } from "../context.ts";
import type { WebhookEndpoint } from "../ports/webhooks.ts";

/**
 * The secret of one generation of an endpoint, as Standard Webhooks write it: `whsec_` and 32 bytes in base64. Derived
 * from SlotKit's own secret and never stored.
 */
export async function webhookSecret(
  { signer }: SlotKitContext,
  { clientId, id }: Pick<WebhookEndpoint, "clientId" | "id">,
  generation: number,
): Promise<string> {
  const base64Url = await signer.sign(["webhook", clientId, id, generation]);
  return `whsec_${base64Url.replaceAll("-", "+").replaceAll("_", "/")}=`;
}

/** The secrets that sign now, the current one first: two of them while a rotation is under way. */
export async function signingSecrets(
  context: SlotKitContext,
  endpoint: WebhookEndpoint,
  now: number,
): Promise<readonly string[]> {
  const { generation, previousSecretUntil } = endpoint;
  const generations =
    previousSecretUntil !== null && previousSecretUntil > now ? [generation, generation - 1] : [generation];
  return Promise.all(generations.map((one) => webhookSecret(context, endpoint, one)));
}
