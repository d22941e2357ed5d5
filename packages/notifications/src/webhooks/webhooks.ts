import { isIP } from "node:net";
import { type Clock, ConfigurationError, IntegrationError, systemClock, type WebhookSender } from "@slotkit/core";
import { guardedLookup, type ResolveHost, resolveBySystem } from "./guarded-lookup.ts";
import { postWebhook } from "./post-webhook.ts";
import { signWebhook } from "./sign-webhook.ts";
import { urlProblem } from "./url-problem.ts";

export interface WebhooksOptions {
  /** Ports of https that receivers may have. Default: 443 and 8443. */
  ports?: readonly number[] | undefined;
  /**
   * Lets webhooks go to plain http, to any port and into private networks: for development, and where only people who may
   * reach everything there anyway can register endpoints. Default: false.
   */
  allowPrivateNetworks?: boolean | undefined;
  /** Certificates (PEM) to trust in place of the usual ones. */
  ca?: string | undefined;
  /** Names the sender to receivers. Default: `SlotKit-Webhooks`. */
  userAgent?: string | undefined;
  /** Default: the operating system's. */
  resolve?: ResolveHost | undefined;
  /** Default: the machine's. */
  clock?: Clock | undefined;
}

/**
 * Creates the sender that posts signed events to the host's own systems, as Standard Webhooks describe it.
 *
 * It is guarded against being sent into networks that the sender reaches and the world does not: names are resolved once,
 * checked, and the connection goes to the checked address.
 *
 * @throws {ConfigurationError} when an option is wrong.
 */
export function webhooks({
  ports = [443, 8443],
  allowPrivateNetworks = false,
  ca,
  userAgent = "SlotKit-Webhooks",
  resolve = resolveBySystem,
  clock = systemClock,
}: WebhooksOptions = {}): WebhookSender {
  if (ports.length === 0 || !ports.every((port) => Number.isInteger(port) && port > 0 && port < 65_536)) {
    throw new ConfigurationError([{ field: "webhooks.ports", message: "Give port numbers, such as [443]." }]);
  }
  if (!/^[\x20-\x7e]{1,200}$/.test(userAgent)) {
    throw new ConfigurationError([{ field: "webhooks.userAgent", message: "Give one line of plain ASCII." }]);
  }
  const rules = { ports, allowPrivateNetworks };
  const lookup = guardedLookup(resolve, allowPrivateNetworks ? (address) => isIP(address) !== 0 : undefined);
  return {
    name: "webhooks",
    urlProblem: (url) => urlProblem(url, rules),
    async send({ url, id, sentAt, body, secrets }, { signal } = {}) {
      // Once more: the rules may have been others when the endpoint was registered.
      const problem = urlProblem(url, rules);
      if (problem !== null) {
        const remedy = "Change the endpoint's address.";
        throw new IntegrationError("permanent", `The address ${problem}.`, { remedy, reason: "EPRIVATE" });
      }
      const timestampSeconds = Math.floor(sentAt / 1_000);
      const content = { id, timestampSeconds, body };
      const signatures = await Promise.all(secrets.map((secret) => signWebhook(content, secret)));
      const headers = {
        "Content-Type": "application/json",
        "User-Agent": userAgent,
        "webhook-id": id,
        "webhook-timestamp": String(timestampSeconds),
        "webhook-signature": signatures.join(" "),
      };
      return postWebhook({ url, headers, body, lookup, ca, now: clock.now(), signal });
    },
  };
}
