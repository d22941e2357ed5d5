import { Client } from "@hubspot/api-client";
import { type Filter, FilterOperatorEnum } from "@hubspot/api-client/lib/codegen/crm/contacts/models/all.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFakeClock, type FakeClock } from "../clock/index.ts";
import { type HubSpotStandIn, startHubSpotStandIn } from "./index.ts";

let clock: FakeClock;
let hubspot: HubSpotStandIn;
let client: Client;

beforeEach(async () => {
  clock = createFakeClock({ startMs: Date.parse("2026-11-20T08:00:00Z") });
  const properties = [
    { name: "seats", label: "Seats", type: "number", fieldType: "number", groupName: "contactinformation" } as const,
  ];
  hubspot = await startHubSpotStandIn({ clock, searchLagMs: 30_000, properties, limits: { searchesPerSecond: 100 } });
  client = new Client({ accessToken: hubspot.token, basePath: hubspot.url, numberOfApiCallRetries: 0 });
});

afterEach(async () => {
  expect(hubspot.violations).toEqual([]);
  await hubspot.close();
});

const create = (properties: Record<string, string>) => client.crm.contacts.basicApi.create({ properties });
const find = async (filter: Filter, more: { sorts?: string[]; limit?: number; after?: string } = {}) => {
  const answer = await client.crm.contacts.searchApi.doSearch({ filterGroups: [{ filters: [filter] }], ...more });
  return answer.results.map(({ properties }) => properties.firstname);
};
const byEmail = (value: string): Filter => ({ propertyName: "email", operator: FilterOperatorEnum.Eq, value });

describe("search", () => {
  it("sees a new contact, a change and an archiving only when the index has caught up", async () => {
    const { id } = await create({ email: "ada@example.com", firstname: "Ada" });
    await clock.advance(29_999);
    expect(await find(byEmail("ada@example.com"))).toEqual([]);
    await clock.advance(1);
    expect(await find(byEmail("ada@example.com"))).toEqual(["Ada"]);

    await client.crm.contacts.basicApi.update(id, { properties: { firstname: "Augusta" } });
    expect(await find(byEmail("ada@example.com"))).toEqual(["Ada"]);
    await clock.advance(30_000);
    expect(await find(byEmail("ADA@example.com"))).toEqual(["Augusta"]);

    await client.crm.contacts.basicApi.archive(id);
    await clock.advance(30_000);
    expect(await find(byEmail("ada@example.com"))).toEqual([]);
  });

  it("filters by every operator", async () => {
    await create({ firstname: "One", seats: "9", phone: "1" });
    await create({ firstname: "Two", seats: "10", company: "Analytical Engines" });
    await create({ firstname: "Three", seats: "11" });
    await clock.advance(30_000);
    const { Eq, Neq, Lt, Lte, Gt, Gte, Between, In, NotIn, HasProperty, NotHasProperty } = FilterOperatorEnum;
    const { ContainsToken, NotContainsToken } = FilterOperatorEnum;
    const seats = (operator: FilterOperatorEnum, more: Partial<Filter>) =>
      find({ propertyName: "seats", operator, ...more });
    expect(await seats(Eq, { value: "10.0" })).toEqual(["Two"]);
    expect(await seats(Neq, { value: "10" })).toEqual(["One", "Three"]);
    expect(await seats(Lt, { value: "10" })).toEqual(["One"]);
    expect(await seats(Lte, { value: "10" })).toEqual(["One", "Two"]);
    expect(await seats(Gt, { value: "10" })).toEqual(["Three"]);
    expect(await seats(Gte, { value: "10" })).toEqual(["Two", "Three"]);
    expect(await seats(Between, { value: "10", highValue: "11" })).toEqual(["Two", "Three"]);
    expect(await seats(In, { values: ["9", "11"] })).toEqual(["One", "Three"]);
    expect(await seats(NotIn, { values: ["9", "11"] })).toEqual(["Two"]);
    expect(await find({ propertyName: "phone", operator: HasProperty })).toEqual(["One"]);
    expect(await find({ propertyName: "phone", operator: NotHasProperty })).toEqual(["Two", "Three"]);
    expect(await find({ propertyName: "company", operator: ContainsToken, value: "engin*" })).toEqual(["Two"]);
    expect(await find({ propertyName: "company", operator: NotContainsToken, value: "engines" })).toEqual([
      "One",
      "Three",
    ]);
    expect(await seats(HasProperty, {})).toHaveLength(3);
  });

  it("sorts, and answers by pages with the total", async () => {
    for (const firstname of ["B", "C", "A"]) await create({ firstname });
    await clock.advance(30_000);
    const all: Filter = { propertyName: "firstname", operator: FilterOperatorEnum.HasProperty };
    expect(await find(all, { sorts: ["firstname"] })).toEqual(["A", "B", "C"]);
    expect(await find(all, { sorts: ["-firstname"] })).toEqual(["C", "B", "A"]);
    const page = await client.crm.contacts.searchApi.doSearch({ limit: 2 });
    expect(page).toMatchObject({ total: 3, paging: { next: { after: "2" } } });
    expect(await find(all, { limit: 2, after: "2" })).toEqual(["A"]);
  });

  it("searches words everywhere", async () => {
    await create({ firstname: "Ada", email: "ada@example.com" });
    await create({ firstname: "Grace", email: "grace@example.com" });
    await clock.advance(30_000);
    const { results } = await client.crm.contacts.searchApi.doSearch({ query: "grace" });
    expect(results.map(({ properties }) => properties.firstname)).toEqual(["Grace"]);
  });

  it.each([
    ["a page that is too large", { limit: 201 }],
    ["a cursor past the end of a query", { limit: 100, after: "9950" }],
    ["a cursor that is none", { after: "x" }],
    ["too many groups", { filterGroups: Array.from({ length: 6 }, () => ({ filters: [] })) }],
    ["too many filters", { filterGroups: [{ filters: Array.from({ length: 7 }, () => byEmail("a@example.com")) }] }],
    ["an unknown property", { filterGroups: [{ filters: [{ ...byEmail("x"), propertyName: "inquiry" }] }] }],
    ["an unknown property to sort by", { sorts: ["inquiry"] }],
  ])("refuses %s", async (_name, search) => {
    await expect(client.crm.contacts.searchApi.doSearch(search)).rejects.toMatchObject({ code: 400 });
  });
});
