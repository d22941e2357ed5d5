import { type Associations, createAssociations } from "./associations.ts";
import { type CrmObjects, createCrmObjects, type TypeRule } from "./crm-objects.ts";
import { invalid, invalidProperties } from "./hubspot-refusal.ts";
import type { HubSpotOwner } from "./owner-routes.ts";
import { contactProperties, meetingProperties } from "./standard-properties.ts";

/** One HubSpot account: everything that a request can read or change. */
export interface Portal {
  readonly contacts: CrmObjects;
  readonly meetings: CrmObjects;
  readonly associations: Associations;
  readonly owners: readonly HubSpotOwner[];
  /** How far search is behind, in milliseconds. */
  readonly searchLagMs: number;
  now(): number;
  /** @throws {HubSpotRefusal} 400 for an object type that is not served. */
  objects(type: string): CrmObjects;
}

export interface PortalOptions {
  now: () => number;
  searchLagMs: number;
  owners?: readonly HubSpotOwner[] | undefined;
  /** Contact properties without which the account lets no contact be written. */
  requiredProperties?: readonly string[] | undefined;
}

const firstId = 501;

export function createPortal({ now, searchLagMs, owners = [], requiredProperties = [] }: PortalOptions): Portal {
  let lastId = firstId - 1;
  const nextId = () => {
    lastId += 1;
    return String(lastId);
  };
  const contacts = createCrmObjects("contacts", contactProperties, requiring(requiredProperties), { now, nextId });
  const meetings = createCrmObjects("meetings", meetingProperties, timestampFromStart, { now, nextId });

  return {
    contacts,
    meetings,
    associations: createAssociations(),
    owners,
    searchLagMs,
    now,
    objects(type) {
      if (type === "contacts" || type === "0-1") return contacts;
      if (type === "meetings" || type === "0-47") return meetings;
      throw invalid(`Unable to infer object type from: ${type}`);
    },
  };
}

/** https://developers.hubspot.com/docs/api-reference/latest/crm/activities/meetings/guide, "Properties" */
function timestampFromStart(properties: Record<string, string>): Record<string, string> {
  const timestamp = properties.hs_timestamp ?? properties.hs_meeting_start_time;
  if (timestamp !== undefined) return { ...properties, hs_timestamp: timestamp };
  throw invalidProperties([{ name: "hs_timestamp", code: "REQUIRED_FIELD", message: "hs_timestamp is required" }]);
}

/** A validation rule of the account, which binds API writes too since version 2026-09. */
function requiring(names: readonly string[]): TypeRule {
  return (properties) => {
    const missing = names.filter((name) => properties[name] === undefined);
    if (missing.length === 0) return properties;
    throw invalidProperties(
      missing.map((name) => ({
        name,
        code: "REQUIRED_FIELD",
        message: `${name} is required by a rule of the account`,
      })),
    );
  };
}
