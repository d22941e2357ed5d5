import { Client } from "@hubspot/api-client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFakeClock, type FakeClock } from "../clock/index.ts";
import { type HubSpotStandIn, startHubSpotStandIn } from "./index.ts";

const startMs = Date.parse("2026-11-20T08:00:00Z");
const ada = { email: "Ada@Example.com", firstname: "Ada", phone: "+49 30 1" };

let clock: FakeClock;
let hubspot: HubSpotStandIn;
let client: Client;

beforeEach(async () => {
  clock = createFakeClock({ startMs });
  hubspot = await startHubSpotStandIn({ clock });
  client = new Client({ accessToken: hubspot.token, basePath: hubspot.url, numberOfApiCallRetries: 0 });
});

afterEach(async () => {
  expect(hubspot.violations).toEqual([]);
  await hubspot.close();
});

const contacts = () => client.crm.contacts.basicApi;
const meetings = () => client.crm.objects.meetings.basicApi;
const create = (properties: Record<string, string>) => contacts().create({ properties });

describe("create a contact", () => {
  it("keeps it, its address in lower case, with the account's own properties", async () => {
    const contact = await create(ada);
    expect(contact.properties).toEqual({
      ...ada,
      email: "ada@example.com",
      hs_object_id: contact.id,
      createdate: "2026-11-20T08:00:00.000Z",
      lastmodifieddate: "2026-11-20T08:00:00.000Z",
    });
    expect(contact.createdAt.getTime()).toBe(startMs);
    expect(hubspot.contacts()).toMatchObject([{ id: contact.id, properties: { email: "ada@example.com" } }]);
  });

  it("refuses an address that a contact has, in any case, and names its id", async () => {
    const { id } = await create(ada);
    await expect(create({ email: "ADA@example.com" })).rejects.toMatchObject({
      code: 409,
      body: { status: "error", category: "CONFLICT", message: `Contact already exists. Existing ID: ${id}` },
    });
  });

  it("refuses an address that a contact has as a secondary one", async () => {
    const { id } = await create({ ...ada, hs_additional_emails: "ada@example.org;lovelace@example.com" });
    await expect(create({ email: "lovelace@example.com" })).rejects.toMatchObject({
      code: 409,
      body: { message: `Contact already exists. Existing ID: ${id}` },
    });
  });

  it("takes an address with another plus part, and that of an archived contact", async () => {
    const { id } = await create(ada);
    await create({ email: "ada+work@example.com" });
    await contacts().archive(id);
    await create(ada);
    expect(hubspot.contacts()).toHaveLength(2);
  });

  it("names every refused value and writes nothing", async () => {
    const refused = create({ ...ada, email: "nobody", inquiry: "x", lifecyclestage: "friend", createdate: "1" });
    const error = await refused.catch((reason) => reason);
    expect(error).toMatchObject({ code: 400, body: { category: "VALIDATION_ERROR" } });
    expect(error.body.correlationId).toMatch(/^[0-9a-f-]{36}$/);
    expect(error.body.message).toContain('"error":"PROPERTY_DOESNT_EXIST"');
    expect(
      error.body.errors.map(({ code, context }: { code: string; context: object }) => ({ code, context })),
    ).toEqual([
      { code: "INVALID_EMAIL", context: { propertyName: ["email"] } },
      { code: "PROPERTY_DOESNT_EXIST", context: { propertyName: ["inquiry"] } },
      { code: "INVALID_OPTION", context: { propertyName: ["lifecyclestage"] } },
      { code: "READ_ONLY_VALUE", context: { propertyName: ["createdate"] } },
    ]);
    expect(hubspot.contacts()).toEqual([]);
  });

  it.each([
    ["an unknown field", { properties: {}, note: "x" }, "$.note: unknown field"],
    ["a missing field", {}, "$.properties: missing"],
    ["a value that is no text", { properties: { phone: 49 } }, "$.properties.phone: expected string, got 49"],
  ])("refuses %s in the body", async (_name, body, fault) => {
    const response = await client.apiRequest({ method: "POST", path: "/crm/v3/objects/contacts", body });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ message: expect.stringContaining(fault) });
  });
});

describe("read a contact", () => {
  it("answers the default properties and those asked for, null where unset", async () => {
    const { id } = await create(ada);
    const contact = await contacts().getById(id, ["phone", "company", "unheard_of"]);
    expect(contact.properties).toEqual({
      email: "ada@example.com",
      firstname: "Ada",
      lastname: null,
      phone: "+49 30 1",
      company: null,
      hs_object_id: id,
      createdate: "2026-11-20T08:00:00.000Z",
      lastmodifieddate: "2026-11-20T08:00:00.000Z",
    });
  });

  it.each(["ada@example.com", "ADA@EXAMPLE.COM", "lovelace@example.com"])(
    "finds it by its address %s",
    async (email) => {
      const { id } = await create({ ...ada, hs_additional_emails: "lovelace@example.com" });
      const found = await contacts().getById(email, undefined, undefined, undefined, undefined, "email");
      expect(found.id).toBe(id);
    },
  );

  it("answers 404 for one that is archived or never was, 400 for a property that is not unique", async () => {
    const { id } = await create(ada);
    await contacts().archive(id);
    await expect(contacts().getById(id)).rejects.toMatchObject({ code: 404, body: { category: "OBJECT_NOT_FOUND" } });
    await expect(contacts().getById("1")).rejects.toMatchObject({ code: 404 });
    const byPhone = contacts().getById("1", undefined, undefined, undefined, undefined, "phone");
    await expect(byPhone).rejects.toMatchObject({ code: 400 });
  });

  it("lists by pages", async () => {
    for (const name of ["a", "b", "c"]) await create({ email: `${name}@example.com` });
    const first = await contacts().getPage(2);
    const second = await contacts().getPage(2, first.paging?.next?.after);
    const emails = [...first.results, ...second.results].map(({ properties }) => properties.email);
    expect(emails).toEqual(["a@example.com", "b@example.com", "c@example.com"]);
    expect(second.paging).toBeUndefined();
  });
});

describe("update a contact", () => {
  it("changes what is given, clears what is empty and leaves the rest", async () => {
    const { id } = await create({ ...ada, company: "Engines" });
    await clock.advance(1_000);
    const contact = await contacts().update(id, { properties: { firstname: "Augusta", phone: "" } });
    expect(hubspot.contacts()).toMatchObject([
      {
        properties: { email: "ada@example.com", firstname: "Augusta", company: "Engines" },
        updatedAtMs: startMs + 1_000,
      },
    ]);
    expect(contact.properties).not.toHaveProperty("phone");
    expect(contact.updatedAt.getTime()).toBe(startMs + 1_000);
  });

  it("finds it by its address", async () => {
    await create(ada);
    await contacts().update("ada@example.com", { properties: { company: "Engines" } }, "email");
    expect(hubspot.contacts()).toMatchObject([{ properties: { company: "Engines" } }]);
  });

  it("refuses an address that another contact has", async () => {
    const { id } = await create(ada);
    const other = await create({ email: "grace@example.com" });
    const update = contacts().update(other.id, { properties: { email: "ada@example.com" } });
    await expect(update).rejects.toMatchObject({ code: 409, body: { message: expect.stringContaining(id) } });
  });

  it("moves the lifecycle stage forward only, unless it was cleared", async () => {
    const { id } = await create({ ...ada, lifecyclestage: "customer" });
    const stage = async (lifecyclestage: string) => {
      await contacts().update(id, { properties: { lifecyclestage } });
      return hubspot.contacts()[0]?.properties.lifecyclestage;
    };
    expect(await stage("lead")).toBe("customer");
    expect(await stage("evangelist")).toBe("evangelist");
    expect(await stage("")).toBeUndefined();
    expect(await stage("lead")).toBe("lead");
  });
});

describe("a meeting", () => {
  const properties = { hs_meeting_title: "Intro", hs_meeting_start_time: "2026-11-21T09:00:00Z" };
  const withContact = (id: string, associationTypeId = 200) => ({
    properties,
    associations: [
      { to: { id }, types: [{ associationCategory: "HUBSPOT_DEFINED" as const, associationTypeId }] },
    ] as never,
  });

  it("is created and associated in one call, and seen from both sides", async () => {
    const contact = await create(ada);
    const meeting = await meetings().create(withContact(contact.id));
    expect(meeting.properties.hs_timestamp).toBe("2026-11-21T09:00:00Z");
    expect(hubspot.meetings()).toMatchObject([{ id: meeting.id, contactIds: [contact.id] }]);
    expect(hubspot.contacts()).toMatchObject([{ meetingIds: [meeting.id] }]);

    const read = await contacts().getById(contact.id, undefined, undefined, ["meetings"]);
    expect(read.associations?.meetings?.results).toEqual([{ id: meeting.id, type: "contact_to_meeting_event" }]);
    const listed = await client.crm.associations.v4.basicApi.getPage("contacts", contact.id, "meetings");
    expect(listed.results).toMatchObject([{ toObjectId: meeting.id, associationTypes: [{ typeId: 199 }] }]);
  });

  it("is not created when it cannot be associated", async () => {
    const earlier = await meetings().create({ properties, associations: [] });
    const nobody = meetings().create(withContact("1"));
    await expect(nobody).rejects.toMatchObject({
      code: 400,
      body: { message: expect.stringContaining("no record 1") },
    });
    const wrongWay = meetings().create(withContact(earlier.id, 199));
    await expect(wrongWay).rejects.toMatchObject({ code: 400, body: { message: expect.stringContaining("199") } });
    expect(hubspot.meetings()).toHaveLength(1);
  });

  it("takes an outcome afterwards, and refuses one that is none", async () => {
    const { id } = await meetings().create({ properties, associations: [] });
    await meetings().update(id, { properties: { hs_meeting_outcome: "CANCELED" } });
    expect((await meetings().getById(id, ["hs_meeting_outcome"])).properties.hs_meeting_outcome).toBe("CANCELED");
    const update = meetings().update(id, { properties: { hs_meeting_outcome: "CANCELLED" } });
    await expect(update).rejects.toMatchObject({ code: 400, body: { errors: [{ code: "INVALID_OPTION" }] } });
  });

  it("needs a time", async () => {
    const create = meetings().create({ properties: { hs_meeting_title: "Intro" }, associations: [] });
    await expect(create).rejects.toMatchObject({ code: 400, body: { errors: [{ code: "REQUIRED_FIELD" }] } });
  });
});

describe("dated paths", () => {
  it("serve the same state as v3", async () => {
    const created = await client.apiRequest({
      method: "POST",
      path: "/crm/objects/2026-09/contacts",
      body: { properties: ada },
    });
    expect(created.status).toBe(201);
    const { id } = (await created.json()) as { id: string };
    expect((await contacts().getById(id)).properties.email).toBe("ada@example.com");
    const updated = await client.apiRequest({
      method: "PATCH",
      path: "/crm/objects/2027-03/contacts/ada%40example.com",
      qs: { idProperty: "email" },
      body: { properties: { company: "Engines" } },
    });
    expect(await updated.json()).toMatchObject({ id, properties: { company: "Engines" } });
    const listed = await client.apiRequest({ path: `/crm/objects/2026-09/contacts/${id}/associations/meetings` });
    expect(await listed.json()).toEqual({ results: [] });
  });

  it("answer 404 where there is nothing", async () => {
    expect((await client.apiRequest({ path: "/crm/objects/newest/contacts" })).status).toBe(404);
    expect((await client.apiRequest({ method: "PUT", path: "/crm/objects/2026-09/contacts" })).status).toBe(404);
    expect((await client.apiRequest({ path: "/crm/objects/2026-09/spaceships" })).status).toBe(400);
    expect((await client.apiRequest({ path: "/crm/objects/2026-09/contacts/%E0%A4%A" })).status).toBe(400);
  });
});
