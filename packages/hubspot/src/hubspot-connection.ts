import type { CallOptions, Clock } from "@slotkit/core";
import type { HubSpotApi } from "./hubspot-api.ts";
import type { HubSpotPaths } from "./hubspot-paths.ts";

/** The way to one HubSpot account. */
export interface HubSpotConnection {
  api: HubSpotApi;
  paths: HubSpotPaths;
  clock: Clock;
}

/** The same way, on which every request waits until the quota of the account has room for it. */
export function paced(connection: HubSpotConnection, pace: CallOptions["pace"]): HubSpotConnection {
  if (!pace) return connection;
  return { ...connection, api: (request) => pace((signal) => connection.api(request, signal)) };
}
