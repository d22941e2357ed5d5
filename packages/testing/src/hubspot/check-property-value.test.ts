import { describe, expect, it } from "vitest";
import { checkPropertyValue } from "./check-property-value.ts";
import type { PropertyDefinition } from "./property-registry.ts";

const plain: PropertyDefinition = {
  name: "booking",
  label: "Booking",
  type: "string",
  fieldType: "text",
  groupName: "contactinformation",
  description: "",
  options: [],
  hasUniqueValue: false,
  readOnly: false,
  hubspotDefined: false,
};
const options = ["a", "b"].map((value) => ({ label: value, value, hidden: false }));

const email = { ...plain, name: "email" };
const more = { ...plain, name: "hs_additional_emails" };
const number: PropertyDefinition = { ...plain, type: "number" };
const date: PropertyDefinition = { ...plain, type: "date" };
const datetime: PropertyDefinition = { ...plain, type: "datetime" };
const bool: PropertyDefinition = { ...plain, type: "bool" };
const select: PropertyDefinition = { ...plain, type: "enumeration", fieldType: "select", options };
const checkbox: PropertyDefinition = { ...plain, type: "enumeration", fieldType: "checkbox", options };
const midnightMs = Date.UTC(2026, 10, 20);

describe("checkPropertyValue", () => {
  it.each([
    { property: plain, value: "any text; at all", kept: "any text; at all" },
    { property: email, value: " Ada+Work@Example.com ", kept: "ada+work@example.com" },
    { property: more, value: "B@example.com;c@example.com", kept: "b@example.com;c@example.com" },
    { property: number, value: "-1.5", kept: "-1.5" },
    { property: date, value: "2026-11-20", kept: "2026-11-20" },
    { property: date, value: String(midnightMs), kept: "2026-11-20" },
    { property: datetime, value: String(midnightMs + 1), kept: "2026-11-20T00:00:00.001Z" },
    { property: datetime, value: "2026-11-20T09:00:00+01:00", kept: "2026-11-20T08:00:00Z" },
    { property: bool, value: "false", kept: "false" },
    { property: select, value: "b", kept: "b" },
    { property: checkbox, value: "a;b", kept: "a;b" },
  ])("keeps $property.type $value as $kept", ({ property, value, kept }) => {
    expect(checkPropertyValue(property, value)).toEqual({ value: kept });
  });

  it.each([
    { property: email, value: "ada@example", code: "INVALID_EMAIL" },
    { property: email, value: "ada lovelace@example.com", code: "INVALID_EMAIL" },
    { property: more, value: "b@example.com;nobody", code: "INVALID_EMAIL" },
    { property: number, value: "many", code: "INVALID_LONG" },
    { property: number, value: " ", code: "INVALID_LONG" },
    { property: date, value: String(midnightMs + 3_600_000), code: "INVALID_DATE" },
    { property: date, value: "2026-02-30", code: "INVALID_DATE" },
    { property: date, value: "2026-11-20T00:00:00Z", code: "INVALID_DATE" },
    { property: datetime, value: "2026-02-30T00:00:00Z", code: "INVALID_DATE" },
    { property: datetime, value: "tomorrow", code: "INVALID_DATE" },
    { property: bool, value: "yes", code: "INVALID_OPTION" },
    { property: select, value: "a;b", code: "INVALID_OPTION" },
    { property: checkbox, value: "a;c", code: "INVALID_OPTION" },
  ])("refuses $property.type $value with $code", ({ property, value, code }) => {
    expect(checkPropertyValue(property, value)).toMatchObject({ code });
  });
});
