import { createOperatorClient } from "@slotkit/client";
import { createHandler } from "@slotkit/server";
import { composeForTest } from "@slotkit/testing/fakes";
import { describe, expect, it } from "vitest";

const operator = "operator-token-for-tests";
const url = "https://hooks.example.com/slotkit";

function serve() {
  const composed = composeForTest();
  const handler = createHandler(composed.slotkit, {
    isOperator: (request) => (request.headers.get("Authorization") === `Bearer ${operator}` ? { clients: "*" } : null),
  });
  const client = createOperatorClient({
    baseUrl: "http://localhost",
    fetch: (address, init) => handler(new Request(address, init)),
    token: operator,
  });
  return { ...composed, client };
}

describe("/webhooks", () => {
  it("registers, shows the secret once, changes, rotates and deletes", async () => {
    const { client } = serve();
    const created = await client.webhooks.create({ url, description: "CRM", eventTypes: ["booking.created"] });
    expect(created).toMatchObject({ url, description: "CRM", enabled: true, version: 1, failures: 0 });
    expect(created.secret).toMatch(/^whsec_/);
    const { secret, ...rest } = created;
    expect(await client.webhooks.get(created.id)).toEqual(rest);
    expect(await client.webhooks.list()).toEqual({ webhooks: [rest] });
    const updated = await client.webhooks.update(created.id, { eventTypes: null, enabled: false, version: 1 });
    expect(updated).toMatchObject({ eventTypes: null, enabled: false, disabledReason: "operator", version: 2 });
    await expect(client.webhooks.update(created.id, { enabled: true, version: 1 })).rejects.toMatchObject({
      code: "version_conflict",
    });
    const rotated = await client.webhooks.rotateSecret(created.id);
    expect(rotated.secret).not.toBe(secret);
    expect(rotated.previousSecretUntil).toBe("2026-11-21T08:00:00Z");
    await client.webhooks.remove(created.id);
    await expect(client.webhooks.get(created.id)).rejects.toMatchObject({ code: "not_found" });
  });

  it("lists deliveries page by page and replays them", async () => {
    const { client, slotkit, webhooks } = serve();
    const { id } = await client.webhooks.create({ url });
    await slotkit.book({
      eventType: "intro",
      start: Date.UTC(2026, 10, 23, 9),
      attendee: { name: "Grace Example", email: "grace@example.org" },
    });
    await slotkit.deliver();
    const first = await client.webhooks.deliveries(id, { limit: "1" });
    const second = await client.webhooks.deliveries(id, { limit: "1", cursor: first.nextCursor ?? "" });
    const types = [...first.deliveries, ...second.deliveries].map(({ type }) => type);
    expect(types.toSorted()).toEqual(["booking.confirmed", "booking.created"]);
    expect(first.deliveries[0]).toMatchObject({ state: "delivered", attempts: 0, status: 200, nextAttemptAt: null });
    expect((await client.webhooks.deliveries(id, { state: "failed" })).deliveries).toEqual([]);
    const ids = first.deliveries.map((delivery) => delivery.id);
    expect(await client.webhooks.replay(id, { ids })).toEqual({ replayed: 1 });
    await slotkit.deliver();
    expect(webhooks.posted.map((posted) => posted.id).filter((one) => ids.includes(one))).toHaveLength(2);
    for (const cursor of ["x", "1", "~"]) {
      await expect(client.webhooks.deliveries(id, { cursor })).rejects.toMatchObject({ code: "validation_failed" });
    }
  });
});
