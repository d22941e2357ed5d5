import type { BreakerChange, BreakerStateRepository, StoredBreaker } from "@slotkit/core";
import type { Kysely } from "kysely";
import type { SqlEngine } from "../engine.ts";
import type { Schema } from "../schema.ts";
import { prepare } from "./prepare.ts";

/** The breakers of one client that are not closed. */
export function breakerStates(engine: SqlEngine, clientId: string): BreakerStateRepository {
  return {
    async list() {
      const { rows } = await listStates(engine.reads, { clientId });
      return rows.map(
        ({ name, state, revision }): StoredBreaker => ({ name, revision, state: JSON.parse(state) as State }),
      );
    },
    replace: (change) => engine.forgettable(async (db) => (await replaceState(db, clientId, change)) > 0n),
  };
}

type State = StoredBreaker["state"];

const listStates = prepare((db, { clientId }: { clientId: string }) =>
  db
    .selectFrom("breaker_states")
    .select(["name", "state", "revision"])
    .where("client_id", "=", clientId)
    .orderBy("name"),
);

/** One statement each, so that of several processes one succeeds. @returns How many rows changed. */
async function replaceState(
  db: Kysely<Schema>,
  clientId: string,
  { name, expected, next }: BreakerChange,
): Promise<bigint> {
  if (expected === null) {
    if (next === null) return 1n;
    const values = { client_id: clientId, name, state: JSON.stringify(next.state), revision: next.revision };
    const { numInsertedOrUpdatedRows = 0n } = await db
      .insertInto("breaker_states")
      .values(values)
      .onConflict((conflict) => conflict.columns(["client_id", "name"]).doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows;
  }
  if (next === null) {
    const { numDeletedRows } = await db
      .deleteFrom("breaker_states")
      .where("client_id", "=", clientId)
      .where("name", "=", name)
      .where("revision", "=", expected)
      .executeTakeFirst();
    return numDeletedRows;
  }
  const { numUpdatedRows } = await db
    .updateTable("breaker_states")
    .set({ state: JSON.stringify(next.state), revision: next.revision })
    .where("client_id", "=", clientId)
    .where("name", "=", name)
    .where("revision", "=", expected)
    .executeTakeFirst();
  return numUpdatedRows;
}
