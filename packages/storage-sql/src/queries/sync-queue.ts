import type { SyncQueueRepository, SyncQueueState, SyncQueues } from "@slotkit/core";
import type { ExpressionBuilder, Kysely } from "kysely";
import type { Schema } from "../schema.ts";
import { toEffect } from "./effect-row.ts";

/** The sync queue of one client, as its outbox rows tell. */
export function syncQueue(db: Kysely<Schema>, clientId: string): SyncQueueRepository {
  return {
    async list({ states, integration, cause, limit, after }) {
      const rows = await db
        .selectFrom("outbox")
        .selectAll()
        .where("client_id", "=", clientId)
        .where((eb) => eb.or(states.map((state) => isIn(eb, state))))
        .$if(integration !== undefined, (query) => query.where("integration", "=", integration!))
        .$if(cause !== undefined, (query) => query.where("failure_kind", "=", cause!))
        .$if(after !== undefined, (query) =>
          query.where(({ eb, refTuple, tuple }) => eb(refTuple("wanted_at", "id"), ">", tuple(...after!))),
        )
        .orderBy("wanted_at")
        .orderBy("id")
        .limit(limit)
        .execute();
      return rows.map(toEffect);
    },
    async summary() {
      const rows = await db
        .selectFrom("outbox")
        .select(({ fn }) => ["state", fn.countAll<number>().as("count"), fn.min("wanted_at").as("oldest")])
        .where("client_id", "=", clientId)
        .where((eb) => eb.or([isIn(eb, "manual"), isIn(eb, "waiting")]))
        .groupBy("state")
        .execute();
      const countOf = (state: string) => Number(rows.find((row) => row.state === state)?.count ?? 0);
      const oldest = rows.map((row) => Number(row.oldest));
      return {
        manual: countOf("manual"),
        waiting: countOf("pending"),
        oldestWantedAt: oldest.length === 0 ? null : Math.min(...oldest),
      };
    },
  };
}

/** The sync queues of all clients. */
export function syncQueues(db: Kysely<Schema>): SyncQueues {
  return {
    async syncQueueClients(states) {
      const rows = await db
        .selectFrom("outbox")
        .select("client_id")
        .distinct()
        .where((eb) => eb.or(states.map((state) => isIn(eb, state))))
        .execute();
      return rows.map(({ client_id }) => client_id).sort();
    },
  };
}

function isIn(eb: ExpressionBuilder<Schema, "outbox">, state: SyncQueueState) {
  return state === "waiting"
    ? eb.and([eb("state", "=", "pending"), eb("failure_kind", "is not", null)])
    : eb("state", "=", state);
}
