import { memoryStorage, type Storage } from "@slotkit/core";
import { createHandler, type Handler, type HandlerOptions } from "@slotkit/server";
import { composeForTest } from "@slotkit/testing/fakes";
import { expect, it } from "vitest";
import { rememberAddress } from "./client-address.ts";

const alwaysOpen = [{ start: "00:00", end: "24:00" }];

function compose(rateLimits: HandlerOptions["rateLimits"], storage?: (storage: Storage) => Storage) {
  const warned: string[] = [];
  const parts = composeForTest({
    weekly: { monday: alwaysOpen },
    eventType: { durationMinutes: 15 },
    storage: (clock) => (storage ?? ((made: Storage) => made))(memoryStorage({ clock })),
    options: { logger: { debug() {}, info() {}, error() {}, warn: (message) => warned.push(message) } },
  });
  const newHandler = () => createHandler(parts.slotkit, { rateLimits });
  return { ...parts, warned, newHandler };
}

let keys = 0;
interface Wanted {
  address?: string;
  email?: string;
  quarter?: number;
  key?: string;
}

function book(handler: Handler, { address = "192.0.2.1", email = "grace@example.org", quarter = 0, key }: Wanted) {
  const request = new Request("http://localhost/bookings", {
    method: "POST",
    headers: { "Content-Type": "application/json", "Idempotency-Key": key ?? `a-key-of-16-chars-${keys++}` },
    body: JSON.stringify({
      eventType: "intro",
      start: new Date(Date.UTC(2026, 10, 23, 8, 15 * quarter)).toISOString(),
      attendee: { name: "Grace Example", email },
    }),
  });
  rememberAddress(request, address);
  return handler(request);
}

async function statusesOf(answers: readonly Promise<Response>[]): Promise<number[]> {
  return (await Promise.all(answers)).map(({ status }) => status);
}

it("limits bookings by person, however the address is spelt and whoever sends", async () => {
  const { newHandler } = compose({ bookingsPerEmailPerHour: 3 });
  const handler = newHandler();
  const spellings = ["grace@example.org", "GRACE@example.org", "grace+1@Example.ORG", "grace+2@example.org"];
  const answers = spellings.map((email, quarter) => book(handler, { email, quarter, address: `192.0.2.${quarter}` }));
  expect((await statusesOf(answers)).sort()).toEqual([201, 201, 201, 429]);
  const other = await book(handler, { email: "ada@example.org", quarter: 9 });
  expect(other.status).toBe(201);
});

it("limits bookings of one event type, and says when to come again", async () => {
  const { newHandler, clock } = compose({ bookingsPerEventTypePerMinute: 2 });
  const handler = newHandler();
  const from = (quarter: number) => book(handler, { email: `a${quarter}@example.org`, quarter });
  expect(await statusesOf([from(0), from(1)])).toEqual([201, 201]);
  const refused = await from(2);
  expect([refused.status, (await refused.json()).code]).toEqual([429, "rate_limited"]);
  expect(
    ["RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "Retry-After"].map((name) =>
      refused.headers.get(name),
    ),
  ).toEqual(["2", "0", "60", "60"]);
  await clock.advance(60_000);
  expect((await from(2)).status).toBe(201);
});

it("does not count the repeat of an answered booking as another one", async () => {
  const { newHandler } = compose({ bookingsPerEmailPerHour: 1 });
  const handler = newHandler();
  const first = await book(handler, { key: "0123456789abcdef" });
  const text = await first.text();
  for (const _repeat of [1, 2, 3]) {
    const repeat = await book(handler, { key: "0123456789abcdef" });
    expect([repeat.status, await repeat.text()]).toEqual([201, text]);
  }
  expect((await book(handler, { quarter: 1 })).status).toBe(429);
});

it("counts writes for all processes over one storage together", async () => {
  const { newHandler } = compose({ writesPerMinute: 4 });
  const handlers = [newHandler(), newHandler()];
  const answers = [0, 1, 2, 3, 4, 5].map((quarter) => book(handlers[quarter % 2]!, { quarter }));
  expect((await statusesOf(answers)).sort()).toEqual([201, 201, 201, 201, 429, 429]);
});

it("takes a network of 64 bits for one sender", async () => {
  const { newHandler } = compose({ writesPerMinute: 10 });
  const handler = newHandler();
  const answers = Array.from({ length: 40 }, (_, n) =>
    book(handler, { quarter: n, email: `a${n}@example.org`, address: `2001:db8:0:1::${n.toString(16)}` }),
  );
  expect((await statusesOf(answers)).filter((status) => status === 201)).toHaveLength(10);
});

it("lets reads of all processes add up, at most a portion behind", async () => {
  const { newHandler } = compose({ readsPerMinute: 100 });
  const handlers = [newHandler(), newHandler(), newHandler()];
  let served = 0;
  for (let n = 0; n < 240; n++) {
    const request = new Request("http://localhost/event-types/intro");
    rememberAddress(request, "192.0.2.1");
    if ((await handlers[n % 3]!(request)).status === 200) served++;
  }
  expect(served).toBeGreaterThanOrEqual(100);
  expect(served).toBeLessThanOrEqual(100 + 3 * 10);
});

it("goes by the count of its own, and says so, while the storage does not count", async () => {
  const { newHandler, warned } = compose({ writesPerMinute: 3 }, (storage) => ({
    ...storage,
    forClient: (clientId) => ({
      ...storage.forClient(clientId),
      rateLimits: { hit: () => Promise.reject(new Error("The disk is full.")) },
    }),
  }));
  const handler = newHandler();
  const answers = [0, 1, 2, 3, 4].map((quarter) => book(handler, { quarter }));
  expect((await statusesOf(answers)).sort()).toEqual([201, 201, 201, 429, 429]);
  expect(warned[0]).toContain("goes by its own count");
});

it("limits the bookings of one client in all, whatever their event types", async () => {
  const { newHandler, clock } = compose({ bookingsPerClientPerMinute: 3 });
  const handler = newHandler();
  const from = (quarter: number) =>
    book(handler, { email: `a${quarter}@example.org`, address: `192.0.2.${quarter}`, quarter });
  const statuses: number[] = [];
  for (const quarter of [0, 1, 2, 3]) statuses.push((await from(quarter)).status);
  expect(statuses).toEqual([201, 201, 201, 429]);
  await clock.advance(60_000);
  expect((await from(4)).status).toBe(201);
});

it("counts the requests of one client for no other, also in the process", async () => {
  const { slotkit } = compose({});
  const handler = createHandler(slotkit, {
    rateLimits: { readsPerMinute: 10 },
    clientId: ({ headers }) => headers.get("X-Client") ?? "default",
  });
  const statusFor = async (client: string) => {
    const request = new Request("http://localhost/event-types/intro", { headers: { "X-Client": client } });
    rememberAddress(request, "192.0.2.1");
    return (await handler(request)).status;
  };
  for (let read = 0; read < 10; read++) expect(await statusFor("default")).toBe(200);
  expect(await statusFor("default")).toBe(429);
  expect(await statusFor("other")).toBe(404);
});

it("counts nothing for event types that there are not", async () => {
  const { slotkit, storage } = compose({});
  const handler = createHandler(slotkit, { rateLimits: {} });
  const counted: string[] = [];
  const forClient = storage.forClient.bind(storage);
  storage.forClient = (clientId) => {
    const client = forClient(clientId);
    const hit: typeof client.rateLimits.hit = (key, ...rest) => {
      counted.push(key);
      return client.rateLimits.hit(key, ...rest);
    };
    return { ...client, rateLimits: { hit } };
  };
  const request = new Request("http://localhost/bookings", {
    method: "POST",
    headers: { "Content-Type": "application/json", "Idempotency-Key": "a-key-of-16-letters" },
    body: JSON.stringify({
      eventType: "made-up",
      start: "2026-11-23T08:00:00Z",
      attendee: { name: "Grace Example", email: "grace@example.org" },
    }),
  });
  rememberAddress(request, "192.0.2.1");
  expect((await handler(request)).status).toBe(404);
  expect(counted).toEqual(["default write 192.0.2.1"]);
});
