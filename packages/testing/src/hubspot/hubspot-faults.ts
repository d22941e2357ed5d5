import type { Fault } from "../faults/fault-script.ts";
import { errorBody, rateLimitBody, refusalBody } from "./error-body.ts";
import { missingScopes } from "./hubspot-refusal.ts";
import type { RateLimitPolicy } from "./rate-limiter.ts";

/** 429 under a policy's name. HubSpot sends no `Retry-After` with it. */
export function rateLimitedFault(policyName: RateLimitPolicy): Fault {
  return { kind: "answer", status: 429, body: rateLimitBody(policyName) };
}

/** 423: the record is under bulk processing. */
export function lockedFault(): Fault {
  return { kind: "answer", status: 423, body: errorBody("LOCKED", "The record is locked by another process") };
}

/** 477: the account moves to another region; try again after `retryAfter`, as the header will say it. */
export function migratingFault(retryAfter: string): Fault {
  const body = errorBody("MIGRATION_IN_PROGRESS", "The account is being moved");
  return { kind: "answer", status: 477, headers: { "retry-after": retryAfter }, body };
}

/** 403: the token works, but not for this. */
export function missingScopesFault(...scopes: string[]): Fault {
  return { kind: "answer", status: 403, body: refusalBody(missingScopes(scopes)) };
}
