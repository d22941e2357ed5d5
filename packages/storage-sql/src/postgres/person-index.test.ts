import { makeBooking } from "@slotkit/testing/conformance";
import { createDatabase, type TestDatabase } from "@slotkit/testing/postgres";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { postgresStorage } from "./postgres-storage.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase(inject("postgresUrl"));
});
afterAll(() => database.drop());

/** Copies of the one stored booking, each of another person. */
const crowd = `
  insert into slotkit.bookings select (copied.row).* from (
    select jsonb_populate_record(booking, jsonb_build_object('uid', 'bk_' || n, 'email', n || '@example.org')) as row
    from slotkit.bookings booking, generate_series(2, 5000) n
  ) copied`;

it("finds a person's bookings among thousands by the index made for it", async () => {
  const storage = postgresStorage({ connectionString: database.connectionString });
  await storage.migrate();
  const booking = makeBooking({ person: "grace@example.org" });
  await storage.forClient("acme").transaction([], (tx) => tx.bookings.insert(booking));
  await storage.close();
  await database.query(crowd);
  await database.query("analyze slotkit.bookings");
  const plan = await database.query<{ "QUERY PLAN": string }>(
    `explain select count(*) from slotkit.bookings
     where client_id = 'acme' and email = 'grace@example.org' and created_at >= 1 and status in ('confirmed')`,
  );
  const text = plan.map((row) => row["QUERY PLAN"]).join("\n");
  expect(text).toContain("using bookings_by_email");
  expect(text).toMatch(/Index Cond: .*client_id.*email.*created_at/);
  expect(text).not.toContain("Seq Scan");
});
