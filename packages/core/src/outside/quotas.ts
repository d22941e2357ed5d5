import type { Clock } from "../ports/clock.ts";
import type { Logger } from "../ports/logger.ts";
import type { QuotaShareRepository } from "../ports/quota-shares.ts";
import type { Telemetry } from "../ports/telemetry.ts";
import type { CallTarget } from "../resilience/breakers.ts";
import { type Bulkhead, bulkhead } from "../resilience/bulkhead.ts";
import { type Permits, unlimitedPermits } from "../resilience/permits.ts";
import type { Policy } from "../resilience/policy.ts";
import { type RateLimiter, rateLimiter } from "../resilience/rate-limiter.ts";
import { sharedPermits } from "../resilience/shared-permits.ts";
import { wrap } from "../resilience/wrap.ts";
import type { QuotasOptions, RequestLimit } from "./quota-options.ts";

const defaultMaxConcurrent = 30;
const defaultMaxQueued = 300;
/** Of the requests of a limit, what only visitors who wait may use. */
const requestsForVisitors = 0.1;
/** Of the places in a bulkhead, the same. */
const placesForVisitors = 1 / 3;
/** A call that has less time than this would hardly be answered, so it is not begun. */
const minCallMs = 300;
/** Longest wait for a request's turn; a delivery that waits longer gives its place to others and comes back. */
const maxWaitMs = 5_000;

/** One limit as operators see it; `credential` is null for that of the whole provider. */
export interface QuotaReport extends Omit<CallTarget, "credential"> {
  credential: string | null;
  /** `requests` in a time, or `calls` at once. */
  of: "requests" | "calls";
  /** Null where the other side has not said how much it takes; then only its refusals keep calls back. */
  limit: number | null;
  /** How many wait for their turn in this process. */
  queued: number;
  /** How long nobody is let out because the other side asked for it; 0 when it did not. */
  pausedForMs: number;
}

/** How much the outside is asked. */
export interface Quotas {
  /** Around one request: the limits of its credential and of its provider. */
  requestPolicyOf(target: CallTarget): Policy;
  /** Around one call, which may be several requests: so many at once. */
  callPolicyOf(target: CallTarget): Policy;
  reports(): readonly QuotaReport[];
  /** Gives other processes back what this one does not use. */
  giveBack(): Promise<void>;
}

export interface QuotasSurroundings {
  clock: Clock;
  logger: Logger;
  telemetry: Telemetry;
  shares: QuotaShareRepository;
  /** A name for this process. */
  owner(): string;
}

type IntegrationName = keyof QuotasOptions;

/** How long everybody waits after a refusal that does not say for how long. */
const unlimited = { limit: Number.MAX_SAFE_INTEGER, windowMs: 1_000 };

function nameOf(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join(":");
}

/** Creates the limits as they are asked for. */
export function createQuotas(options: QuotasOptions, surroundings: QuotasSurroundings): Quotas {
  const limiters = new Map<string, { report: Omit<QuotaReport, "queued" | "pausedForMs">; limiter: RateLimiter }>();
  const bulkheads = new Map<string, { report: Omit<QuotaReport, "queued" | "pausedForMs">; places: Bulkhead }>();
  const allPermits: Permits[] = [];
  const optionsOf = (integration: string) => options[integration as IntegrationName] ?? {};

  function limiterOf(
    { integration, provider }: CallTarget,
    credential: string | null,
    limit: RequestLimit | undefined,
  ): RateLimiter {
    const name = nameOf(integration, provider, credential);
    const known = limiters.get(name);
    if (known) return known.limiter;
    const rate = limit ? { limit: limit.requests, windowMs: limit.perMs } : unlimited;
    const permits = limit ? sharedPermits({ ...surroundings, ...rate, name }) : unlimitedPermits;
    const limiter = rateLimiter({
      ...surroundings,
      ...rate,
      name,
      permits,
      maxWaitMs,
      minCallMs,
      keepFree: requestsForVisitors,
      // Too much for one user is not too much for the whole project.
      heedsThrottling: credential !== null,
    });
    allPermits.push(permits);
    const report = { integration, provider, credential, of: "requests" as const, limit: limit?.requests ?? null };
    limiters.set(name, { report, limiter });
    return limiter;
  }

  function bulkheadOf({ integration, provider }: CallTarget): Bulkhead {
    const name = nameOf(integration, provider, null);
    const known = bulkheads.get(name);
    if (known) return known.places;
    const { maxConcurrent = defaultMaxConcurrent, maxQueued = defaultMaxQueued } = optionsOf(integration);
    const keepFree = Math.floor(maxConcurrent * placesForVisitors);
    const places = bulkhead({ maxConcurrent, maxQueued, keepFree, name });
    const report = { integration, provider, credential: null, of: "calls" as const, limit: maxConcurrent };
    bulkheads.set(name, { report, places });
    return places;
  }

  return {
    requestPolicyOf(target) {
      const { perCredential, perProvider } = optionsOf(target.integration);
      const ofCredential = limiterOf(target, target.credential, perCredential);
      return perProvider ? wrap(ofCredential, limiterOf(target, null, perProvider)) : ofCredential;
    },
    callPolicyOf: bulkheadOf,
    reports: () => [
      ...[...limiters.values()].map(({ report, limiter }) => ({
        ...report,
        queued: limiter.queued,
        pausedForMs: Math.ceil(limiter.pausedForMs),
      })),
      ...[...bulkheads.values()].map(({ report, places }) => ({ ...report, queued: places.queued, pausedForMs: 0 })),
    ],
    async giveBack() {
      for (const permits of allPermits) await permits.giveBack?.();
    },
  };
}
