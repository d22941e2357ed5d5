/** The names under which HubSpot refuses a request for its rate; the wait follows from the name. */
export type RateLimitPolicy = "TEN_SECONDLY_ROLLING" | "SECONDLY" | "DAILY";

export interface RateLimits {
  /** Requests in any ten seconds, search aside. */
  perTenSeconds: number;
  /** Requests in a day of the account, which is UTC's here. */
  perDay: number;
  /** Searches in any second. */
  searchesPerSecond: number;
}

/** A free account: https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines */
export const freeAccountLimits: RateLimits = { perTenSeconds: 100, perDay: 250_000, searchesPerSecond: 5 };

export interface RateLimiter {
  /** Counts a request. The policy that it breaks, or `undefined`; a refused request counts for nothing. */
  take(kind: "search" | "other"): RateLimitPolicy | undefined;
  /** What every answer but that of a search says of the budget left. */
  headers(): Record<string, string>;
}

const windowMs = 10_000;
const searchWindowMs = 1_000;
const dayMs = 24 * 60 * 60_000;

export function createRateLimiter(limits: RateLimits, now: () => number): RateLimiter {
  let recent: number[] = [];
  let searches: number[] = [];
  let day = { number: Math.floor(now() / dayMs), count: 0 };

  const forgetTheOld = () => {
    recent = recent.filter((atMs) => atMs > now() - windowMs);
    searches = searches.filter((atMs) => atMs > now() - searchWindowMs);
    const today = Math.floor(now() / dayMs);
    if (today !== day.number) day = { number: today, count: 0 };
  };

  return {
    take(kind) {
      forgetTheOld();
      if (day.count >= limits.perDay) return "DAILY";
      if (kind === "search" && searches.length >= limits.searchesPerSecond) return "SECONDLY";
      if (kind === "other" && recent.length >= limits.perTenSeconds) return "TEN_SECONDLY_ROLLING";
      (kind === "search" ? searches : recent).push(now());
      day.count += 1;
      return undefined;
    },
    headers() {
      forgetTheOld();
      return {
        "x-hubspot-ratelimit-max": String(limits.perTenSeconds),
        "x-hubspot-ratelimit-remaining": String(limits.perTenSeconds - recent.length),
        "x-hubspot-ratelimit-interval-milliseconds": String(windowMs),
        "x-hubspot-ratelimit-daily": String(limits.perDay),
        "x-hubspot-ratelimit-daily-remaining": String(limits.perDay - day.count),
      };
    },
  };
}
