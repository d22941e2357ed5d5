import { BookingError, canonicalEmail, type RateLimitCount, type SlotKit } from "@slotkit/core";
import type { AnswerHeaders } from "./answer-headers.ts";
import type { Asked } from "./asked.ts";
import { senderOfRequest, unknownSender } from "./client-address.ts";
import type { HandlerOptions } from "./handler-options.ts";
import { type Counted, createSharedCounts } from "./shared-counts.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Counts requests, says so in headers, and refuses what is too much. @throws {BookingError} `rate_limited`. */
export interface RateLimiter {
  /** One limit per sender and kind of request. */
  request(request: Asked, kind: "read" | "write", clientId: string, headers: AnswerHeaders): Promise<void>;
  /** Limits on bookings that are asked for, per sender, person, event type and client. A repeat of an answered one is none. */
  booking(
    request: Asked,
    wanted: { clientId: string; email: string; eventType: string },
    headers: AnswerHeaders,
  ): Promise<void>;
}

export function createRateLimiter(slotkit: SlotKit, options: HandlerOptions): RateLimiter {
  const { rateLimits = {}, rateLimitStore } = options;
  if (rateLimits === false) return { request: async () => {}, booking: async () => {} };
  const limits = {
    read: rateLimits.readsPerMinute ?? 300,
    write: rateLimits.writesPerMinute ?? 30,
    address: rateLimits.bookingsPerAddressPerHour ?? 60,
    email: rateLimits.bookingsPerEmailPerHour ?? 20,
    eventType: rateLimits.bookingsPerEventTypePerMinute ?? 300,
    client: rateLimits.bookingsPerClientPerMinute ?? 1000,
  };
  const counts = createSharedCounts(slotkit);
  const countedOf = (kind: keyof typeof limits, who: string, clientId: string, windowMs: number): Counted => ({
    shared: rateLimitStore ?? slotkit.rateLimits({ clientId }),
    // Named with the client: this process counts for all of them in one place.
    key: `${clientId} ${kind} ${who}`,
    windowMs,
    limit: limits[kind],
  });

  return {
    async request(request, kind, clientId, headers) {
      const counted = countedOf(kind, senderOfRequest(request, options), clientId, minuteMs);
      const { count, resetInMs } = await (kind === "read" ? counts.inPortions(counted) : counts.exact(counted));
      announce(headers, counted.limit, count, resetInMs);
      refuseTooMany(counted.limit, count, resetInMs);
    },
    async booking(request, { clientId, email, eventType }, headers) {
      const sender = senderOfRequest(request, options);
      const refuse = ({ limit }: Counted, { count, resetInMs }: RateLimitCount) => {
        if (count > limit) announce(headers, limit, count, resetInMs);
        refuseTooMany(limit, count, resetInMs);
      };
      for (const counted of [
        // Who comes from nowhere would share one limit with everybody else who does.
        ...(sender === unknownSender ? [] : [countedOf("address", sender, clientId, hourMs)]),
        countedOf("email", canonicalEmail(email, { ignorePlusTags: true }), clientId, hourMs),
        countedOf("eventType", eventType, clientId, minuteMs),
      ]) {
        refuse(counted, await counts.exact(counted));
      }
      // So many that a portion more or less says nothing, so that nobody waits for one more answer of the storage.
      const ofClient = countedOf("client", "", clientId, minuteMs);
      refuse(ofClient, await counts.inPortions(ofClient));
    },
  };
}

function announce(headers: AnswerHeaders, limit: number, count: number, resetInMs: number): void {
  headers.set("RateLimit-Limit", String(limit));
  headers.set("RateLimit-Remaining", String(Math.max(0, limit - count)));
  headers.set("RateLimit-Reset", String(secondsOf(resetInMs)));
}

function refuseTooMany(limit: number, count: number, resetInMs: number): void {
  if (count <= limit) return;
  const retryAfterSeconds = secondsOf(resetInMs);
  throw new BookingError("rate_limited", `Too many requests; try again in ${retryAfterSeconds} seconds.`, {
    retryAfterSeconds,
  });
}

function secondsOf(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1000));
}
