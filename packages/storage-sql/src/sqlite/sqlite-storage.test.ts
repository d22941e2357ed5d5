import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type Clock, systemClock } from "@slotkit/core";
import { createFakeClock, createSeededRandom } from "@slotkit/testing/clock";
import { makeBooking, makeClaim, spreadOver, storageConformance } from "@slotkit/testing/conformance";
import { afterAll, describe, expect, it } from "vitest";
import { migrations } from "../migrations/index.ts";
import { sqliteStorage } from "./sqlite-storage.ts";

const directory = mkdtempSync(join(tmpdir(), "slotkit-sqlite-"));
afterAll(() => rmSync(directory, { recursive: true }));
let files = 0;
const newFile = () => join(directory, `${++files}.db`);
const startMs = Date.parse("2026-11-20T08:00:00Z");

describe("sqliteStorage", () => {
  const create = async () => {
    const clock = createFakeClock({ startMs });
    return { storage: sqliteStorage({ file: newFile(), clock }), clock };
  };
  for (const { name, run } of storageConformance(create)) it(name, run);
});

describe("sqliteStorage, three times over one file", () => {
  const create = async () => {
    const clock = createFakeClock({ startMs });
    // Leases run by the fake clock; the wait for the other connections is a real one.
    const waiting: Clock = { ...systemClock, now: clock.now };
    const options = { file: newFile(), clock: waiting, random: createSeededRandom(7), busyDeadlineMs: 30_000 };
    const open = () => sqliteStorage(options);
    return { storage: spreadOver([open(), open(), open()]), clock };
  };
  for (const { name, run } of storageConformance(create)) it(name, { timeout: 30_000 }, run);
});

describe("the wait for other writers", () => {
  it("ends with `busy` at the deadline, and the next attempt succeeds once the file is free", async () => {
    const file = newFile();
    const clock = createFakeClock({ startMs });
    const storage = sqliteStorage({ file, clock, busyDeadlineMs: 200, random: createSeededRandom(1) });
    await storage.migrate();
    const rival = new DatabaseSync(file);
    rival.exec("begin immediate");
    const outcome = Promise.allSettled([storage.forClient("acme").transaction([], async () => "never")]);
    while (clock.monotonicMs() < 300) await clock.advance(10);
    expect(await outcome).toMatchObject([{ status: "rejected", reason: { code: "busy", retryable: true } }]);
    rival.exec("rollback");
    expect(await storage.forClient("acme").transaction([], async () => "done")).toBe("done");
    rival.close();
    await storage.close();
  });

  it("holds for the turn inside one process too", async () => {
    const clock = createFakeClock({ startMs });
    const storage = sqliteStorage({ file: newFile(), clock, busyDeadlineMs: 200 });
    await storage.migrate();
    const client = storage.forClient("acme");
    let finish = () => {};
    const slow = client.transaction([], () => new Promise<void>((resolve) => (finish = resolve)));
    const outcome = Promise.allSettled([client.transaction([], async () => "never")]);
    await clock.advance(200);
    expect(await outcome).toMatchObject([{ status: "rejected", reason: { code: "busy" } }]);
    expect(await client.bookings.find("bk_1")).toBeNull();
    finish();
    await slow;
    expect(await client.transaction([], async () => "done")).toBe("done");
    await storage.close();
  });
});

describe("the database by itself", () => {
  it("refuses an overlap on insert and on update, whoever writes", async () => {
    const file = newFile();
    const storage = sqliteStorage({ file });
    await storage.migrate();
    await storage.forClient("acme").transaction([], (tx) => tx.claims.insert([makeClaim({ start: 0, end: 10 })]));
    await storage.close();
    const database = new DatabaseSync(file);
    const insert = (start: number, end: number, host = "ada") =>
      database.exec(`insert into claims values ('acme', '${host}', ${start}, ${end}, 'booking', 'bk_2', null)`);
    expect(() => insert(5, 15)).toThrow("claims_no_overlap");
    insert(10, 20);
    insert(0, 10, "bob");
    expect(() => database.exec("update claims set start = 9 where start = 10")).toThrow("claims_no_overlap");
    expect(() => database.exec(`update claims set host_id = 'ada' where host_id = 'bob'`)).toThrow("claims_no_overlap");
    database.exec(`update claims set "end" = 25 where start = 10`);
    expect(() => database.exec(`update claims set "end" = start`)).toThrow("claims_not_empty");
    expect(() => insert(30, 40, "' || null || '")).toThrow("NOT NULL constraint failed: claims.host_id");
    database.close();
  });

  it("does not take in a write that was started inside a transaction and not awaited", async () => {
    const storage = sqliteStorage({ file: newFile() });
    await storage.migrate();
    const client = storage.forClient("acme");
    const stray: Promise<PromiseSettledResult<void>[]>[] = [];
    const failing = client.transaction([], async (tx) => {
      stray.push(
        Promise.allSettled([tx.bookings.insert(makeBooking()), tx.bookings.insert(makeBooking({ uid: "bk_2" }))]),
      );
      throw new Error("gave up");
    });
    await expect(failing).rejects.toThrow("gave up");
    await Promise.all(stray);
    expect(await client.bookings.list({ limit: 9 })).toEqual([]);
    await storage.close();
  });

  it("is found unready before it is migrated, and says what to do", async () => {
    const storage = sqliteStorage({ file: newFile() });
    await expect(storage.check()).rejects.toThrow("slotkit migrate");
    const applied = migrations.map(({ name }) => name);
    expect(await storage.migrate()).toEqual({ applied, current: applied.at(-1) });
    await expect(storage.check()).resolves.toBeUndefined();
    await storage.close();
  });

  it("is refused when a newer SlotKit made its tables", async () => {
    const file = newFile();
    const storage = sqliteStorage({ file });
    await storage.migrate();
    const database = new DatabaseSync(file);
    database.exec("insert into slotkit_migrations values ('9999-future', 0)");
    database.close();
    const refusal = {
      name: "ConfigurationError",
      problems: [{ field: "file", received: JSON.stringify(file), message: expect.stringContaining("9999-future") }],
    };
    await expect(storage.migrate()).rejects.toMatchObject(refusal);
    await expect(storage.check()).rejects.toMatchObject(refusal);
    await storage.close();
  });

  it("keeps every table by client, and the indexes that its questions need", async () => {
    const file = newFile();
    const storage = sqliteStorage({ file });
    await storage.migrate();
    const database = new DatabaseSync(file);
    const tables = database
      .prepare("select name from pragma_table_list where type = 'table' and name not like 'sqlite%'")
      .all();
    for (const { name } of tables.filter((table) => table.name !== "slotkit_migrations")) {
      const column = database
        .prepare(`select "notnull", pk from pragma_table_info('${name}') where name = 'client_id'`)
        .get();
      expect({ ...column, name }).toEqual({ name, notnull: 1, pk: 1 });
    }
    const plan = (query: string) =>
      database
        .prepare(`explain query plan ${query}`)
        .all()
        .map(({ detail }) => detail)
        .join("; ");
    const byClient = "select * from bookings where client_id = 'acme' and";
    expect(plan(`${byClient} email = 'a' and created_at > 1`)).toContain(
      "bookings_by_email (client_id=? AND email=? AND created_at>?)",
    );
    expect(plan(`${byClient} calendar_id = 'a'`)).toContain("bookings_by_calendar (client_id=? AND calendar_id=?)");
    expect(plan(`${byClient} start < 9 order by start desc, uid desc`)).toMatch(
      /bookings_by_start \(client_id=\? AND start<\?\)$/,
    );
    expect(plan("select * from bookings where calendar_event_id = 'a'")).toContain("bookings_by_calendar_event");
    expect(plan("select * from bookings where crm_contact_id = 'a'")).toContain("bookings_by_crm_contact");
    database.close();
    await storage.close();
  });

  it("keeps the address as it was written beside the spelling by which a person is known", async () => {
    const file = newFile();
    const storage = sqliteStorage({ file });
    await storage.migrate();
    const attendee = { ...makeBooking().attendee, email: "Grace@Example.COM" };
    const booking = makeBooking({ attendee, person: "grace@example.com" });
    await storage.forClient("acme").transaction([], (tx) => tx.bookings.insert(booking));
    expect(await storage.forClient("acme").bookings.find(booking.uid)).toMatchObject({
      attendee: { email: "Grace@Example.COM" },
      person: "grace@example.com",
    });
    await storage.close();
  });

  it("finds a person's bookings by the index made for it", async () => {
    const file = newFile();
    const storage = sqliteStorage({ file });
    await storage.migrate();
    await storage.close();
    const database = new DatabaseSync(file);
    const plan = database
      .prepare(
        `explain query plan select count(*) from bookings
         where client_id = 'acme' and email = 'grace@example.org' and created_at >= 1 and status in ('confirmed')`,
      )
      .all();
    expect(plan.map(({ detail }) => detail)).toEqual([
      "SEARCH bookings USING INDEX bookings_by_email (client_id=? AND email=? AND created_at>?)",
    ]);
    database.close();
  });
});
