import type { PropertyDefinition } from "./property-registry.ts";

/** The value as HubSpot would keep it, or why it refuses it. */
export type CheckedValue = { value: string } | { code: string; message: string };

const dayMs = 24 * 60 * 60_000;
const address = /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\.]+(\.[^\s@<>,;:"()[\]\\.]+)+$/;

/**
 * Checks one property value by the type of its property.
 *
 * - `date` is a day: `YYYY-MM-DD`, or epoch milliseconds at midnight UTC exactly. Kept as the former.
 *   https://developers.hubspot.com/docs/faq/how-should-timestamps-be-formatted-for-hubspots-apis
 * - `datetime` is ISO 8601 or epoch milliseconds. Kept as ISO 8601 in UTC.
 * - `enumeration` is one of the options; of a checkbox any of them, joined by semicolons.
 */
export function checkPropertyValue(property: PropertyDefinition, value: string): CheckedValue {
  if (property.name === "email") return checkEmail(value);
  // Its options are whatever addresses there are.
  if (property.name === "hs_additional_emails") return checkEmails(value);
  switch (property.type) {
    case "string":
      return { value };
    case "number":
      return value.trim() !== "" && Number.isFinite(Number(value))
        ? { value }
        : refuse("INVALID_LONG", value, "a number");
    case "date":
      return checkDate(value);
    case "datetime":
      return checkDatetime(value);
    case "bool":
      return value === "true" || value === "false" ? { value } : refuse("INVALID_OPTION", value, "true or false");
    case "enumeration":
      return checkOptions(property, value);
  }
}

function checkEmail(value: string): CheckedValue {
  const email = value.trim().toLowerCase();
  return address.test(email) ? { value: email } : refuse("INVALID_EMAIL", value, "an e-mail address");
}

function checkEmails(value: string): CheckedValue {
  const checked = value.split(";").map(checkEmail);
  const refused = checked.find((entry) => "code" in entry);
  return refused ?? { value: checked.map((entry) => ("value" in entry ? entry.value : "")).join(";") };
}

function checkDate(value: string): CheckedValue {
  const epochMs = /^-?\d+$/.test(value) ? Number(value) : isoDay(value);
  if (Number.isNaN(epochMs) || epochMs % dayMs !== 0) return refuse("INVALID_DATE", value, "a day at midnight UTC");
  return { value: new Date(epochMs).toISOString().slice(0, 10) };
}

/** `NaN` for anything but a day of the calendar: `Date.parse` takes 30 February for 2 March. */
function isoDay(value: string): number {
  const epochMs = /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(value) : Number.NaN;
  return !Number.isNaN(epochMs) && new Date(epochMs).toISOString().startsWith(value) ? epochMs : Number.NaN;
}

function checkDatetime(value: string): CheckedValue {
  const epochMs = /^-?\d+$/.test(value) ? Number(value) : isoInstant(value);
  if (Number.isNaN(epochMs)) return refuse("INVALID_DATE", value, "an instant");
  return { value: new Date(epochMs).toISOString().replace(".000Z", "Z") };
}

function isoInstant(value: string): number {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/.test(value)) return Number.NaN;
  return Number.isNaN(isoDay(value.slice(0, 10))) ? Number.NaN : Date.parse(value);
}

function checkOptions({ options, fieldType }: PropertyDefinition, value: string): CheckedValue {
  const chosen = fieldType === "checkbox" ? value.split(";") : [value];
  const known = options.map((option) => option.value);
  return chosen.every((entry) => known.includes(entry))
    ? { value }
    : refuse("INVALID_OPTION", value, `one of the allowed options: [${known.join(", ")}]`);
}

function refuse(code: string, value: string, expected: string): CheckedValue {
  return { code, message: `${value} was not ${expected}` };
}
