import { randomUUID } from "node:crypto";
import type { ModelError } from "@hubspot/api-client/lib/codegen/crm/contacts/models/all.js";
import type { HubSpotRefusal } from "./hubspot-refusal.ts";
import type { RateLimitPolicy } from "./rate-limiter.ts";
import type { Wire } from "./wire.ts";

/** An error as HubSpot sends it; the generated model leaves out `status`, which is always there. */
export type ErrorBody = Wire<ModelError> & { status: "error" };

export interface RateLimitBody extends ErrorBody {
  errorType: "RATE_LIMIT";
  policyName: RateLimitPolicy;
}

export function errorBody(category: string, message: string): ErrorBody {
  return { status: "error", message, correlationId: randomUUID(), category };
}

export function refusalBody({ category, message, errors, context }: HubSpotRefusal): ErrorBody {
  return {
    ...errorBody(category, message),
    ...(errors ? { errors: [...errors] } : {}),
    ...(context ? { context } : {}),
  };
}

export function rateLimitBody(policyName: RateLimitPolicy): RateLimitBody {
  const message = `You have reached your ${policyName.toLowerCase()} limit.`;
  return { ...errorBody("RATE_LIMITS", message), errorType: "RATE_LIMIT", policyName };
}
