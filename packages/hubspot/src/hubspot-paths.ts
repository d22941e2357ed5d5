/** A dated version such as `2026-09`, or `v3`, which HubSpot supports until September 2027. */
export type HubSpotApiVersion = "v3" | `${number}-${number}`;

/** Records that bookings are written to. */
export type ObjectType = "contacts" | "meetings";

/** The paths of one API version. */
export interface HubSpotPaths {
  /** Path of all records of a type; `…/batch/read` and the like follow it. */
  objects(type: ObjectType): string;
  /** Path of one record by its id; of a contact by its address with `?idProperty=email`. */
  object(type: ObjectType, id: string): string;
  /** Path of a contact's meetings. */
  meetingsOf(contactId: string): string;
  contactProperties: string;
  contactPropertyGroups: string;
  owners: string;
  account: string;
  token: string;
}

/** HubSpot moved the version behind the name of the API when it began to date them. */
export function hubspotPaths(version: HubSpotApiVersion): HubSpotPaths {
  const legacy = version === "v3";
  const dated = (area: string) => (legacy ? `/crm/v3/${area}` : `/crm/${area}/${version}`);
  const objects = dated("objects");
  const properties = `${dated("properties")}/contacts`;
  // The third version of associations has no list; it came with the fourth.
  const associations = legacy ? "/crm/v4/objects" : objects;
  const object = (type: ObjectType, id: string) => `${objects}/${type}/${encodeURIComponent(id)}`;
  return {
    objects: (type) => `${objects}/${type}`,
    object,
    meetingsOf: (contactId) => `${associations}/contacts/${encodeURIComponent(contactId)}/associations/meetings`,
    contactProperties: properties,
    contactPropertyGroups: `${properties}/groups`,
    owners: dated("owners"),
    account: `/account-info/${version}/details`,
    token: `/oauth/${version}/token`,
  };
}
