import { BookingError } from "@slotkit/core";
import type { AnswerHeaders } from "./answer-headers.ts";
import type { Asked } from "./asked.ts";
import type { HandlerOptions } from "./handler-options.ts";
import type { Answer } from "./route.ts";

const exposedHeaders = "Location, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset";
const allowedHeaders = "Authorization, Content-Type, Idempotency-Key";
const preflightLifetimeSeconds = "600";

/** Allows pages of exactly the listed origins to read answers. Credentials are never allowed: nothing here uses cookies. */
export function allowOrigin(request: Asked, { allowedOrigins = [] }: HandlerOptions, headers: AnswerHeaders): boolean {
  headers.append("Vary", "Origin");
  const origin = request.headers.get("Origin");
  if (origin === null || !allowedOrigins.includes(origin)) return false;
  headers.set("Access-Control-Allow-Origin", origin);
  headers.set("Access-Control-Expose-Headers", exposedHeaders);
  return true;
}

/**
 * Answers what an address takes; to a browser, whether a page of its origin may send that (a preflight,
 * https://fetch.spec.whatwg.org/#cors-preflight-request).
 *
 * @throws {BookingError} `forbidden` for a preflight of an origin that is not listed.
 */
export function answerOptions(
  request: Asked,
  allowed: boolean,
  methods: readonly string[],
  headers: AnswerHeaders,
): Answer {
  const isPreflight = request.headers.has("Origin") && request.headers.has("Access-Control-Request-Method");
  if (!isPreflight) {
    headers.set("Allow", methods.join(", "));
    return { status: 204, headers, body: null };
  }
  if (!allowed) throw new BookingError("forbidden", "Pages of this origin may not call this API.");
  headers.set("Access-Control-Allow-Methods", methods.join(", "));
  headers.set("Access-Control-Allow-Headers", allowedHeaders);
  headers.set("Access-Control-Max-Age", preflightLifetimeSeconds);
  return { status: 204, headers, body: null };
}
