import { describe, expect, it } from "vitest";
import { canonicalPath } from "./canonical-path.ts";

describe("canonicalPath", () => {
  it.each([
    ["/crm/v3/objects/contacts", "/objects/contacts"],
    ["/crm/objects/2026-09/contacts/1", "/objects/contacts/1"],
    ["/crm/objects/2027-03-beta/contacts", "/objects/contacts"],
    ["/crm/objects/2027-03/meetings/batch/read", "/objects/meetings/batch/read"],
    ["/crm/v3/properties/contacts/groups/", "/properties/contacts/groups"],
    ["/crm/properties/2026-09/contacts", "/properties/contacts"],
    ["/crm/v4/objects/contacts/1/associations/meetings", "/objects/contacts/1/associations/meetings"],
    ["/crm/objects/2026-09/contacts/1/associations/meetings", "/objects/contacts/1/associations/meetings"],
    ["/account-info/v3/details", "/account-info/details"],
    ["/account-info/2026-09/details", "/account-info/details"],
  ])("reads %s as %s", (path, canonical) => {
    expect(canonicalPath(path)).toBe(canonical);
  });

  it.each([
    "/crm/v2/objects/contacts",
    "/crm/v4/objects/contacts",
    "/crm/v3/objects/contacts/1/associations/meetings",
    "/crm/objects/latest/contacts",
    "/oauth/v1/token",
  ])("does not serve %s", (path) => {
    expect(canonicalPath(path)).toBeUndefined();
  });
});
