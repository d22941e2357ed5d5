export type { Fault, FaultRule, FaultScript } from "../faults/fault-script.ts";
export type { OAuthApp } from "./access.ts";
export { lockedFault, migratingFault, missingScopesFault, rateLimitedFault } from "./hubspot-faults.ts";
export type { HubSpotOwner } from "./owner-routes.ts";
export type { PropertyOption, PropertyType } from "./property-registry.ts";
export type { RateLimitPolicy, RateLimits } from "./rate-limiter.ts";
export {
  type HubSpotContact,
  type HubSpotMeeting,
  type HubSpotRecord,
  type HubSpotRequest,
  type HubSpotStandIn,
  type HubSpotStandInOptions,
  type RateLimitBreak,
  startHubSpotStandIn,
} from "./start-hubspot-stand-in.ts";
export type { NewProperty } from "./to-property-definition.ts";
