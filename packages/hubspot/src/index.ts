export type { BookingProperty, PropertyMapping } from "./booking-properties.ts";
export type { EnsurePropertiesResult } from "./ensure-properties.ts";
export { type HubSpotCrm, hubspot } from "./hubspot.ts";
export type { HubSpotOptions } from "./hubspot-options.ts";
export type { HubSpotApiVersion } from "./hubspot-paths.ts";
