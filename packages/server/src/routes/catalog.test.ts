import { createClient, createOperatorClient } from "@slotkit/client";
import { storedCatalog } from "@slotkit/core";
import { createHandler } from "@slotkit/server";
import { composeForTest } from "@slotkit/testing/fakes";
import { describe, expect, it } from "vitest";

const operator = "operator-token-for-tests";

function serve(editable = true) {
  const { slotkit } = composeForTest(editable ? { options: { catalog: storedCatalog() } } : {});
  const handler = createHandler(slotkit, {
    isOperator: (request) => (request.headers.get("Authorization") === `Bearer ${operator}` ? { clients: "*" } : null),
  });
  const send = (path: string, init?: RequestInit) => handler(new Request(`http://localhost${path}`, init));
  const options = {
    baseUrl: "http://localhost",
    fetch: (url: string, init: RequestInit) => handler(new Request(url, init)),
  };
  const visitor = createClient(options);
  const client = createOperatorClient({ ...options, token: async () => operator });
  return { slotkit, send, visitor, client };
}

const office = { id: "office", timeZone: "Europe/Berlin", weekly: { monday: [{ start: "09:00", end: "17:00" }] } };
const ada = { id: "ada", name: "Ada Example", email: "ada@example.com", schedule: "office" };
const intro = { slug: "intro", title: "Introduction", durationMinutes: 30, hosts: ["ada"] };

async function filled() {
  const served = serve();
  await served.client.catalog.schedules.create(office);
  await served.client.catalog.hosts.create(ada);
  await served.client.catalog.eventTypes.create(intro);
  return served;
}

describe("/schedules, /hosts and /event-types", () => {
  it("let an operator build a catalog from nothing, which is booked at once", async () => {
    const { client, visitor, slotkit } = await filled();
    expect(await visitor.getEventType("intro")).toMatchObject({ title: "Introduction", timeZone: "Europe/Berlin" });
    const attendee = { name: "Grace Example", email: "grace@example.org" };
    const booked = await visitor.createBooking({ eventType: "intro", start: "2026-11-23T10:00:00+01:00", attendee });
    expect(booked.status).toBe("confirmed");
    await client.catalog.eventTypes.remove("intro");
    expect((await slotkit.getBooking(booked.uid)).eventType.title).toBe("Introduction");
  });

  it("read, list, replace, change and delete by version", async () => {
    const { client } = await filled();
    const { hosts, eventTypes } = client.catalog;
    expect(await eventTypes.get("intro")).toEqual({
      ...intro,
      version: 1,
      createdAt: "2026-11-20T08:00:00Z",
      updatedAt: "2026-11-20T08:00:00Z",
    });
    await hosts.create({ ...ada, id: "bob" });
    const page = await hosts.list({ limit: "1" });
    expect([page.entries.map(({ id }) => id), page.nextCursor]).toEqual([["ada"], "ada"]);
    const next = await hosts.list({ limit: "2", cursor: "ada" });
    expect([next.entries.map(({ id }) => id), next.nextCursor]).toEqual([["bob"], null]);
    const replaced = await eventTypes.replace("intro", { ...intro, hosts: ["bob"], version: 1 });
    expect(replaced).toMatchObject({ hosts: ["bob"], version: 2 });
    await eventTypes.update("intro", { description: "What we do", version: 2 });
    expect(await eventTypes.update("intro", { description: null })).not.toHaveProperty("description");
    await expect(eventTypes.update("intro", { title: "Old", version: 2 })).rejects.toMatchObject({
      status: 409,
      code: "version_conflict",
    });
    await expect(hosts.remove("bob")).rejects.toMatchObject({ status: 409, code: "invalid_transition" });
    await expect(hosts.remove("ada", { version: 9 })).rejects.toMatchObject({ code: "version_conflict" });
    await hosts.remove("ada", { version: 1 });
    await expect(hosts.get("ada")).rejects.toMatchObject({ status: 404 });
  });

  it.each([
    ["GET", "/schedules"],
    ["POST", "/schedules"],
    ["GET", "/schedules/office"],
    ["PUT", "/schedules/office"],
    ["PATCH", "/hosts/ada"],
    ["DELETE", "/hosts/ada"],
    ["GET", "/event-types"],
    ["GET", "/event-types/intro/configuration"],
    ["DELETE", "/event-types/intro"],
  ])("%s %s is for operators", async (method, path) => {
    const { send } = await filled();
    expect((await send(path, { method })).status).toBe(401);
    const headers = { Authorization: "Bearer somebody-else" };
    expect((await send(path, { method, headers })).status).toBe(403);
  });

  it("show the public nothing but public facts, whoever asks", async () => {
    const { send } = await filled();
    for (const headers of [{}, { Authorization: `Bearer ${operator}` }]) {
      const text = await (await send("/event-types/intro", { headers })).text();
      expect(JSON.parse(text).hosts).toEqual([{ id: "ada", name: "Ada Example" }]);
      for (const field of ["version", "createdAt", "assignment", "active", "catalogRevision"]) {
        expect(JSON.parse(text)).not.toHaveProperty(field);
      }
      expect(text).not.toMatch(/example\.com|office/);
    }
  });

  it("name the field that is wrong, and refuse what is not known", async () => {
    const { client } = await filled();
    const wrong = { ...intro, slug: "other", hosts: ["zoe"] };
    await expect(client.catalog.eventTypes.create(wrong)).rejects.toMatchObject({
      status: 422,
      code: "validation_failed",
      errors: [{ field: "hosts.0", message: "names no host; use one of: ada" }],
    });
    const forged = { ...ada, id: "eve", createdAt: "2020-01-01T00:00:00Z" };
    await expect(client.catalog.hosts.create(forged)).rejects.toMatchObject({
      errors: [{ field: "createdAt" }],
    });
  });

  it("can be read but not changed where the catalog is described in code", async () => {
    const { client } = serve(false);
    expect((await client.catalog.hosts.list()).entries).toMatchObject([{ id: "ada", createdAt: null }]);
    await expect(client.catalog.hosts.remove("ada")).rejects.toMatchObject({
      status: 403,
      code: "forbidden",
    });
  });
});
