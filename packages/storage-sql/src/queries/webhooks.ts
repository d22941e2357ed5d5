import type { WebhookRepository, WebhookWrites } from "@slotkit/core";
import type { Kysely } from "kysely";
import type { Schema, WebhookEndpointTable } from "../schema.ts";
import { assertOwn } from "./assert-own.ts";
import { prepare } from "./prepare.ts";
import { toDelivery, toDeliveryRow, toEndpoint, toEndpointRow } from "./webhook-row.ts";

/** Reads webhook endpoints of one client, and what was and is to be sent to them. */
export function webhookReads(db: Kysely<Schema>, clientId: string): WebhookRepository {
  return {
    async endpoints() {
      const { rows } = await endpointsOf(db, { clientId });
      return rows.map(toEndpoint);
    },
    async findEndpoint(id) {
      const row = await db
        .selectFrom("webhook_endpoints")
        .selectAll()
        .where("client_id", "=", clientId)
        .where("id", "=", id)
        .executeTakeFirst();
      return row ? toEndpoint(row) : null;
    },
    async deliveries({ endpointId, state, type, subject, from, limit, after }) {
      const rows = await db
        .selectFrom("webhook_deliveries")
        .selectAll()
        .where("client_id", "=", clientId)
        .$if(endpointId !== undefined, (query) => query.where("endpoint_id", "=", endpointId!))
        .$if(state !== undefined, (query) => query.where("state", "=", state!))
        .$if(type !== undefined, (query) => query.where("type", "=", type!))
        .$if(subject !== undefined, (query) => query.where("subject", "=", subject!))
        .$if(from !== undefined, (query) => query.where("occurred_at", ">=", from!))
        .$if(after !== undefined, (query) =>
          query.where(({ eb, refTuple, tuple }) => eb(refTuple("occurred_at", "id"), "<", tuple(...after!))),
        )
        .orderBy("occurred_at", "desc")
        .orderBy("id", "desc")
        .limit(limit)
        .execute();
      return rows.map(toDelivery);
    },
    async findDelivery(id) {
      const row = await db
        .selectFrom("webhook_deliveries")
        .selectAll()
        .where("client_id", "=", clientId)
        .where("id", "=", id)
        .executeTakeFirst();
      return row ? toDelivery(row) : null;
    },
  };
}

/** Reads and writes them inside a transaction. */
export function webhookWrites(db: Kysely<Schema>, clientId: string): WebhookWrites {
  return {
    ...webhookReads(db, clientId),
    async saveEndpoint(endpoint) {
      assertOwn(endpoint, clientId);
      const row = toEndpointRow(endpoint);
      const names = Object.keys(row) as (keyof WebhookEndpointTable)[];
      await db
        .insertInto("webhook_endpoints")
        .values(row)
        .onConflict((conflict) =>
          conflict
            .columns(["client_id", "id"])
            .doUpdateSet(({ ref }) => Object.fromEntries(names.map((name) => [name, ref(`excluded.${name}`)]))),
        )
        .execute();
    },
    async removeEndpoint(id) {
      await db
        .deleteFrom("webhook_deliveries")
        .where("client_id", "=", clientId)
        .where("endpoint_id", "=", id)
        .execute();
      await db.deleteFrom("webhook_endpoints").where("client_id", "=", clientId).where("id", "=", id).execute();
    },
    async record(deliveries) {
      if (deliveries.length === 0) return;
      for (const delivery of deliveries) assertOwn(delivery, clientId);
      await db
        .insertInto("webhook_deliveries")
        .values(deliveries.map(toDeliveryRow))
        .onConflict((conflict) => conflict.columns(["client_id", "id"]).doNothing())
        .execute();
    },
    async updateDelivery(delivery) {
      assertOwn(delivery, clientId);
      await db
        .updateTable("webhook_deliveries")
        .set(toDeliveryRow(delivery))
        .where("client_id", "=", clientId)
        .where("id", "=", delivery.id)
        .execute();
    },
    async withdraw(subject, type) {
      await withdrawWaiting(db, { clientId, subject, type });
    },
    async wake(endpointId, now) {
      await db
        .updateTable("webhook_deliveries")
        .set({ not_before: now })
        .where("client_id", "=", clientId)
        .where("endpoint_id", "=", endpointId)
        .where("state", "=", "pending")
        .where("attempt", ">", 0)
        .where("not_before", ">", now)
        .execute();
    },
  };
}

const endpointsOf = prepare((db, { clientId }: { clientId: string }) =>
  db.selectFrom("webhook_endpoints").selectAll().where("client_id", "=", clientId).orderBy("created_at").orderBy("id"),
);

const withdrawWaiting = prepare(
  (db, { clientId, subject, type }: { clientId: string; subject: string; type: string }) =>
    db
      .deleteFrom("webhook_deliveries")
      .where("client_id", "=", clientId)
      .where("subject", "=", subject)
      .where("type", "=", type)
      .where("state", "=", "pending"),
);
