import type { Clock } from "@slotkit/core";
import type { HubSpotApi } from "./hubspot-api.ts";
import type { HubSpotPaths } from "./hubspot-paths.ts";

/** The way to one HubSpot account. */
export interface HubSpotConnection {
  api: HubSpotApi;
  paths: HubSpotPaths;
  clock: Clock;
}
