import { Client } from "@hubspot/api-client";
import { AssociationSpecAssociationCategoryEnum as Category } from "@hubspot/api-client/lib/codegen/crm/objects/meetings/models/all.js";
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

const create = (properties: Record<string, string>) => client.crm.contacts.basicApi.create({ properties });
const merge = (primaryObjectId: string, objectIdToMerge: string) =>
  client.crm.contacts.basicApi.merge({ primaryObjectId, objectIdToMerge });

describe("merge", () => {
  it("leaves one contact under a new id with every address and meeting", async () => {
    const primary = await create({ email: "ada@example.com", firstname: "Ada" });
    const other = await create({ email: "lovelace@example.com", firstname: "A.", company: "Engines" });
    const types = [{ associationCategory: Category.HubspotDefined, associationTypeId: 200 }];
    const meeting = await client.crm.objects.meetings.basicApi.create({
      properties: { hs_timestamp: "2026-11-21T09:00:00Z" },
      associations: [{ to: { id: other.id }, types }],
    });

    const merged = await merge(primary.id, other.id);
    expect([primary.id, other.id]).not.toContain(merged.id);
    expect(hubspot.contacts()).toMatchObject([
      {
        id: merged.id,
        meetingIds: [meeting.id],
        properties: {
          email: "ada@example.com",
          hs_additional_emails: "lovelace@example.com",
          firstname: "Ada",
          company: "Engines",
          hs_merged_object_ids: `${primary.id};${other.id}`,
        },
      },
    ]);
    await expect(client.crm.contacts.basicApi.getById(other.id)).rejects.toMatchObject({ code: 404 });
    await expect(create({ email: "lovelace@example.com" })).rejects.toMatchObject({
      code: 409,
      body: { message: `Contact already exists. Existing ID: ${merged.id}` },
    });
  });

  it("remembers every id of a second merge", async () => {
    const [a, b, c] = [await create({}), await create({}), await create({})];
    const first = await merge(a.id, b.id);
    const second = await merge(first.id, c.id);
    expect(second.properties.hs_merged_object_ids).toBe([a.id, b.id, first.id, c.id].join(";"));
  });

  it("refuses a contact with itself or with none", async () => {
    const { id } = await create({});
    await expect(merge(id, id)).rejects.toMatchObject({ code: 400 });
    await expect(merge(id, "1")).rejects.toMatchObject({ code: 404 });
  });
});
