import { Client } from "@hubspot/api-client";
import {
  PropertyCreateFieldTypeEnum as FieldType,
  type PropertyCreate,
  PropertyCreateTypeEnum as Type,
} from "@hubspot/api-client/lib/codegen/crm/properties/models/all.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type HubSpotStandIn, startHubSpotStandIn } from "./index.ts";

let hubspot: HubSpotStandIn;
let client: Client;

beforeEach(async () => {
  hubspot = await startHubSpotStandIn();
  client = new Client({ accessToken: hubspot.token, basePath: hubspot.url, numberOfApiCallRetries: 0 });
});

afterEach(async () => {
  expect(hubspot.violations).toEqual([]);
  await hubspot.close();
});

const core = () => client.crm.properties.coreApi;
const groups = () => client.crm.properties.groupsApi;
const inquiry: PropertyCreate = {
  name: "booking_inquiry",
  label: "Inquiry",
  type: Type.String,
  fieldType: FieldType.Textarea,
  groupName: "booking",
};
const write = (value: string) => client.crm.contacts.basicApi.create({ properties: { booking_inquiry: value } });

describe("properties", () => {
  beforeEach(() => groups().create("contacts", { name: "booking", label: "Booking" }));

  it("are created in their group and can then be written", async () => {
    await expect(write("hello")).rejects.toMatchObject({ body: { errors: [{ code: "PROPERTY_DOESNT_EXIST" }] } });
    await core().create("contacts", inquiry);
    expect(await core().getByName("contacts", inquiry.name)).toMatchObject({ ...inquiry, hubspotDefined: false });
    await write("hello");
    expect(hubspot.contacts()).toMatchObject([{ properties: { booking_inquiry: "hello" } }]);
  });

  it("are listed with HubSpot's own", async () => {
    await core().create("contacts", inquiry);
    const { results } = await core().getAll("contacts");
    const names = results.map(({ name }) => name);
    expect(names).toContain("email");
    expect(names).toContain("booking_inquiry");
    expect((await groups().getAll("contacts")).results.map(({ name }) => name)).toEqual([
      "contactinformation",
      "booking",
    ]);
    expect(await groups().getByName("contacts", "booking")).toMatchObject({ label: "Booking", archived: false });
  });

  it("can be changed, and are unknown once archived", async () => {
    await core().create("contacts", inquiry);
    await core().update("contacts", inquiry.name, { label: "What is it about?" });
    expect((await core().getByName("contacts", inquiry.name)).label).toBe("What is it about?");
    await core().archive("contacts", inquiry.name);
    await expect(write("hello")).rejects.toMatchObject({ body: { errors: [{ code: "PROPERTY_DOESNT_EXIST" }] } });
    await expect(core().getByName("contacts", inquiry.name)).rejects.toMatchObject({ code: 404 });
  });

  it("with unique values find a record and refuse a second one", async () => {
    await core().create("contacts", { ...inquiry, hasUniqueValue: true });
    const { id } = await write("one");
    await expect(write("one")).rejects.toMatchObject({
      code: 400,
      body: { errors: [{ code: "CONFLICTING_UNIQUE_VALUE" }] },
    });
    const found = await client.crm.contacts.basicApi.getById("one", [], [], [], false, inquiry.name);
    expect(found.id).toBe(id);
  });

  it.each([
    ["a name that is taken", { ...inquiry, name: "email" }, 409],
    ["a name with capitals", { ...inquiry, name: "Inquiry" }, 400],
    ["a group that is not there", { ...inquiry, groupName: "nowhere" }, 400],
    ["a field type that does not fit", { ...inquiry, fieldType: FieldType.Select }, 400],
    ["a choice without options", { ...inquiry, type: Type.Enumeration, fieldType: FieldType.Select }, 400],
    ["a type that is none", { ...inquiry, type: "money" as Type }, 400],
    [
      "two options alike",
      {
        ...inquiry,
        type: Type.Enumeration,
        fieldType: FieldType.Select,
        options: [1, 2].map((label) => ({ label: String(label), value: "same", hidden: false })),
      },
      400,
    ],
  ])("refuse %s", async (_name, property, code) => {
    await expect(core().create("contacts", property)).rejects.toMatchObject({ code });
  });

  it("of HubSpot cannot be changed or archived", async () => {
    await expect(core().archive("contacts", "email")).rejects.toMatchObject({ code: 400 });
    await expect(core().update("contacts", "email", { label: "x" })).rejects.toMatchObject({ code: 400 });
  });

  it("groups are unique", async () => {
    await expect(groups().create("contacts", { name: "booking", label: "x" })).rejects.toMatchObject({ code: 409 });
    await expect(groups().getByName("contacts", "nowhere")).rejects.toMatchObject({ code: 404 });
  });

  it("are the same under dated paths", async () => {
    const body = { ...inquiry, name: "booking_date", type: "date", fieldType: "date" };
    const created = await client.apiRequest({ method: "POST", path: "/crm/properties/2026-09/contacts", body });
    expect(created.status).toBe(201);
    expect((await core().getByName("contacts", "booking_date")).type).toBe("date");
  });
});
