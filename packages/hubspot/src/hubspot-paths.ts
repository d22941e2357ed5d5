/** A dated version such as `2026-09`, or `v3`, which HubSpot supports until September 2027. */
export type HubSpotApiVersion = "v3" | `${number}-${number}`;

/** The paths of one API version. */
export interface HubSpotPaths {
  contacts: string;
  /** Path of one contact by its id, or by its address with `?idProperty=email`. */
  contact(id: string): string;
  contactProperties: string;
  contactPropertyGroups: string;
  account: string;
}

/** HubSpot moved the version behind the name of the API when it began to date them. */
export function hubspotPaths(version: HubSpotApiVersion): HubSpotPaths {
  const legacy = version === "v3";
  const contacts = legacy ? "/crm/v3/objects/contacts" : `/crm/objects/${version}/contacts`;
  const properties = legacy ? "/crm/v3/properties/contacts" : `/crm/properties/${version}/contacts`;
  return {
    contacts,
    contact: (id) => `${contacts}/${encodeURIComponent(id)}`,
    contactProperties: properties,
    contactPropertyGroups: `${properties}/groups`,
    account: `/account-info/${version}/details`,
  };
}
