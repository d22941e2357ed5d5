import { makeBooking } from "@slotkit/testing/conformance";
import { createDatabase, type TestDatabase } from "@slotkit/testing/postgres";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type ClientOf, type GeneratedClient, generateClient } from "./generate-client.fixture.ts";
import { prismaConnections } from "./prisma-connections.ts";
import type { PrismaRawClient } from "./prisma-raw-client.ts";
import { prismaStorage } from "./prisma-storage.ts";
import { toPostgresError } from "./to-postgres-error.ts";

let database: TestDatabase;
let clientOf: ClientOf;
let prisma: GeneratedClient;
beforeAll(async () => {
  clientOf = await generateClient("prisma-connections");
  database = await createDatabase(inject("postgresUrl"));
  await database.query('create table "Customer" (id int primary key, name text not null)');
  prisma = clientOf({ connectionString: database.connectionString });
}, 60_000);
afterAll(async () => {
  await prisma.$disconnect();
  await database.drop();
}, 60_000);
const ada = [{ kind: "host", id: "ada" }] as const;
const connections = () => prismaConnections(prisma, 5000);

describe("values", () => {
  it("come back as they were given: large numbers, null, truth, text that looks like a date or like JSON", async () => {
    const { query } = connections();
    await query("create table values (a bigint, b int, c boolean, d text, e text, f text)", []);
    const given = [9_007_199_254_740_991, null, true, "2026-11-20T08:00:00.000Z", '{"a":[1]}', ""];
    await query("insert into values values ($1, $2, $3, $4, $5, $6)", given);
    const { rows } = await query("select * from values where a = $1 and c = $2 and d = $3", [given[0], true, given[3]]);
    expect(rows).toEqual([{ a: 9_007_199_254_740_991n, b: null, c: true, d: given[3], e: given[4], f: "" }]);
    expect(await query("update values set b = $1", [7])).toEqual({ rows: [], affectedRows: 1 });
    expect(await query("delete from values where a = $1 returning b", [given[0]])).toEqual({
      rows: [{ b: 7 }],
      affectedRows: 1,
    });
  });
});

describe("a transaction", () => {
  it("runs at READ COMMITTED whatever the database's default, and begins with all statements in order", async () => {
    await database.query("create table steps (step text)");
    const opening = [
      "set local synchronous_commit = off",
      "select set_config('lock_timeout', '77ms', true)",
      "select 1 as one",
    ];
    const seen = await connections().transaction(opening, async ({ query }, { rows }) => {
      const { rows: settings } = await query(
        "select current_setting('transaction_isolation') as isolation, current_setting('lock_timeout') as wait, current_setting('synchronous_commit') as commit",
        [],
      );
      return { opened: rows, ...settings[0] };
    });
    expect(seen).toEqual({ opened: [{ one: 1 }], isolation: "read committed", wait: "77ms", commit: "off" });
  });

  it("in which a statement failed does not pass for committed, though nobody minded the failure", async () => {
    const outcome = connections().transaction(["select 1"], async ({ query }) => {
      await query('insert into "Customer" values (1, $1)', ["Grace Example"]);
      await query("select nonsense", []).catch(() => {});
    });
    await expect(outcome).rejects.toThrow("all of it is rolled back");
    expect(await database.query('select * from "Customer"')).toEqual([]);
  });

  it("is rolled back when it outlives Prisma's time, and answers `busy`", async () => {
    const hasty: PrismaRawClient = {
      $queryRawUnsafe: (sql, ...values) => prisma.$queryRawUnsafe(sql, ...values),
      $executeRawUnsafe: (sql, ...values) => prisma.$executeRawUnsafe(sql, ...values),
      $transaction: (use, options) => prisma.$transaction(use, { ...options, timeout: 50 }),
    };
    await prismaStorage(prisma, { schema: "hasty" }).migrate();
    const attempt = prismaStorage(hasty, { schema: "hasty" })
      .forClient("acme")
      .transaction(ada, async (tx) => {
        await tx.bookings.insert(makeBooking());
        await database.query("select pg_sleep(0.2)");
        await tx.bookings.find("bk_1");
      });
    await expect(attempt).rejects.toMatchObject({ code: "busy" });
    expect(await database.query("select uid from hasty.bookings")).toEqual([]);
  });

  it("answers `busy` when the pool has no connection in time, and when a lock is not to be had", async () => {
    const single = clientOf({ connectionString: database.connectionString, max: 1 });
    const options = { schema: "waiting", busyDeadlineMs: 100 };
    const [storage, other] = [prismaStorage(single, options), prismaStorage(prisma, options)];
    await prismaStorage(prisma, { schema: "waiting" }).migrate();
    await single.$queryRawUnsafe("select 1");
    await storage.forClient("acme").transaction(ada, async () => {
      const blocked = [storage, other].map((each) => each.forClient("acme").transaction(ada, async () => "never"));
      for (const outcome of blocked)
        await expect(outcome).rejects.toMatchObject({ code: "busy", retryAfterSeconds: 1 });
    });
    expect(await other.forClient("acme").transaction(ada, async () => "done")).toBe("done");
    await single.$disconnect();
  });

  it("whose connection is lost stores nothing and answers `busy`; the next one gets another connection", async () => {
    const storage = prismaStorage(prisma, { schema: "lost" });
    await storage.migrate();
    const client = storage.forClient("acme");
    const lost = client.transaction(ada, async (tx) => {
      await tx.bookings.insert(makeBooking());
      await database.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where state = 'idle in transaction' and datname = current_database()",
      );
      await tx.bookings.find("bk_1");
    });
    await expect(lost).rejects.toMatchObject({ code: "busy" });
    expect(await client.transaction(ada, (tx) => tx.bookings.find("bk_1"))).toBeNull();
  });
});

describe("failures", () => {
  it.each(["23P01", "40001", "40P01", "55P03", "57014", "25006", "42501", "22021", "53300", "XX000"])(
    "of the server keep their code %s, inside a transaction and outside",
    async (code) => {
      const raise = `do $$ begin raise exception 'no' using errcode = '${code}'; end $$`;
      await expect(connections().query(raise, [])).rejects.toMatchObject({ code, message: "no" });
      const inside = connections().transaction(["select 1"], ({ query }) => query(raise, []));
      await expect(inside).rejects.toMatchObject({ code, message: "no" });
    },
  );

  it("name the constraint that refused, and the table that is missing", async () => {
    const { query, transaction } = connections();
    await query(
      "create table rooms (id int, during int8range, constraint apart exclude using gist (during with &&))",
      [],
    );
    await query("alter table rooms add constraint rooms_key primary key (id)", []);
    const insert = (id: number, during: string) => query("insert into rooms values ($1, $2::int8range)", [id, during]);
    await insert(1, "[0,10)");
    await expect(insert(1, "[20,30)")).rejects.toMatchObject({ code: "23505", constraint: "rooms_key" });
    await expect(insert(2, "[5,15)")).rejects.toMatchObject({ code: "23P01" });
    await expect(query("select * from absent", [])).rejects.toMatchObject({ code: "42P01" });
    await query("create table stays (id int references rooms deferrable initially deferred)", []);
    const atCommit = transaction(["select 1"], (session) => session.query("insert into stays values (9)", []));
    await expect(atCommit).rejects.toMatchObject({ code: "23503", constraint: "stays_id_fkey" });
  });

  it("of Prisma's models are told apart too: P2034 is a transaction to run again", async () => {
    await database.query(`
      create function conflict() returns trigger language plpgsql as
        $$ begin raise exception 'conflict' using errcode = '40001'; end $$;
      create trigger conflict before insert on "Customer" for each row execute function conflict()`);
    const failure = await prisma.customer
      .create({ data: { id: 3, name: "Ada Example" } })
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "P2034" });
    expect(toPostgresError(failure)).toMatchObject({ code: "40001", cause: failure });
  });

  it.each([
    ["postgres://postgres@127.0.0.1:1/app", "08001"],
    ["postgres://postgres@no-such-host.invalid/app", "08001"],
  ])("to reach %s are failures of the connection", async (connectionString, code) => {
    const unreachable = clientOf({ connectionString });
    const { query, transaction } = prismaConnections(unreachable, 500);
    await expect(query("select 1", [])).rejects.toMatchObject({ code });
    await expect(transaction(["select 1"], async () => {})).rejects.toMatchObject({ code });
    const migration = prismaStorage(unreachable).migrate();
    await expect(migration).rejects.toMatchObject({ name: "ConfigurationError" });
    await expect(migration).rejects.toThrow("Option prisma received the prisma: the server cannot be reached");
    await expect(prismaStorage(unreachable).forClient("acme").bookings.find("bk_1")).rejects.toMatchObject({
      code: "busy",
    });
    await unreachable.$disconnect();
  });

  it("to find the database are told with their remedy", async () => {
    const url = new URL(database.connectionString);
    url.pathname = "absent";
    const absent = clientOf({ connectionString: url.href });
    await expect(prismaStorage(absent).migrate()).rejects.toThrow("the server has no database of this name");
    await absent.$disconnect();
  });

  it("of our own pass through a transaction as they are", async () => {
    const refusal = new Error("no");
    await expect(connections().transaction(["select 1"], () => Promise.reject(refusal))).rejects.toBe(refusal);
  });
});
