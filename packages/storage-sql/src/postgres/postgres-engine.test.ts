import type { Clock } from "@slotkit/core";
import { createFakeClock, createSeededRandom } from "@slotkit/testing/clock";
import { makeBooking, makeClaim, spreadOver, storageConformance } from "@slotkit/testing/conformance";
import { createDatabase, type TestDatabase } from "@slotkit/testing/postgres";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { postgresStorage } from "./postgres-storage.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase(inject("postgresUrl"), { startMs: Date.parse("2026-11-20T08:00:00Z") });
});
afterAll(() => database.drop(), 60_000);
let schemas = 0;
const newSchema = () => `engine_${++schemas}`;
const ada = [{ kind: "host", id: "ada" }] as const;

async function open(options: { schema?: string; busyDeadlineMs?: number } = {}) {
  const schema = options.schema ?? newSchema();
  const storage = postgresStorage({ connectionString: database.connectionString, ...options, schema });
  await storage.migrate();
  return { storage, schema, client: storage.forClient("acme") };
}

describe("three storages on one database", () => {
  const create = async () => {
    const options = { connectionString: database.connectionString, schema: newSchema(), busyDeadlineMs: 30_000 };
    const storages = [postgresStorage(options), postgresStorage(options), postgresStorage(options)] as const;
    return { storage: spreadOver([...storages]), clock: database.clock };
  };
  const several = /^race: |many|once/;
  for (const { name, run } of storageConformance(create).filter((each) => several.test(each.name))) {
    it(name, { timeout: 30_000 }, run);
  }
});

describe("what is handed in", () => {
  it("may be a pool, which stays open", async () => {
    const pool = new pg.Pool({ connectionString: database.connectionString });
    const storage = postgresStorage({ pool, schema: newSchema() });
    await storage.migrate();
    await storage.forClient("acme").transaction(ada, (tx) => tx.bookings.insert(makeBooking()));
    expect(await storage.forClient("acme").bookings.find("bk_1")).toEqual(makeBooking());
    await storage.close();
    expect((await pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    await pool.end();
  });

  it("may be one connection, whose users take turns", async () => {
    const client = new pg.Client({ connectionString: database.connectionString });
    await client.connect();
    const storage = postgresStorage({ client, schema: newSchema() });
    await storage.migrate();
    const acme = storage.forClient("acme");
    const uids = ["bk_1", "bk_2", "bk_3"];
    await Promise.all(uids.map((uid) => acme.transaction(ada, (tx) => tx.bookings.insert(makeBooking({ uid })))));
    expect(await acme.bookings.list({ limit: 9 })).toHaveLength(3);
    await storage.close();
    await client.end();
  });
});

describe("the database by itself", () => {
  it("refuses an overlap, an empty claim and one of nobody, whoever writes", async () => {
    const { storage, schema, client } = await open();
    await client.transaction([], (tx) => tx.claims.insert([makeClaim({ start: 0, end: 10 })]));
    const write = (sql: string) => database.query(sql.replace("claims", `${schema}.claims`));
    const insert = (start: number, end: number, host = "'ada'") =>
      write(`insert into claims values ('acme', ${host}, ${start}, ${end}, 'booking', 'bk_2', null)`);
    await expect(insert(5, 15)).rejects.toMatchObject({ code: "23P01" });
    await insert(10, 20);
    await insert(0, 10, "'bob'");
    await expect(write("update claims set start = 9 where start = 10")).rejects.toMatchObject({ code: "23P01" });
    await expect(write("update claims set host_id = 'ada' where host_id = 'bob'")).rejects.toThrow("claims");
    await expect(insert(30, 30)).rejects.toMatchObject({ constraint: "claims_not_empty" });
    await expect(insert(30, 40, "null")).rejects.toMatchObject({ code: "23502" });
    await storage.close();
  });

  it("keeps its tables apart from the host's, by client, in the order of bytes", async () => {
    await database.query("create table if not exists bookings (id int)");
    const { storage, schema } = await open();
    const columns = await database.query<{ table: string; column: string; collation: string | null; nullable: string }>(
      `select table_name as table, column_name as column, collation_name as collation, is_nullable as nullable
       from information_schema.columns where table_schema = $1 and table_name <> 'slotkit_migrations'`,
      [schema],
    );
    const tables = new Set(columns.map(({ table }) => table));
    expect(tables).toContain("bookings");
    for (const table of tables) {
      expect(columns).toContainEqual({ table, column: "client_id", collation: "C", nullable: "NO" });
    }
    await storage.close();
  });

  it("is refused when a newer SlotKit made its tables, and found unready before it is migrated", async () => {
    const { storage, schema } = await open();
    await expect(storage.check()).resolves.toBeUndefined();
    await database.query(`insert into ${schema}.slotkit_migrations values ('9999-future', 0)`);
    await expect(storage.migrate()).rejects.toMatchObject({ name: "ConfigurationError" });
    await expect(storage.check()).rejects.toThrow("9999-future");
    await storage.close();
    const unready = postgresStorage({ connectionString: database.connectionString, schema: newSchema() });
    await expect(unready.check()).rejects.toThrow("slotkit migrate");
    await unready.close();
  });

  it("takes a text that it cannot store for a bad request, in a write and in a question", async () => {
    const { storage, client } = await open();
    const insert = client.transaction([], (tx) => tx.bookings.insert(makeBooking({ notes: "a\u0000b" })));
    await expect(insert).rejects.toMatchObject({ code: "validation_failed" });
    await expect(client.bookings.find("bk_\u0000")).rejects.toMatchObject({ code: "validation_failed" });
    await storage.close();
  });
});

describe.each([true, false])("statements whose answer nobody needs, over connections with pipeline: %s", (pipeline) => {
  async function openPool() {
    const pool = new pg.Pool({ connectionString: database.connectionString, max: 2, pipeline });
    const storage = postgresStorage({ pool, schema: newSchema() });
    await storage.migrate();
    return { pool, client: storage.forClient("acme") };
  }

  it("are seen by what follows them, and stored by the commit", async () => {
    const { pool, client } = await openPool();
    const found = await client.transaction(ada, async (tx) => {
      await tx.bookings.insert(makeBooking());
      return tx.bookings.find("bk_1");
    });
    expect(found).toEqual(makeBooking());
    expect(await client.bookings.find("bk_1")).toEqual(makeBooking());
    await pool.end();
  });

  it("fail their transaction with their own error, whatever comes after, and leave the connection usable", async () => {
    const { pool, client } = await openPool();
    const twice = (then: (find: Promise<unknown>) => Promise<unknown>) =>
      client.transaction(ada, async (tx) => {
        await tx.bookings.insert(makeBooking());
        await tx.bookings.insert(makeBooking());
        await then(tx.bookings.find("bk_1"));
      });
    const refusal = { code: "23505", constraint: "bookings_key" };
    await expect(twice((find) => find)).rejects.toMatchObject(refusal);
    await expect(twice((find) => find.catch(() => {}))).rejects.toMatchObject(refusal);
    expect(await client.transaction(ada, (tx) => tx.bookings.find("bk_1"))).toBeNull();
    await pool.end();
  });
});

describe("trouble", () => {
  it("answers `busy` when a lock is not to be had in time, and goes on when it is free", async () => {
    const { storage, client } = await open({ busyDeadlineMs: 100 });
    let finish = () => {};
    let taken = () => {};
    const isTaken = new Promise<void>((resolve) => (taken = resolve));
    const slow = client.transaction(ada, async () => {
      taken();
      await new Promise<void>((resolve) => (finish = resolve));
    });
    await isTaken;
    const second = client.transaction(ada, async () => "never");
    await expect(second).rejects.toMatchObject({ code: "busy", retryAfterSeconds: 1 });
    finish();
    await slow;
    expect(await client.transaction(ada, async () => "done")).toBe("done");
    await storage.close();
  });

  it("survives the loss of a connection in the middle of a transaction", async () => {
    const { storage, client, schema } = await open();
    const lost = client.transaction(ada, async (tx) => {
      await tx.bookings.insert(makeBooking());
      await database.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'slotkit'");
      await tx.bookings.find("bk_1");
    });
    await expect(lost).rejects.toMatchObject({ code: "busy" });
    expect(await client.transaction(ada, async () => "done")).toBe("done");
    expect(await database.query(`select uid from ${schema}.bookings`)).toEqual([]);
    await storage.close();
  });

  it("repeats what ended in a deadlock three times, then answers `busy`", async () => {
    const pauses: number[] = [];
    const clock: Clock = { ...createFakeClock({ startMs: 0 }), sleep: async (ms) => void pauses.push(ms) };
    let attempts = 0;
    const deadlock = Object.assign(new Error("deadlock detected"), { code: "40P01" });
    const connections = {
      query: async () => ({ rows: [], affectedRows: 0 }),
      transaction: async () => {
        attempts++;
        throw deadlock;
      },
      close: async () => {},
    };
    const storage = postgresStorage({ connections, clock, random: createSeededRandom(1) });
    const outcome = storage.forClient("acme").transaction(ada, async () => "never");
    await expect(outcome).rejects.toMatchObject({ code: "busy", cause: deadlock });
    expect(attempts).toBe(4);
    expect(pauses).toHaveLength(3);
  });
});

describe("a bad configuration", () => {
  it.each([
    ["", "name a database"],
    ["mysql://grace:hunter2@db/app", "postgres://"],
    ["postgres://grace:hun/ter#2@db:x/app", "%40"],
  ])("refuses the URL %j without repeating a password", (connectionString, remedy) => {
    const attempt = () => postgresStorage({ connectionString });
    expect(attempt).toThrow(remedy);
    expect(attempt).not.toThrow("hun");
  });

  it.each([
    ["postgres://postgres@127.0.0.1:1/app", "no server answers there"],
    ["postgres://postgres@no-such-host.invalid/app", "host"],
  ])("says why %s cannot be used", async (connectionString, remedy) => {
    const storage = postgresStorage({ connectionString });
    await expect(storage.migrate()).rejects.toThrow(remedy);
    await expect(storage.migrate()).rejects.toMatchObject({ name: "ConfigurationError" });
    await storage.close();
  });

  it("says so when the database does not exist, or the role may not make the tables", async () => {
    const url = new URL(database.connectionString);
    url.pathname = "absent";
    const absent = postgresStorage({ connectionString: url.href });
    await expect(absent.migrate()).rejects.toThrow("no database of this name");
    await absent.close();

    await database.query("create role limited login");
    url.pathname = new URL(database.connectionString).pathname;
    url.username = "limited";
    const limited = postgresStorage({ connectionString: url.href, schema: newSchema() });
    await expect(limited.migrate()).rejects.toThrow(/may not/);
    await limited.close();
    await database.query("drop role limited");
  });
});
