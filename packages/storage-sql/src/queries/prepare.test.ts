import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from "kysely";
import { expect, it } from "vitest";
import type { Schema } from "../schema.ts";
import { prepare } from "./prepare.ts";

it("builds a query once per database and gives each run its own values", async () => {
  const builds: string[] = [];
  const runs: unknown[] = [];
  const open = () =>
    new Kysely<Schema>({
      dialect: {
        createAdapter: () => new SqliteAdapter(),
        createDriver: () => new DummyDriver(),
        createIntrospector: (db) => new SqliteIntrospector(db),
        createQueryCompiler: () => new SqliteQueryCompiler(),
      },
      log: ({ query: { sql, parameters } }) => void runs.push([sql, parameters]),
    });
  const find = prepare((db, { uid, status }: { uid: string; status: string | null }) => {
    builds.push("built");
    return db
      .selectFrom("bookings")
      .select("uid")
      .where("uid", "=", uid)
      .where("status", "=", status)
      .where("version", "=", 3);
  });
  const findAny = prepare((db, { uids }: { uids: readonly string[] }) => {
    builds.push("built for a list");
    return db.selectFrom("bookings").select("uid").where("uid", "in", uids);
  });
  const [one, other] = [open(), open()];
  await find(one, { uid: "bk_1", status: "confirmed" });
  await one.transaction().execute((trx) => find(trx, { status: null, uid: "bk_2" }));
  await find(other, { uid: "bk_3", status: "pending" });
  const sql = 'select "uid" from "bookings" where "uid" = ? and "status" = ? and "version" = ?';
  expect(runs).toEqual([
    [sql, ["bk_1", "confirmed", 3]],
    [sql, ["bk_2", null, 3]],
    [sql, ["bk_3", "pending", 3]],
  ]);
  expect(builds).toHaveLength(2);

  runs.length = 0;
  for (const uids of [["bk_1", "bk_2"], ["bk_3", "bk_4"], ["bk_5"]]) await findAny(one, { uids });
  expect(runs).toEqual([
    ['select "uid" from "bookings" where "uid" in (?, ?)', ["bk_1", "bk_2"]],
    ['select "uid" from "bookings" where "uid" in (?, ?)', ["bk_3", "bk_4"]],
    ['select "uid" from "bookings" where "uid" in (?)', ["bk_5"]],
  ]);
  expect(builds.filter((what) => what === "built for a list")).toHaveLength(2);
});
