import type { IncomingMessage } from "node:http";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { LookupFunction } from "node:net";
import { IntegrationError } from "@slotkit/core";
import { PrivateAddressError } from "./guarded-lookup.ts";
import { retryAfterMs } from "./retry-after.ts";

/** One post, ready to be made. */
export interface WebhookPost {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  lookup: LookupFunction;
  /** Certificates to trust in place of the usual ones. */
  ca: string | undefined;
  now: number;
  signal: AbortSignal | undefined;
}

/**
 * Posts one event over a connection of its own. Redirects are not followed, and of the answer nothing but its head is read:
 * however long or slow the rest is, it costs nothing.
 *
 * @returns The status, 200 to 299.
 * @throws {IntegrationError} otherwise.
 */
export function postWebhook({ url, headers, body, lookup, ca, now, signal }: WebhookPost): Promise<number> {
  const target = new URL(url);
  const bytes = Buffer.from(body);
  const options = {
    method: "POST",
    headers: { ...headers, "Content-Length": bytes.length },
    lookup,
    agent: false,
    maxHeaderSize: 16_384,
    ...(signal ? { signal } : {}),
  } as const;
  return new Promise((resolve, reject) => {
    let sent = false;
    const post =
      target.protocol === "https:"
        ? requestHttps(target, { ...options, ...(ca ? { ca } : {}) })
        : requestHttp(target, options);
    post.once("finish", () => {
      sent = true;
    });
    post.once("response", (answer) => {
      const { statusCode = 0 } = answer;
      answer.destroy();
      if (statusCode >= 200 && statusCode < 300) resolve(statusCode);
      else reject(refusal(answer, statusCode, now));
    });
    post.once("error", (error) => reject(failure(error, sent)));
    // What comes after the answer is of no interest, and must not end the process.
    post.on("error", () => undefined);
    post.end(bytes);
  });
}

function refusal({ headers }: IncomingMessage, status: number, now: number): IntegrationError {
  const waitMs = retryAfterMs(headers["retry-after"], now);
  const redirects = status >= 300 && status < 400;
  return new IntegrationError(waitMs === undefined ? "transient" : "throttled", `The receiver answered ${status}.`, {
    status,
    retryAfterMs: waitMs,
    remedy: redirects ? "Register the address it redirects to: redirects are not followed." : remedyOf(status),
  });
}

function remedyOf(status: number): string {
  if (status === 400 || status === 401 || status === 403) return "Check the secret that the receiver verifies with.";
  if (status === 404 || status === 410) return "Check the address, or delete the endpoint.";
  return "Look at the receiver's log; it is tried again.";
}

function failure(error: Error & { code?: unknown }, sent: boolean): IntegrationError {
  if (error instanceof PrivateAddressError) {
    return new IntegrationError("permanent", "The name leads into a private network.", {
      remedy: "Register a name of the public internet, or set allowPrivateNetworks where that is meant.",
      reason: error.code,
    });
  }
  const code = typeof error.code === "string" ? error.code : error.name;
  return new IntegrationError(
    sent ? "unknown_outcome" : "transient",
    sent ? `The receiver did not answer (${code}).` : `The receiver could not be reached (${code}).`,
    { remedy: "Check the receiver's name, port and certificate; it is tried again.", reason: code },
  );
}
