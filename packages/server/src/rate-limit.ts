import { BookingError, memoryRateLimitStore, type RateLimitStore } from "@slotkit/core";
import { rememberedAddress, senderOf } from "./client-address.ts";
import type { HandlerOptions } from "./handler-options.ts";

const windowMs = 60_000;

/** Counts a request and says so in headers. */
export type RateLimiter = (request: Request, kind: "read" | "write", headers: Headers) => Promise<void>;

/** One limit per sender and kind of request. @throws {BookingError} `rate_limited`, from the limiter it returns. */
export function createRateLimiter(options: HandlerOptions): RateLimiter {
  const { rateLimits = {}, clientAddress = rememberedAddress } = options;
  if (rateLimits === false) return async () => {};
  const store: RateLimitStore = options.rateLimitStore ?? memoryRateLimitStore();
  const limits = { read: rateLimits.readsPerMinute ?? 300, write: rateLimits.writesPerMinute ?? 30 };

  return async function limitRate(request, kind, headers) {
    const address = clientAddress(request);
    const { count, resetInMs } = await store.hit(
      `${kind} ${address === null ? "unknown" : senderOf(address)}`,
      windowMs,
    );
    const limit = limits[kind];
    const resetSeconds = Math.max(1, Math.ceil(resetInMs / 1000));
    headers.set("RateLimit-Limit", String(limit));
    headers.set("RateLimit-Remaining", String(Math.max(0, limit - count)));
    headers.set("RateLimit-Reset", String(resetSeconds));
    if (count > limit) {
      throw new BookingError("rate_limited", `Too many requests; try again in ${resetSeconds} seconds.`, {
        retryAfterSeconds: resetSeconds,
      });
    }
  };
}
