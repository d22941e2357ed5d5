import type { PropertyDefinition, PropertyGroupDefinition, PropertyType } from "./property-registry.ts";

/** The part of HubSpot's own properties that a booking could touch. */
export interface StandardProperties {
  groups: readonly PropertyGroupDefinition[];
  properties: readonly PropertyDefinition[];
  /** Answered when a read names no properties. */
  defaults: readonly string[];
  /** Where the account keeps the two instants of a record. */
  createdName: string;
  modifiedName: string;
}

/** Lifecycle stages in their order; a contact moves down this list only. */
export const lifecycleStages = [
  "subscriber",
  "lead",
  "marketingqualifiedlead",
  "salesqualifiedlead",
  "opportunity",
  "customer",
  "evangelist",
  "other",
];

const contactGroup = "contactinformation";

export const contactProperties: StandardProperties = {
  groups: [{ name: contactGroup, label: "Contact information", displayOrder: 0 }],
  properties: [
    standard(contactGroup, "email", "string", { hasUniqueValue: true }),
    standard(contactGroup, "hs_additional_emails", "enumeration", { fieldType: "checkbox" }),
    standard(contactGroup, "firstname", "string"),
    standard(contactGroup, "lastname", "string"),
    standard(contactGroup, "phone", "string"),
    standard(contactGroup, "mobilephone", "string"),
    standard(contactGroup, "company", "string"),
    standard(contactGroup, "jobtitle", "string"),
    standard(contactGroup, "website", "string"),
    standard(contactGroup, "city", "string"),
    standard(contactGroup, "country", "string"),
    standard(contactGroup, "message", "string", { fieldType: "textarea" }),
    standard(contactGroup, "hs_language", "string"),
    standard(contactGroup, "hs_timezone", "string"),
    standard(contactGroup, "hubspot_owner_id", "string"),
    choice(contactGroup, "lifecyclestage", lifecycleStages),
    {
      ...choice(contactGroup, "hs_legal_basis", [
        "Legitimate interest – prospect/lead",
        "Freely given consent from contact",
        "Performance of a contract",
        "Not applicable",
      ]),
      fieldType: "checkbox",
    },
    choice(contactGroup, "hs_lead_status", ["NEW", "OPEN", "IN_PROGRESS", "CONNECTED", "UNQUALIFIED"]),
    standard(contactGroup, "hs_merged_object_ids", "string", { readOnly: true }),
    standard(contactGroup, "hs_object_id", "number", { readOnly: true }),
    standard(contactGroup, "createdate", "datetime", { readOnly: true }),
    standard(contactGroup, "lastmodifieddate", "datetime", { readOnly: true }),
  ],
  defaults: ["createdate", "email", "firstname", "hs_object_id", "lastmodifieddate", "lastname"],
  createdName: "createdate",
  modifiedName: "lastmodifieddate",
};

const meetingGroup = "meeting";

export const meetingProperties: StandardProperties = {
  groups: [{ name: meetingGroup, label: "Meeting", displayOrder: 0 }],
  properties: [
    standard(meetingGroup, "hs_timestamp", "datetime"),
    standard(meetingGroup, "hs_meeting_title", "string"),
    standard(meetingGroup, "hs_meeting_body", "string", { fieldType: "textarea" }),
    standard(meetingGroup, "hs_internal_meeting_notes", "string", { fieldType: "textarea" }),
    standard(meetingGroup, "hs_meeting_location", "string"),
    choice(meetingGroup, "hs_meeting_location_type", ["PHONE", "ADDRESS", "CUSTOM"]),
    standard(meetingGroup, "hs_meeting_external_url", "string"),
    standard(meetingGroup, "hs_meeting_start_time", "datetime"),
    standard(meetingGroup, "hs_meeting_end_time", "datetime"),
    choice(meetingGroup, "hs_meeting_outcome", ["SCHEDULED", "COMPLETED", "RESCHEDULED", "NO_SHOW", "CANCELED"]),
    standard(meetingGroup, "hs_activity_type", "string"),
    standard(meetingGroup, "hubspot_owner_id", "string"),
    standard(meetingGroup, "hs_object_id", "number", { readOnly: true }),
    standard(meetingGroup, "hs_createdate", "datetime", { readOnly: true }),
    standard(meetingGroup, "hs_lastmodifieddate", "datetime", { readOnly: true }),
  ],
  defaults: ["hs_createdate", "hs_lastmodifieddate", "hs_object_id"],
  createdName: "hs_createdate",
  modifiedName: "hs_lastmodifieddate",
};

function standard(
  groupName: string,
  name: string,
  type: PropertyType,
  more: Partial<PropertyDefinition> = {},
): PropertyDefinition {
  const fieldType = type === "string" ? "text" : type === "number" ? "number" : "date";
  return {
    name,
    label: name,
    type,
    fieldType,
    groupName,
    description: "",
    options: [],
    hasUniqueValue: false,
    readOnly: false,
    hubspotDefined: true,
    ...more,
  };
}

function choice(groupName: string, name: string, values: readonly string[]): PropertyDefinition {
  const options = values.map((value) => ({ label: value, value, hidden: false }));
  return standard(groupName, name, "enumeration", { fieldType: "select", options });
}
