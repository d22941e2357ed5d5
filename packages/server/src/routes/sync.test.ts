import { createOperatorClient } from "@slotkit/client";
import { IntegrationError } from "@slotkit/core";
import { createHandler } from "@slotkit/server";
import { composeForTest } from "@slotkit/testing/fakes";
import { describe, expect, it } from "vitest";

const operator = "operator-token-for-tests";
const minuteMs = 60_000;
/** Monday 2026-11-23, 10:00 in Berlin. */
const start = Date.UTC(2026, 10, 23, 9);

/** Three bookings whose calendar effects are parked. */
async function serve() {
  const { slotkit, calendar, clock } = composeForTest();
  calendar.failWrites = new IntegrationError("permanent", "Forbidden.", { remedy: "Share the calendar." });
  for (let index = 0; index < 3; index++) {
    await slotkit.book({
      eventType: "intro",
      start: start + index * 30 * minuteMs,
      attendee: { name: "Grace Example", email: "grace@example.org" },
    });
    await clock.advance(1000);
  }
  await slotkit.deliver();
  const handler = createHandler(slotkit, {
    isOperator: (request) => (request.headers.get("Authorization") === `Bearer ${operator}` ? { clients: "*" } : null),
  });
  const send = (path: string, init?: RequestInit) => handler(new Request(`http://localhost${path}`, init));
  const client = createOperatorClient({
    baseUrl: "http://localhost",
    fetch: (url, init) => handler(new Request(url, init)),
    token: operator,
  });
  return { slotkit, calendar, send, client };
}

describe("/sync", () => {
  it("lists page by page, with cause and remedy and without anything personal", async () => {
    const { client } = await serve();
    const first = await client.sync.list({ limit: "2" });
    expect(first.entries).toHaveLength(2);
    expect(first.entries[0]).toMatchObject({
      subject: { kind: "booking" },
      integration: "calendar",
      state: "manual",
      cause: "permanent",
      message: "Forbidden.",
      remedy: "Share the calendar.",
      attempts: 1,
      since: "2026-11-20T08:00:00Z",
      nextAttemptAt: null,
    });
    const second = await client.sync.list({ limit: "2", cursor: first.nextCursor ?? "" });
    expect([second.entries.length, second.nextCursor]).toEqual([1, null]);
    expect(new Set([...first.entries, ...second.entries].map(({ id }) => id)).size).toBe(3);
    expect(JSON.stringify([first, second])).not.toMatch(/grace/i);
  });

  it("filters by state, integration and cause", async () => {
    const { client } = await serve();
    expect((await client.sync.list({ state: "waiting" })).entries).toEqual([]);
    expect((await client.sync.list({ integration: "crm" })).entries).toEqual([]);
    expect((await client.sync.list({ cause: "permanent", integration: "calendar" })).entries).toHaveLength(3);
  });

  it("retries and ignores by id and by selection", async () => {
    const { client, calendar, slotkit } = await serve();
    const [first] = (await client.sync.list()).entries;
    expect(await client.sync.ignore({ ids: [first?.id ?? ""] })).toEqual({ changed: 1 });
    expect((await client.sync.list({ state: "ignored" })).entries.map(({ id }) => id)).toEqual([first?.id]);
    calendar.failWrites = null;
    expect(await client.sync.retry({ matching: { cause: "permanent" } })).toEqual({ changed: 2 });
    await slotkit.deliver();
    expect(calendar.events.size).toBe(2);
    expect((await client.sync.list()).entries).toEqual([]);
  });

  it.each([
    [{}],
    [{ ids: [] }],
    [{ ids: ["a"], matching: {} }],
    [{ matching: { cause: "bad luck" } }],
    [{ matching: { client: "acme" } }],
  ])("refuses %j", async (body) => {
    const { client } = await serve();
    await expect(client.sync.retry(body as { ids: string[] })).rejects.toMatchObject({ code: "validation_failed" });
    expect((await client.sync.list()).entries).toHaveLength(3);
  });

  it("refuses a cursor of its own making", async () => {
    const { client } = await serve();
    await expect(client.sync.list({ cursor: "x" })).rejects.toMatchObject({ errors: [{ field: "cursor" }] });
  });

  it("is for operators", async () => {
    const { send } = await serve();
    for (const [method, path] of [
      ["GET", "/sync"],
      ["POST", "/sync/retry"],
      ["POST", "/sync/ignore"],
    ] as const) {
      expect((await send(path, { method })).status).toBe(401);
      expect((await send(path, { method, headers: { Authorization: "Bearer nobody" } })).status).toBe(403);
    }
  });

  it("shows its length in the health, to operators alone", async () => {
    const { send } = await serve();
    const headers = { Authorization: `Bearer ${operator}` };
    expect((await (await send("/health", { headers })).json()).syncQueue).toEqual({
      manual: 3,
      waiting: 0,
      oldestSince: "2026-11-20T08:00:00Z",
      oldestAgeSeconds: 3,
    });
    expect(await (await send("/health")).json()).not.toHaveProperty("syncQueue");
  });
});
