import { createFakeClock } from "@slotkit/testing/clock";
import {
  type HubSpotStandIn,
  type HubSpotStandInOptions,
  rateLimitedFault,
  startHubSpotStandIn,
} from "@slotkit/testing/hubspot";
import { afterEach, describe, expect, it } from "vitest";
import { hubspot } from "./hubspot.ts";
import type { HubSpotOptions } from "./hubspot-options.ts";

const contacts = "/crm/objects/2026-09/contacts";

let standIn: HubSpotStandIn;
afterEach(async () => {
  expect(standIn.violations).toEqual([]);
  await standIn.close();
});

async function connect(options: Partial<HubSpotOptions> = {}, account: HubSpotStandInOptions = {}) {
  standIn = await startHubSpotStandIn({ searchLagMs: 30_000, ...account });
  return hubspot({ accessToken: standIn.token, basePath: standIn.url, ...options }).contacts;
}
const row = (index: number, properties: Record<string, string> = { city: "Arlington" }) => ({
  email: `person${index}@example.org`,
  properties,
  onCreate: { lifecyclestage: "lead" },
});
const rows = (count: number) => Array.from({ length: count }, (_, index) => row(index));
const batches = () => standIn.requests.map(({ path }) => path.replace(contacts, ""));

describe("upsertMany", () => {
  it("does a hundred rows by two requests or three, and sets what is for new ones on those alone", async () => {
    const api = await connect();
    const { id } = { id: await api.create({ email: "person7@example.org", lifecyclestage: "customer" }) };
    const progress: number[] = [];
    const { ids, leftOut, failed } = await api.upsertMany(rows(250), { onProgress: (done) => progress.push(done) });
    expect([ids.size, leftOut, failed]).toEqual([250, [], []]);
    expect(progress).toEqual([100, 200, 250]);
    expect(batches().slice(1)).toEqual([
      "/batch/read",
      "/batch/update",
      "/batch/create",
      "/batch/read",
      "/batch/create",
      "/batch/read",
      "/batch/create",
    ]);
    expect(ids.get("person7@example.org")).toBe(id);
    const stages = standIn.contacts().map(({ properties }) => properties.lifecyclestage);
    expect(stages.filter((stage) => stage === "lead")).toHaveLength(249);
    expect(standIn.contacts().every(({ properties }) => properties.city === "Arlington")).toBe(true);
  });

  it("may be run again, and from the middle, without making anything twice", async () => {
    const api = await connect();
    const first = await api.upsertMany(rows(150).slice(0, 120));
    const again = await api.upsertMany(rows(150).slice(90));
    expect(standIn.contacts()).toHaveLength(150);
    expect(again.ids.get("person100@example.org")).toBe(first.ids.get("person100@example.org"));
  });

  it("takes the last of several rows with one address, whatever its case", async () => {
    const api = await connect();
    const email = ["Grace@example.org", "grace@example.org ", "grace@EXAMPLE.org"];
    const given = email.map((address, index) => ({ email: address, properties: { city: `City ${index}` } }));
    expect((await api.upsertMany(given)).ids.size).toBe(1);
    expect(standIn.contacts().map(({ properties }) => properties.city)).toEqual(["City 2"]);
  });

  it("finds contacts by their secondary addresses", async () => {
    const api = await connect();
    const id = await api.create({ email: "work@example.org", hs_additional_emails: "person0@example.org" });
    expect((await api.upsertMany([row(0)])).ids.get("person0@example.org")).toBe(id);
    expect(standIn.contacts()).toHaveLength(1);
  });

  it("lets a bad row cost itself alone, and says what was left out", async () => {
    const api = await connect();
    const list = rows(5);
    list[1] = row(1, { city: "Arlington", unknown_property: "x" });
    list[3] = { ...row(3), email: "not an address" };
    const { ids, leftOut, failed } = await api.upsertMany(list);
    expect([...ids.keys()]).toEqual([0, 1, 2, 4].map((index) => `person${index}@example.org`));
    expect(leftOut).toEqual([{ row: 1, properties: ["unknown_property"] }]);
    expect(failed).toEqual([{ row: 3, reason: expect.stringContaining("email: INVALID_EMAIL") }]);
    expect(failed[0]?.reason).not.toContain("not an address");
  });

  it("waits when HubSpot has had enough, and goes on", async () => {
    const clock = createFakeClock({ startMs: Date.parse("2026-11-20T08:00:00Z") });
    const api = await connect({ clock });
    standIn.faults.add({ path: /batch\/create/, fault: rateLimitedFault("TEN_SECONDLY_ROLLING") });
    let done = false;
    const work = api.upsertMany(rows(10)).finally(() => {
      done = true;
    });
    while (!done) {
      await new Promise(setImmediate);
      await clock.advance(1_000);
    }
    expect((await work).ids.size).toBe(10);
    expect(clock.now() - Date.parse("2026-11-20T08:00:00Z")).toBeGreaterThanOrEqual(10_000);
  });

  it.each([
    [rateLimitedFault("DAILY"), "exhausted"],
    [{ kind: "answer", status: 401, body: {} }, "auth"],
    [{ kind: "reset" }, "unknown_outcome"],
  ] as const)("stops at %o, after which it can be run again", async (fault, kind) => {
    const clock = createFakeClock({ startMs: Date.parse("2026-11-20T08:00:00Z") });
    const api = await connect({ clock });
    standIn.faults.add({ path: /batch\/create/, fault });
    await expect(api.upsertMany(rows(3))).rejects.toMatchObject({ kind });
    await clock.advance(3_600_000);
    expect((await api.upsertMany(rows(3))).ids.size).toBe(3);
    expect(standIn.contacts()).toHaveLength(3);
  });
});

describe("contacts beside bookings", () => {
  it("are found by address once in thirty minutes, and a miss is looked up again", async () => {
    const clock = createFakeClock({ startMs: Date.parse("2026-11-20T08:00:00Z") });
    const api = await connect({ clock });
    expect(await api.findId("grace@example.org")).toBeNull();
    const id = await api.create({ email: "grace@example.org" });
    expect(await api.findId("grace@example.org")).toBe(id);
    const before = standIn.requests.length;
    await clock.advance(30 * 60_000 - 1);
    expect(await api.findId("Grace@example.org")).toBe(id);
    expect(standIn.requests).toHaveLength(before);
    await clock.advance(1);
    expect(await api.findId("grace@example.org")).toBe(id);
    expect(standIn.requests).toHaveLength(before + 1);
  });

  it("are read, changed and upserted", async () => {
    const api = await connect();
    const { contactId, created } = await api.upsert(row(1));
    expect(created).toBe(true);
    await api.update(contactId, { city: "" });
    expect(await api.read(contactId, { properties: ["city", "lifecyclestage"] })).toMatchObject({
      id: contactId,
      properties: { city: null, lifecyclestage: "lead" },
    });
    expect(await api.read("999999")).toBeNull();
    await expect(api.create({ email: "person1@example.org" })).rejects.toMatchObject({ kind: "stale", status: 409 });
    await expect(api.update("999999", { city: "x" })).rejects.toMatchObject({ kind: "stale", status: 404 });
  });

  it("are searched page by page, as far as the index knows them", async () => {
    const clock = createFakeClock({ startMs: Date.parse("2026-11-20T08:00:00Z") });
    const api = await connect({ clock }, { clock });
    await api.upsertMany(rows(3));
    const search = { where: { city: "Arlington" }, properties: ["city"], limit: 2 };
    expect(await api.search(search)).toEqual({ total: 0, contacts: [], after: null });
    await clock.advance(30_000);
    const page = await api.search(search);
    expect([page.total, page.contacts.length]).toEqual([3, 2]);
    const rest = await api.search({ ...search, after: page.after ?? "" });
    expect([rest.contacts.length, rest.after]).toEqual([1, null]);
  });
});
