import { BookingError } from "@slotkit/core";
import type { HandlerOptions } from "./handler-options.ts";

const exposedHeaders = "Location, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset";
const allowedHeaders = "Authorization, Content-Type, Idempotency-Key";
const preflightLifetimeSeconds = "600";

/** Allows pages of exactly the listed origins to read answers. Credentials are never allowed: nothing here uses cookies. */
export function allowOrigin(request: Request, { allowedOrigins = [] }: HandlerOptions, headers: Headers): boolean {
  headers.append("Vary", "Origin");
  const origin = request.headers.get("Origin");
  if (origin === null || !allowedOrigins.includes(origin)) return false;
  headers.set("Access-Control-Allow-Origin", origin);
  headers.set("Access-Control-Expose-Headers", exposedHeaders);
  return true;
}

/** Answers a browser's question whether a page of its origin may send a request. */
export function answerPreflight(allowed: boolean, methods: readonly string[], headers: Headers): Response {
  if (!allowed) throw new BookingError("forbidden", "Pages of this origin may not call this API.");
  headers.set("Access-Control-Allow-Methods", methods.join(", "));
  headers.set("Access-Control-Allow-Headers", allowedHeaders);
  headers.set("Access-Control-Max-Age", preflightLifetimeSeconds);
  return new Response(null, { status: 204, headers });
}
