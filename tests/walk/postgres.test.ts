import { createDatabase, type TestDatabase } from "@slotkit/testing/postgres";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { type Example, startExample } from "../../examples/express/start-example.ts";

let database: TestDatabase;
let examples: Example[];

beforeAll(async () => {
  database = await createDatabase(inject("postgresUrl"));
  const settings = {
    PORT: "0",
    DATABASE_URL: database.connectionString,
    SLOTKIT_SECRET: "a secret for this walk alone, long enough to be taken",
  };
  examples = await Promise.all([startExample(settings), startExample(settings)]);
});

afterAll(async () => {
  for (const example of examples ?? []) await example.close();
  await database?.drop();
});

it("keeps the bookings of two hosts in one PostgreSQL database, and gives one time once", async () => {
  const [first, second] = examples;
  if (!first || !second) throw new Error("Both hosts must run.");
  const nowMs = Date.now();
  const range = `start=${new Date(nowMs).toISOString()}&end=${new Date(nowMs + 14 * 86_400_000).toISOString()}`;
  const list = await fetch(`${first.url}/api/slots?eventType=intro&${range}`);
  const { slots } = (await list.json()) as { slots: Record<string, { start: string }[]> };
  const start = Object.values(slots).flat()[0]?.start;
  const book = (url: string) =>
    fetch(`${url}/api/bookings`, {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
      body: JSON.stringify({
        eventType: "intro",
        start,
        attendee: { name: "Grace Example", email: "grace@example.org" },
      }),
    });
  const answers = await Promise.all([first, second, first, second].map(({ url }) => book(url)));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);

  const [row, ...others] = await database.query<{ uid: string }>("select uid from slotkit.bookings");
  expect(others).toEqual([]);
  const uid = row?.uid ?? "";
  await expect
    .poll(async () => (await second.slotkit.getBooking(uid)).sync, { timeout: 20_000 })
    .toEqual({ calendar: "synced", crm: "synced", mail: "synced" });
  expect(first.summary).toContain("PostgreSQL");
  expect(first.summary).not.toContain(database.connectionString);
});
