import { Client } from "@hubspot/api-client";
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

const batch = () => client.crm.contacts.batchApi;
const email = (name: string) => `${name}@example.com`;
const row = (name: string, properties: Record<string, string> = {}) => ({
  properties: { email: email(name), ...properties },
  associations: [],
});
const upsertRow = (name: string, properties: Record<string, string> = {}) => ({
  id: email(name),
  idProperty: "email",
  properties,
});

describe("batch upsert", () => {
  it("creates what is not there, updates what is, and says which", async () => {
    const first = await batch().upsert({ inputs: [upsertRow("ada", { firstname: "Ada" })] });
    const second = await batch().upsert({ inputs: [upsertRow("ADA", { company: "Engines" }), upsertRow("grace")] });
    expect(first.results.map(({ _new }) => _new)).toEqual([true]);
    expect(second.results.map(({ _new }) => _new)).toEqual([false, true]);
    expect(second.results[0]?.id).toBe(first.results[0]?.id);
    expect(hubspot.contacts()).toMatchObject([
      { properties: { email: email("ada"), firstname: "Ada", company: "Engines" } },
      { properties: { email: email("grace") } },
    ]);
  });

  it("finds a contact by a secondary address and leaves its primary one", async () => {
    await batch().create({ inputs: [row("ada", { hs_additional_emails: email("lovelace") })] });
    await batch().upsert({ inputs: [upsertRow("lovelace", { company: "Engines" })] });
    expect(hubspot.contacts()).toMatchObject([{ properties: { email: email("ada"), company: "Engines" } }]);
  });

  it("creates one contact however many ask at once", async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => batch().upsert({ inputs: [upsertRow("ada")] })));
    expect(answers.filter(({ results }) => results[0]?._new)).toHaveLength(1);
    expect(hubspot.contacts()).toHaveLength(1);
  });

  it("refuses one address twice in a batch", async () => {
    const upsert = batch().upsert({ inputs: [upsertRow("ada"), upsertRow("ADA")] });
    await expect(upsert).rejects.toMatchObject({ code: 409, body: { category: "CONFLICT" } });
    expect(hubspot.contacts()).toEqual([]);
  });

  it("refuses more than a hundred rows", async () => {
    const inputs = Array.from({ length: 101 }, (_, index) => upsertRow(`ada${index}`));
    await expect(batch().upsert({ inputs })).rejects.toMatchObject({ code: 400 });
  });
});

describe("batch create", () => {
  it("writes all rows or none when they carry no trace id", async () => {
    const refused = batch().create({ inputs: [row("ada"), row("grace", { inquiry: "x" })] });
    await expect(refused).rejects.toMatchObject({ code: 400 });
    expect(hubspot.contacts()).toEqual([]);
    const { results } = await batch().create({ inputs: [row("ada"), row("grace")] });
    expect(results).toHaveLength(2);
  });

  it("writes the good rows and reports the bad ones by their trace id", async () => {
    const inputs = [
      { ...row("ada"), objectWriteTraceId: "first" },
      { ...row("grace", { inquiry: "x" }), objectWriteTraceId: "second" },
    ];
    const answer = await batch().createWithHttpInfo({ inputs });
    expect(answer.httpStatusCode).toBe(207);
    expect(answer.data).toMatchObject({
      numErrors: 1,
      results: [{ objectWriteTraceId: "first", properties: { email: email("ada") } }],
      errors: [{ category: "VALIDATION_ERROR", context: { objectWriteTraceId: ["second"] } }],
    });
    expect(hubspot.contacts()).toHaveLength(1);
  });
});

describe("batch read and update", () => {
  it("reads what is there and names what is not", async () => {
    await batch().create({ inputs: [row("ada", { phone: "1" })] });
    const inputs = [{ id: email("ada") }, { id: email("nobody") }];
    const answer = await batch().readWithHttpInfo({
      inputs,
      idProperty: "email",
      properties: ["phone"],
      propertiesWithHistory: [],
    });
    expect(answer.httpStatusCode).toBe(207);
    expect(answer.data).toMatchObject({
      results: [{ properties: { email: email("ada"), phone: "1" } }],
      errors: [{ category: "OBJECT_NOT_FOUND", context: { ids: [email("nobody")] } }],
    });
  });

  it("updates by id, and by trace id tells which row failed", async () => {
    const { results } = await batch().create({ inputs: [row("ada")] });
    const id = results[0]?.id ?? "";
    await batch().update({ inputs: [{ id, properties: { company: "Engines" } }] });
    await expect(batch().update({ inputs: [{ id: "1", properties: {} }] })).rejects.toMatchObject({ code: 404 });
    const answer = await batch().update({
      inputs: [
        { id, properties: { company: "Analytical Engines" }, objectWriteTraceId: "a" },
        { id: "1", properties: {}, objectWriteTraceId: "b" },
      ],
    });
    expect(answer).toMatchObject({
      errors: [{ category: "OBJECT_NOT_FOUND", context: { objectWriteTraceId: ["b"] } }],
    });
    expect(hubspot.contacts()).toMatchObject([{ properties: { company: "Analytical Engines" } }]);
  });
});
